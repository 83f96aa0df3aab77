"""The pages of extraction: reading again."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET  document_extract_again extracted  back back back back back in
POST document_extract_again extracted  done done 403  403  403  in
"""
SENT: dict[str, dict[str, Any]] = {}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
READS: list[tuple[str, str, str]] = []
NOT_READ: dict[str, str] = {}
