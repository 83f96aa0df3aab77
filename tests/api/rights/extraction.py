"""The calls of extraction: reading again, and what people made of what was read."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET   api_corrections            corrected  200 200 403 403 403 401 200
POST  api_document_extract_again extracted  202 202 403 403 403 401 403
"""
BODIES: dict[str, dict[str, Any]] = {}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
LISTS: set[str] = {"api_corrections"}
VERSIONED: list[tuple[str, str, str]] = []
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = []
READS: list[tuple[str, str, str]] = [("api_corrections", "", "erin")]
NOT_READ: dict[str, str] = {}
