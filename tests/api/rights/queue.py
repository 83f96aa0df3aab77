"""The calls of running the queue and taking from it."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET   api_reviews           held       200 200 200 200 200 401 200
POST  api_reviews           nothing    201 201 403 403 403 401 403
POST  api_take_next         queued     200 200 200 200 403 401 403
GET   api_review            held       200 200 200 200 200 401 200
POST  api_assign            held       200 200 403 403 403 401 403
POST  api_release           held       200 200 403 200 403 401 403
POST  api_hold              held       200 200 403 403 403 401 403
POST  api_resume            waiting    200 200 403 403 403 401 403
POST  api_close             held       200 200 403 403 403 401 403
"""
BODIES: dict[str, dict[str, Any]] = {
    "POST api_assign": {"user": "ben"},
    "POST api_release": {"part": "first"},
    "POST api_hold": {"reason": "waits for the ministry", "until": "2999-01-01"},
    "POST api_close": {"reason": "abandoned"},
}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "POST api_reviews": lambda ids: {"claim": ids.get("claim")},
}
LISTS: set[str] = {"api_reviews", "api_take_next"}
VERSIONED: list[tuple[str, str, str]] = [
    ("POST", "api_assign", "queued"),
    ("POST", "api_hold", "queued"),
    ("POST", "api_resume", "on_hold"),
    ("POST", "api_close", "queued"),
]
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("erin", "POST", "api_reviews", "nothing", {"claim": "all", "priority": 9}, {"/claim", "/priority"}),
    ("erin", "POST", "api_reviews", "nothing", {"claim": 1, "assessments_needed": 3}, {"/assessments_needed"}),
    ("erin", "POST", "api_assign", "held", {"user": "nobody"}, {"/user"}),
    ("erin", "POST", "api_assign", "held", {"user": "ben", "part": "third"}, {"/part"}),
    ("erin", "POST", "api_hold", "held", {}, {"/reason", "/until"}),
    ("erin", "POST", "api_hold", "held", {"reason": "waits", "until": "2020-01-01"}, {"/until"}),
    ("erin", "POST", "api_close", "held", {"reason": "bored"}, {"/reason"}),
    ("erin", "POST", "api_close", "held", {"reason": "duplicate"}, {"/duplicate_of"}),
]
READS: list[tuple[str, str, str]] = [
    ("api_reviews", "", "erin"),
    ("api_reviews", "", "ada"),
    ("api_review", "queued", "erin"),
    ("api_review", "in_review", "erin"),
    ("api_review", "in_review", "ada"),
    ("api_review", "split", "cleo"),
    ("api_review", "decided", "erin"),
    ("api_review", "published", "erin"),
]
NOT_READ: dict[str, str] = {}
