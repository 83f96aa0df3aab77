"""The pages of people, what they are told, and the door."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET  desk              held       200  200  200  200  200  in
GET  inbox             held       200  200  200  200  200  in
POST inbox             held       done done done done done in
GET  sign_in           nothing    back back back back back 200
POST sign_in           nothing    done done done done done 422
POST sign_out          nothing    done done done done done done
GET  healthz             nothing   200 200 200 200 200 200
GET  readyz              nothing   200 200 200 200 200 200
"""
SENT: dict[str, dict[str, Any]] = {}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
READS: list[tuple[str, str, str]] = [
    ("desk", "", "erin"),
    ("desk", "", "ada"),
    ("desk", "", "rita"),
    ("inbox", "", "erin"),
    ("inbox", "", "ada"),
]
NOT_READ: dict[str, str] = {
    "sign_in": "asks for nothing that grows",
    "healthz": "asks for nothing",
    "readyz": "asks for nothing that grows",
}
