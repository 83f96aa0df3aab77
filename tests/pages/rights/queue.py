"""The pages of running the queue and taking from it."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET  queue             held       200  200  200  200  200  in
GET  queue_bulk        held       back back back back back in
POST queue_bulk        held       done done 403  403  403  in
GET  queue_filter_save nothing    200  200  200  200  200  in
POST queue_filter_save nothing    422  422  422  422  422  in
GET  queue_filter_remove filter   back back back back back in
POST queue_filter_remove filter   404  done 404  404  404  in
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
}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "queue_bulk": lambda ids: {"do": "assign", "first": "ben", "review": ids["pk"]},
    "queue_filter_remove": lambda ids: {"filter": ids["pk"]},
}
READS: list[tuple[str, str, str]] = [
    ("queue", "", "erin"),
    ("queue", "", "ada"),
    ("queue_filter_save", "", "erin"),
    ("hold", "in_review", "erin"),
    ("close", "in_review", "erin"),
]
NOT_READ: dict[str, str] = {}
