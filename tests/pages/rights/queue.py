"""The pages of running the queue and taking from it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.situations import Ids

TABLE = """
GET  queue             held       200  200  200  200  200  in
GET  queue_bulk        held       back back back back back in
POST queue_bulk        held       done done 403  403  403  in
GET  undo              raised     back back back back back in
POST undo              raised     404  done 404  404  404  in
GET  queue_filter_save nothing    200  200  200  200  200  in
POST queue_filter_save nothing    422  422  422  422  422  in
GET  queue_filter_remove filter   back back back back back in
POST queue_filter_remove filter   404  done 404  404  404  in
GET  priority          queued     200  200  403  403  403  in
POST priority          queued     done done 403  403  403  in
GET  due               queued     200  200  403  403  403  in
POST due               queued     done done 403  403  403  in
GET  review_desk       queued     200  200  403  403  403  in
POST review_desk       queued     done done 403  403  403  in
GET  reassign          held       200  200  403  403  403  in
POST reassign          held       done done 403  403  403  in
GET  renew             held       back back back back back in
POST renew             held       403  403  403  done 403  in
GET  take_next         queued     back back back back back in
POST take_next         queued     done done done done 403  in
GET  assign            held       back back back back back in
POST assign            held       done done 403  403  403  in
GET  release           held       back back back back back in
POST release           held       done done 403  done 403  in
GET  hold              held       200  200  403  403  403  in
POST hold              held       done done 403  403  403  in
GET  resume            waiting    back back back back back in
POST resume            waiting    done done 403  403  403  in
GET  close             held       200  200  403  403  403  in
POST close             held       done done 403  403  403  in
"""
SENT: dict[str, dict[str, Any]] = {
    "assign": {"username": "ben"},
    "release": {"part": "first"},
    "hold": {"reason": "waits for the ministry", "until": "2999-01-01"},
    "close": {"reason": "abandoned"},
    "priority": {"level": "1", "reason": "Breaking news"},
    "due": {"due_at": (timezone.now() + timedelta(days=9)).date().isoformat(), "reason": "Breaking news"},
    "review_desk": {"desk": "", "reason": "Everybody can do it"},
    "reassign": {"username": "ben", "part": "first", "reason": "Ada is away"},
}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "queue_bulk": lambda ids: {"do": "assign", "first": "ben", "review": ids["pk"]},
    "undo": lambda ids: {"acts": ids.get("act", 0)},
    "queue_filter_remove": lambda ids: {"filter": ids["pk"]},
}
READS: list[tuple[str, str, str]] = [
    ("queue", "", "erin"),
    ("queue", "", "ada"),
    ("queue_filter_save", "", "erin"),
    ("priority", "in_review", "erin"),
    ("due", "in_review", "erin"),
    ("review_desk", "in_review", "erin"),
    ("reassign", "in_review", "erin"),
    ("hold", "in_review", "erin"),
    ("close", "in_review", "erin"),
]
NOT_READ: dict[str, str] = {}
