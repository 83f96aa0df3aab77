"""The pages of assessing, deciding, drafts and comments."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET  review            held       200  200  200  200  200  in
POST review            held       403  403  403  done 403  in
GET  draft             drafted    back back back back back in
POST draft             drafted    403  403  403  done 403  in
GET  draft_discard     drafted    back back back back back in
POST draft_discard     drafted    404  404  404  done 404  in
GET  comment_add       held       back back back back back in
POST comment_add       held       done done done done 403  in
GET  comment_withdraw  commented  back back back back back in
POST comment_withdraw  commented  403  403  404  done 404  in
GET  adjudicate        split      200  200  403  403  403  in
POST adjudicate        split      done done 403  403  403  in
GET  adjudicate        named      403  403  200  403  403  in
POST adjudicate        named      403  403  done 403  403  in
GET  adjudicate        decided    200  200  200  200  200  in
GET  send_back         decided    200  200  200  200  403  in
POST send_back         decided    done done 403  403  403  in
"""
FINDING = {"rating": "unproven", "attribution": "confirmed", "as_of": "2020-01-01", "rationale": "Unnamed officials."}
SENT: dict[str, dict[str, Any]] = {
    "review": FINDING,
    "comment_add": {"body": "Who counted, @cleo?"},
    "draft": {**FINDING, "as_of": "2020-0"},
    "adjudicate": {**FINDING, "reason": "The officials are not named."},
    "send_back": {"question": "Which officials?"},
}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
READS: list[tuple[str, str, str]] = [
    ("review", "queued", "erin"),
    ("review", "in_review", "erin"),
    ("review", "in_review", "ada"),
    ("review", "split", "cleo"),
    ("review", "decided", "erin"),
    ("review", "published", "erin"),
    ("review", "on_hold", "erin"),
    ("review", "closed", "erin"),
    ("adjudicate", "split", "cleo"),
    ("send_back", "decided", "erin"),
]
NOT_READ: dict[str, str] = {}
