"""The calls of what happened."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET   api_events            held       200 200 200 200 200 401 200
GET   api_claim_events      claim      200 200 200 200 200 401 200
GET   api_history_head      sealed     200 200 200 200 200 200 200
"""
BODIES: dict[str, dict[str, Any]] = {}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
LISTS: set[str] = set()
VERSIONED: list[tuple[str, str, str]] = []
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = []
READS: list[tuple[str, str, str]] = [
    ("api_events", "in_review", "erin"),
    ("api_events", "in_review", "ada"),
    ("api_events", "published", "erin"),
    ("api_claim_events", "claim", "erin"),
    ("api_claim_events", "claim", "ada"),
    ("api_history_head", "", ""),
]
NOT_READ: dict[str, str] = {}
