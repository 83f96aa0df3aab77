"""The calls that find what is here already of a claim or a text."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET   api_claim_matches     claim      200 200 200 200 200 401 200
GET   api_matches           nothing    422 422 422 422 422 401 422
"""
BODIES: dict[str, dict[str, Any]] = {}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
LISTS: set[str] = set()
VERSIONED: list[tuple[str, str, str]] = []
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = []
READS: list[tuple[str, str, str]] = [("api_claim_matches", "matched", "erin")]
NOT_READ: dict[str, str] = {
    "api_matches": "asked for nothing it refuses; asked for a text, tests/claims/matching counts its queries",
}
