"""The calls of a topic's figures, findings and origins."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

# Ada has a part in a round on one of the claims, so that she may not judge what rests on it.
TABLE = """
GET   api_topic_figures     rivals        200 200 200 200 200 401 200
GET   api_topic_figures     among_members 404 200 200 404 404 401 200
GET   api_topic_figures_csv rivals        200 200 200 200 200 401 200
GET   api_topic_figures_csv among_members 404 200 200 404 404 401 200
GET   api_topic_findings    rivals        200 200 200 200 200 401 200
GET   api_topic_findings    among_members 404 200 200 404 404 401 200
GET   api_topic_origins     rivals        200 200 200 200 200 401 200
GET   api_topic_origins     among_members 404 200 200 404 404 401 200
POST  api_finding_confirm   rivals        200 200 200 403 403 401 403
POST  api_finding_confirm   among_members 404 200 200 404 403 401 403
POST  api_finding_dismiss   rivals        200 200 200 403 403 401 403
POST  api_finding_dismiss   among_members 404 200 200 404 403 401 403
POST  api_finding_undo      confirmed     200 200 200 403 403 401 403
POST  api_finding_undo      rivals        409 409 409 403 403 401 403
GET   api_claim_topics      unfiled       200 200 200 200 200 401 200
GET   api_topic_proposals   unfiled       200 200 200 200 200 401 200
POST  api_topic_proposals_accept  unfiled 200 200 403 403 403 401 403
POST  api_topic_proposals_dismiss unfiled 204 204 403 403 403 401 403
"""
BODIES: dict[str, dict[str, Any]] = {
    "POST api_finding_dismiss": {"reason": "The rescuers count the missing too."},
}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "POST api_topic_proposals_accept": lambda ids: {"claims": [ids.get("pk", 1)]},
    "POST api_topic_proposals_dismiss": lambda ids: {"claims": [ids.get("pk", 1)]},
}
LISTS: set[str] = set()
VERSIONED: list[tuple[str, str, str]] = []
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("noor", "POST", "api_finding_dismiss", "rivals", {}, {"/reason"}),
    ("noor", "POST", "api_finding_dismiss", "rivals", {"reason": "a\0b"}, {"/reason"}),
    ("noor", "POST", "api_finding_confirm", "rivals", {"reason": "x" * 501}, {"/reason"}),
    ("erin", "POST", "api_topic_proposals_accept", "unfiled", {"claims": []}, {"/claims"}),
    ("erin", "POST", "api_topic_proposals_accept", "unfiled", {"claims": [1, "two"]}, {"/claims/1"}),
    ("erin", "POST", "api_topic_proposals_dismiss", "unfiled", {}, {"/claims"}),
]
READS: list[tuple[str, str, str]] = [
    ("api_topic_figures", "figured", "erin"),
    ("api_topic_figures_csv", "figured", "erin"),
    ("api_topic_findings", "figured", "erin"),
    ("api_topic_origins", "figured", "erin"),
    ("api_topic_origins", "figured", "ada"),
    ("api_topic_proposals", "figured", "erin"),
    ("api_claim_topics", "unfiled", "erin"),
]
NOT_READ: dict[str, str] = {}
