"""The calls of people, what they are told, and the door."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET   api_users             nothing    200 200 403 403 403 401 200
GET   api_me                nothing    200 200 200 200 200 401 200
GET   api_my_notices        nothing    200 200 200 200 200 401 200
POST  api_read_notices      nothing    200 200 200 200 200 401 403
GET   api_schema            nothing    200 200 200 200 200 200 200
GET   api_docs              nothing    200 200 200 200 200 200 200
"""
BODIES: dict[str, dict[str, Any]] = {}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
LISTS: set[str] = set()
VERSIONED: list[tuple[str, str, str]] = []
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("erin", "POST", "api_read_notices", "nothing", {"ids": ["one"]}, {"/ids/0"}),
]
READS: list[tuple[str, str, str]] = [
    ("api_users", "", "erin"),
    ("api_me", "", "erin"),
    ("api_my_notices", "", "erin"),
    ("api_my_notices", "", "ada"),
]
NOT_READ: dict[str, str] = {
    "api_schema": "asks for nothing",
    "api_docs": "asks for nothing",
}
