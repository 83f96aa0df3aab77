"""The pages of claims that say the same and of those that were checked before."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET  claim_merge        twins          200  200  403  403  403  in
POST claim_merge        twins          done done 403  403  403  in
POST claim_merge        twin-reviewed  done done 403  403  403  in
GET  claim_unmerge      merged         back back back back back in
POST claim_unmerge      merged         done done 403  403  403  in
GET  claim_matches      twins          200  200  200  200  200  in
GET  match_dismiss      twins          back back back back back in
POST match_dismiss      twins          done done 403  403  403  in
GET  match_restore      no-match       back back back back back in
POST match_restore      no-match       done done 403  403  403  in
GET  claim_reuse        checked-before 200  200  403  403  403  in
POST claim_reuse        checked-before done done 403  403  403  in
"""
SENT: dict[str, dict[str, Any]] = {}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "claim_merge": lambda ids: {"into": ids.get("other", 1), "closes": "True"},
    "match_dismiss": lambda ids: {"claim": ids.get("other", 1)},
    "match_restore": lambda ids: {"match": ids.get("match", 1)},
    "claim_reuse": lambda ids: {"verdict": ids.get("verdict", 1), "reason": "The next report of the same."},
}
READS: list[tuple[str, str, str]] = [
    ("claim_merge", "claim", "erin"),
    ("claim_matches", "claim", "erin"),
    ("claim_reuse", "claim", "erin"),
]
NOT_READ: dict[str, str] = {}
