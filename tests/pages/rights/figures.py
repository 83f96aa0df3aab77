"""The page of a topic with figures, and judging what does not fit among them."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

# Ada has a part in a round on one of the claims, so that she may not judge what rests on it.
TABLE = """
GET   topic          rivals        200 200 200 200 200 in
GET   topic          among_members 404 200 200 404 404 in
POST  topic_claims   unfiled       done done 403 403 403 in
POST  topic_claims   among_members 404 done 403 403 403 in
POST  finding_judge  rivals        done done done 403 403 in
POST  finding_judge  among_members 404 done done 404 403 in
"""
SENT: dict[str, dict[str, Any]] = {"finding_judge": {"do": "confirm", "reason": "Counted by two offices."}}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "topic_claims": lambda ids: {"do": "file", "claim": [ids["pk"]] if "pk" in ids else []}
}
READS: list[tuple[str, str, str]] = [("topic", "figured", "erin"), ("topic", "figured", "ada")]
NOT_READ: dict[str, str] = {}
