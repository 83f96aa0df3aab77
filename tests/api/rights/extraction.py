"""The calls of extraction: reading again, and what people made of what was read."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
POST  api_document_extract_again extracted  202 202 403 403 403 401 403
"""
BODIES: dict[str, dict[str, Any]] = {}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
LISTS: set[str] = set()
VERSIONED: list[tuple[str, str, str]] = []
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = []
READS: list[tuple[str, str, str]] = []
NOT_READ: dict[str, str] = {}
