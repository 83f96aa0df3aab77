"""The pages of what happened."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET  claim_history     claim      200  200  200  200  200  in
"""
SENT: dict[str, dict[str, Any]] = {}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
READS: list[tuple[str, str, str]] = [
    ("claim_history", "claim", "erin"),
    ("claim_history", "claim", "ada"),
]
NOT_READ: dict[str, str] = {}
