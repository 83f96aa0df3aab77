"""The calls of people, what they are told, and the door."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.situations import Ids

TABLE = """
GET   api_users             nothing    200 200 403 403 403 401 200
POST  api_users             nothing    201 403 403 403 403 401 403
GET   api_user              colleague  200 200 403 200 403 401 200
PATCH api_user              colleague  200 403 403 403 403 401 403
POST  api_user_interests    colleague  201 403 403 403 403 401 403
POST  api_user_leave        colleague  201 403 403 403 403 401 403
PATCH api_me                nothing    200 200 200 200 200 401 403
GET   api_my_interests      interested 200 200 200 200 200 401 200
POST  api_my_interests      nothing    201 201 201 201 201 401 403
POST  api_interest_withdraw interested 204 404 404 204 404 401 403
GET   api_my_leave          onleave    200 200 200 200 200 401 200
POST  api_my_leave          nothing    201 201 201 201 201 401 403
POST  api_leave_end         onleave    200 404 404 200 404 401 403
GET   api_desks             desk       200 200 200 200 200 401 200
POST  api_desks             nothing    201 403 403 403 403 401 403
PATCH api_desk              desk       200 403 403 403 403 401 403
GET   api_topic             story      200 200 200 200 200 401 200
GET   api_topic             restricted 404 200 404 200 404 401 200
POST  api_topic_restrict    story      200 200 403 403 403 401 403
POST  api_topic_open        restricted 404 200 403 403 403 401 403
POST  api_topic_members     restricted 404 200 403 403 403 401 403
GET   api_me                nothing    200 200 200 200 200 401 200
GET   api_my_notices        nothing    200 200 200 200 200 401 200
POST  api_read_notices      nothing    200 200 200 200 200 401 403
GET   api_schema            nothing    200 200 200 200 200 200 200
GET   api_docs              nothing    200 200 200 200 200 200 200
"""


def next_week() -> dict[str, Any]:
    """A leave that begins in a week."""
    first = timezone.localdate() + timedelta(days=7)
    return {"from_on": first.isoformat(), "until_on": (first + timedelta(days=7)).isoformat(), "note": "Away."}


BODIES: dict[str, dict[str, Any]] = {
    "POST api_users": {
        "username": "zoe", "name": "Zoe Lang", "role": "reviewer", "password": "a-quiet-lamp-in-the-hall",
    },
    "PATCH api_user": {"name": "Ada O.", "languages": ["en", "fa"], "load_limit": None, "is_active": False},
    "POST api_user_interests": {"party": "The council", "note": "She worked there."},
    "PATCH api_me": {"languages": ["en", "fa"]},
    "POST api_my_interests": {"party": "The council"},
    "POST api_interest_withdraw": {"reason": "It is none any more."},
    "POST api_desks": {"name": "Health", "members": ["ben"]},
    "POST api_topic_restrict": {"members": ["ada"]},
    "POST api_topic_members": {"add": ["ben"], "remove": ["ada"]},
    "PATCH api_desk": {"name": "Levant", "is_open": False, "members": []},
}  # fmt: skip
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "POST api_user_leave": lambda ids: next_week(),
    "POST api_my_leave": lambda ids: next_week(),
}
LISTS: set[str] = set()
VERSIONED: list[tuple[str, str, str]] = []
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("adam", "POST", "api_users", "nothing", {"role": "boss"}, {"/username", "/name", "/role"}),
    (
        "adam",
        "POST",
        "api_users",
        "nothing",
        {"username": "z z", "name": "Z", "role": "reader", "password": "1234"},
        {"/username", "/password"},
    ),
    ("adam", "PATCH", "api_user", "colleague", {"load_limit": 0, "role": 1}, {"/load_limit", "/role"}),
    ("adam", "PATCH", "api_user", "colleague", {"languages": ["en", "Farsi"]}, {"/languages/1"}),
    ("ada", "PATCH", "api_me", "nothing", {}, {"/languages"}),
    ("ada", "POST", "api_my_interests", "nothing", {}, {"/party"}),
    ("ada", "POST", "api_interest_withdraw", "interested", {"reason": ""}, {"/reason"}),
    ("ada", "POST", "api_my_leave", "nothing", {}, {"/from_on", "/until_on"}),
    (
        "ada",
        "POST",
        "api_my_leave",
        "nothing",
        {"from_on": "2020-01-02", "until_on": "2020-01-01"},
        {"/from_on", "/until_on"},
    ),
    ("adam", "POST", "api_desks", "nothing", {"name": "Health", "members": ["nobody"]}, {"/members/0"}),
    ("adam", "PATCH", "api_desk", "desk", {"is_open": "perhaps"}, {"/is_open"}),
    ("erin", "POST", "api_topic_restrict", "story", {"members": ["ada", "nobody"]}, {"/members/1"}),
    ("erin", "POST", "api_topic_restrict", "story", {"members": "ada"}, {"/members"}),
    ("erin", "POST", "api_topic_members", "restricted", {"add": ["nobody"]}, {"/add/0"}),
    ("erin", "POST", "api_topic_members", "restricted", {"remove": ["ben"]}, {"/remove/0"}),
    ("erin", "POST", "api_read_notices", "nothing", {"ids": ["one"]}, {"/ids/0"}),
]
READS: list[tuple[str, str, str]] = [
    ("api_users", "", "erin"),
    ("api_me", "", "erin"),
    ("api_me", "", "ada"),
    ("api_user", "person", "erin"),
    ("api_user", "person", "ada"),
    ("api_my_interests", "", "ada"),
    ("api_my_leave", "", "ada"),
    ("api_desks", "", "erin"),
    ("api_topic", "topic", "erin"),
    ("api_my_notices", "", "erin"),
    ("api_my_notices", "", "ada"),
]
NOT_READ: dict[str, str] = {
    "api_schema": "asks for nothing",
    "api_docs": "asks for nothing",
}
