"""The calls of assessing, deciding, drafts and comments."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
POST  api_assessments       last       403 403 403 201 403 401 403
GET   api_draft             drafted    404 404 404 200 404 401 404
PUT   api_draft             drafted    403 403 403 200 403 401 403
DELETE api_draft            drafted    404 404 404 204 404 401 403
GET   api_comments          commented  200 200 200 200 200 401 200
POST  api_comments          held       201 201 201 201 403 401 403
POST  api_comment_withdraw  commented  403 403 404 200 404 401 403
POST  api_adjudicate        split      200 200 403 403 403 401 403
POST  api_adjudicate        named      403 403 200 403 403 401 403
POST  api_send_back         split      200 200 403 403 403 401 403
POST  api_send_back         named      200 200 200 403 403 401 403
POST  api_send_back         decided    200 200 403 403 403 401 403
"""
FINDING = {"rating": "unproven", "attribution": "confirmed", "rationale": "Unnamed officials.", "as_of": "2020-01-01"}
BODIES: dict[str, dict[str, Any]] = {
    "POST api_assessments": FINDING,
    "POST api_adjudicate": {**FINDING, "reason": "The officials are not named."},
    "POST api_send_back": {"question": "Which officials?"},
    "POST api_comments": {"body": "Who counted, @cleo?"},
    "PUT api_draft": {"rating": "unproven", "rationale": "Unnamed offic"},
}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
LISTS: set[str] = set()
VERSIONED: list[tuple[str, str, str]] = [
    ("POST", "api_adjudicate", "split"),
    ("POST", "api_send_back", "decided"),
]
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("erin", "POST", "api_adjudicate", "split", {}, {"/rating", "/attribution", "/as_of", "/reason"}),
    ("erin", "POST", "api_adjudicate", "split", {**FINDING, "reason": "So.", "rating": "so-so"}, {"/rating"}),
    ("erin", "POST", "api_adjudicate", "split", {**FINDING, "reason": "So.", "as_of": "2999-01-01"}, {"/as_of"}),
    ("erin", "POST", "api_send_back", "split", {}, {"/question"}),
    ("ada", "POST", "api_assessments", "held", {}, {"/rating", "/attribution", "/rationale", "/as_of"}),
    ("ada", "POST", "api_assessments", "held", {**FINDING, "rating": "so-so"}, {"/rating"}),
    ("ada", "POST", "api_assessments", "held", {**FINDING, "rationale": " "}, {"/rationale"}),
    ("ada", "POST", "api_assessments", "held", {**FINDING, "as_of": "2999-01-01"}, {"/as_of"}),
    ("ada", "POST", "api_assessments", "held", {**FINDING, "confidence": "certain"}, {"/confidence"}),
    ("ada", "PUT", "api_draft", "held", {"rating": "so-so"}, {"/rating"}),
    ("ada", "POST", "api_comments", "held", {}, {"/body"}),
    ("ada", "POST", "api_comments", "held", {"body": " "}, {"/body"}),
    ("ada", "POST", "api_comments", "held", {"body": "x" * 5001}, {"/body"}),
    ("ada", "PUT", "api_draft", "held", {"as_of": "soon", "confidence": "certain"}, {"/as_of", "/confidence"}),
]
READS: list[tuple[str, str, str]] = [
    ("api_draft", "in_review", "ada"),
    ("api_comments", "in_review", "erin"),
    ("api_comments", "split", "cleo"),
]
NOT_READ: dict[str, str] = {}
