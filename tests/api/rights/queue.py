"""The calls of running the queue and taking from it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.situations import Ids

TABLE = """
GET   api_reviews           held       200 200 200 200 200 401 200
POST  api_reviews           nothing    201 201 403 403 403 401 403
POST  api_take_next         queued     200 200 200 200 403 401 403
GET   api_review            held       200 200 200 200 200 401 200
POST  api_assign            held       200 200 403 403 403 401 403
POST  api_renew             held       403 403 403 200 403 401 403
POST  api_release           held       200 200 403 200 403 401 403
POST  api_hold              held       200 200 403 403 403 401 403
POST  api_resume            waiting    200 200 403 403 403 401 403
POST  api_close             held       200 200 403 403 403 401 403
POST  api_priority          queued     200 200 403 403 403 401 403
POST  api_due               queued     200 200 403 403 403 401 403
POST  api_review_desk       queued     200 200 403 403 403 401 403
POST  api_reassign          held       200 200 403 403 403 401 403
POST  api_reviews_bulk      held       200 200 403 403 403 401 403
GET   api_my_filters        filter     200 200 200 200 200 401 200
POST  api_my_filters        nothing    201 201 201 201 201 401 403
DELETE api_my_filter        filter     404 204 404 404 404 401 403
"""
BODIES: dict[str, dict[str, Any]] = {
    "POST api_assign": {"user": "ben"},
    "POST api_release": {"part": "first"},
    "POST api_hold": {"reason": "waits for the ministry", "until": "2999-01-01"},
    "POST api_close": {"reason": "abandoned"},
    "POST api_priority": {"level": 1, "reason": "Breaking news"},
    "POST api_due": {"due_at": (timezone.now() + timedelta(days=9)).isoformat(), "reason": "The court sits later"},
    "POST api_review_desk": {"desk": "", "reason": "Everybody can do it"},
    "POST api_reassign": {"user": "ben", "part": "first", "reason": "Ada is away"},
    "POST api_my_filters": {"name": "Mine", "asked": {"language": "en"}},
}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "POST api_reviews": lambda ids: {"claim": ids.get("claim")},
    "POST api_reviews_bulk": lambda ids: {
        "reviews": [ids["pk"]],
        "do": "prioritise",
        "level": 1,
        "reason": "Breaking news",
    },
}
LISTS: set[str] = {"api_reviews", "api_take_next", "api_reviews_bulk"}
VERSIONED: list[tuple[str, str, str]] = [
    ("POST", "api_assign", "queued"),
    ("POST", "api_hold", "queued"),
    ("POST", "api_resume", "on_hold"),
    ("POST", "api_close", "queued"),
    ("POST", "api_priority", "queued"),
    ("POST", "api_due", "queued"),
    ("POST", "api_reassign", "held"),
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
    ("erin", "POST", "api_priority", "held", {"level": 4}, {"/level", "/reason"}),
    ("erin", "POST", "api_due", "held", {"due_at": "2020-01-01T00:00:00Z", "reason": "So"}, {"/due_at"}),
    ("erin", "POST", "api_due", "held", {"due_at": "soon", "reason": "So"}, {"/due_at"}),
    ("erin", "POST", "api_review_desk", "held", {"desk": "nowhere", "reason": "So"}, {"/desk"}),
    ("erin", "POST", "api_reassign", "held", {"user": "nobody", "reason": "So"}, {"/user"}),
    ("erin", "POST", "api_reviews_bulk", "held", {"reviews": [], "do": "tidy"}, {"/reviews", "/do"}),
    ("erin", "POST", "api_reviews_bulk", "held", {"reviews": ["{pk}"], "do": "prioritise"}, {"/level", "/reason"}),
    ("erin", "POST", "api_my_filters", "nothing", {"name": " ", "asked": {"due": "never"}}, {"/name"}),
    ("erin", "POST", "api_my_filters", "nothing", {"name": "A", "asked": {"due": "never"}}, {"/asked/due"}),
    ("erin", "POST", "api_my_filters", "nothing", {"name": "A", "asked": {"free": "1"}}, {"/asked"}),
]
READS: list[tuple[str, str, str]] = [
    ("api_reviews", "", "erin"),
    ("api_reviews", "", "ada"),
    ("api_my_filters", "", "erin"),
    ("api_review", "queued", "erin"),
    ("api_review", "in_review", "erin"),
    ("api_review", "in_review", "ada"),
    ("api_review", "split", "cleo"),
    ("api_review", "decided", "erin"),
    ("api_review", "published", "erin"),
]
NOT_READ: dict[str, str] = {}
