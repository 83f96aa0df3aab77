"""The calls of claims that say the same and of those that were checked before."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
POST  api_claim_merge       twins      200 200 403 403 403 401 403
POST  api_claim_unmerge     merged     200 200 403 403 403 401 403
POST  api_claim_reuse       checked-before 200 200 403 403 403 401 403
"""
BODIES: dict[str, dict[str, Any]] = {}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "POST api_claim_merge": lambda ids: {"into": ids.get("other", 1)},
    "POST api_claim_reuse": lambda ids: {"verdict": ids.get("verdict", 1), "reason": "The next report of the same."},
}
LISTS: set[str] = set()
VERSIONED: list[tuple[str, str, str]] = [
    ("POST", "api_claim_merge", "twins"),
    ("POST", "api_claim_unmerge", "merged"),
    ("POST", "api_claim_reuse", "checked-before"),
]
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("erin", "POST", "api_claim_merge", "twins", {}, {"/into"}),
    ("erin", "POST", "api_claim_merge", "twins", {"into": "{pk}"}, {"/into"}),
    ("erin", "POST", "api_claim_merge", "twins", {"into": "that one"}, {"/into"}),
    ("erin", "POST", "api_claim_merge", "twins", {"into": 2**70}, {"/into"}),
    ("erin", "POST", "api_claim_reuse", "checked-before", {}, {"/verdict"}),
    ("erin", "POST", "api_claim_reuse", "checked-before", {"verdict": 0}, {"/verdict"}),
]
READS: list[tuple[str, str, str]] = []
NOT_READ: dict[str, str] = {}
