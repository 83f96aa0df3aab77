"""The calls of publishing and what follows, scales, policies and reports."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TWO_POINT = [
    {"label": "Right", "definition": "It is so.", "value": 1},
    {"label": "Wrong", "definition": "It is not.", "value": 0},
]
TABLE = """
POST  api_publish           decided    200 200 403 403 403 401 403
POST  api_correct           published  200 200 403 403 403 401 403
POST  api_retract           published  200 200 403 403 403 401 403
POST  api_reopen            published  200 200 403 403 403 401 403
POST  api_reopen            closed     200 200 403 403 403 401 403
POST  api_reopen            retracted  200 200 403 403 403 401 403
POST  api_let_stand         reopened   200 200 403 403 403 401 403
POST  api_let_stand         rejoined   200 200 403 403 403 401 403
POST  api_review_by         published  200 200 403 403 403 401 403
GET   api_scales            nothing    200 200 200 200 200 401 200
POST  api_scales            nothing    201 201 403 403 403 401 403
POST  api_scale_versions    scale      201 201 403 403 403 401 403
POST  api_scale_default     scale      200 200 403 403 403 401 403
POST  api_scale_retire      scale      200 200 403 403 403 401 403
GET   api_policies          nothing    200 200 200 200 200 401 200
PUT   api_policies          nothing    200 200 403 403 403 401 403
GET   api_report_agreement  nothing    200 200 403 403 403 401 200
GET   api_report_flow       nothing    200 200 403 403 403 401 200
GET   api_verdicts          published  200 200 200 200 200 200 200
GET   api_verdict           published  200 200 200 200 200 200 200
"""
BODIES: dict[str, dict[str, Any]] = {
    "POST api_correct": {"what": "The rationale.", "why": "It misled.", "rationale": "In other words."},
    "POST api_retract": {"why": "The source withdrew it."},
    "POST api_reopen": {"reason": "A newer figure is out."},
    "POST api_let_stand": {"reason": "The newer figure counts something else.", "review_by": "2099-01-01"},
    "POST api_review_by": {"review_by": "2099-01-01", "reason": "The ministry reports then."},
    "POST api_scales": {"name": "Two-point", "ratings": TWO_POINT},
    "POST api_scale_versions": {"tolerance": 0.5},
    "PUT api_policies": {"due_days": 5},
}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
LISTS: set[str] = set()
VERSIONED: list[tuple[str, str, str]] = [
    ("POST", "api_publish", "decided"),
    ("POST", "api_correct", "published"),
    ("POST", "api_retract", "published"),
    ("POST", "api_reopen", "closed"),
    ("POST", "api_let_stand", "reopened"),
    ("POST", "api_review_by", "published"),
]
_TWO_NUMBERS = {"/due_days", "/assessments_needed"}
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("erin", "POST", "api_correct", "published", {"what": "One."}, {"/why"}),
    ("erin", "POST", "api_correct", "published", {"what": "One.", "why": "So.", "kind": "retraction"}, {"/kind"}),
    ("erin", "POST", "api_correct", "published", {"what": "One.", "why": "So."}, {""}),
    ("erin", "POST", "api_retract", "published", {"what": "One."}, {"/why"}),
    ("erin", "POST", "api_scales", "nothing", {"name": "New"}, {"/ratings"}),
    ("erin", "POST", "api_scales", "nothing", {"name": "New", "ratings": [{"label": "A"}]}, {"/ratings/0/definition"}),
    ("erin", "POST", "api_scales", "nothing", {"name": "New", "ratings": TWO_POINT[::-1]}, {"/ratings"}),
    ("erin", "POST", "api_scale_versions", "scale", {"tolerance": 9}, {"/tolerance"}),
    ("erin", "PUT", "api_policies", "nothing", {"due_days": 0, "assessments_needed": 3}, _TWO_NUMBERS),
    ("erin", "PUT", "api_policies", "nothing", {"works_at": "iran"}, {"/works_at"}),
    ("erin", "POST", "api_reopen", "published", {"reason": ""}, {"/reason"}),
    ("erin", "POST", "api_let_stand", "reopened", {"reason": " "}, {"/reason"}),
    ("erin", "POST", "api_let_stand", "reopened", {"reason": "So.", "review_by": "2020-01-01"}, {"/review_by"}),
    ("erin", "POST", "api_let_stand", "reopened", {"reason": "So.", "review_by": "soon"}, {"/review_by"}),
    ("erin", "POST", "api_review_by", "published", {"reason": "So."}, {"/review_by"}),
    ("erin", "POST", "api_review_by", "published", {"review_by": "2020-01-01", "reason": "So."}, {"/review_by"}),
    ("erin", "POST", "api_review_by", "published", {"review_by": "2099-01-01"}, {"/reason"}),
]
READS: list[tuple[str, str, str]] = [
    ("api_scales", "", "erin"),
    ("api_policies", "", "erin"),
    ("api_report_agreement", "", "erin"),
    ("api_report_flow", "", "erin"),
    ("api_verdicts", "", ""),
    ("api_verdict", "published", ""),
]
NOT_READ: dict[str, str] = {}
