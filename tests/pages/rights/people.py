"""The pages of people, what they are told, and the door."""

from collections.abc import Callable
from typing import Any

from tests.api.rights.people import next_week
from tests.situations import Ids

TABLE = """
GET  desk              held       200  200  200  200  200  in
GET  inbox             held       200  200  200  200  200  in
POST inbox             held       done done done done done in
GET  people            colleague 200  200  403  403  403  in
GET  person            colleague 200  200  403  200  403  in
GET  person_add        nothing   200  403  403  403  403  in
POST person_add        nothing   done 403  403  403  403  in
GET  person_change     colleague 200  403  403  403  403  in
POST person_change     colleague done 403  403  403  403  in
GET  my_page             colleague 200  200  200  200  200  in
POST my_page             colleague done done done done done in
GET  interest_add      colleague back back 403  back 403  in
POST interest_add      colleague done 403  403  done 403  in
GET  interest_withdraw interested 200 404  404  200  404  in
POST interest_withdraw interested done 404 404  done 404  in
GET  leave_set         colleague back back 403  back 403  in
POST leave_set         colleague done 403  403  done 403  in
GET  leave_end         onleave   back back back back back in
POST leave_end         onleave   done 404  404  done 404  in
GET  desks             desk      200  200  200  200  200  in
POST desks             desk      done 403  403  403  403  in
GET  desk_change       desk      200  403  403  403  403  in
POST desk_change       desk      done 403  403  403  403  in
GET  topics            restricted 200  200  200  200  200  in
GET  topic             story     200  200  200  200  200  in
GET  topic             restricted 404 200  404  200  404  in
GET  topic_restrict    story     200  200  403  403  403  in
POST topic_restrict    story     done done 403  403  403  in
GET  topic_open        restricted 404 200  403  403  403  in
POST topic_open        restricted 404 done 403  403  403  in
GET  topic_members     restricted 404 back 403  403  403  in
POST topic_members     restricted 404 done 403  403  403  in
GET  topic_member_remove restricted 404 200 403 403  403  in
POST topic_member_remove restricted 404 done 403 403 403  in
GET  sign_in           nothing    back back back back back 200
POST sign_in           nothing    done done done done done 422
POST sign_out          nothing    done done done done done done
GET  healthz             nothing   200 200 200 200 200 200
GET  readyz              nothing   200 200 200 200 200 200
"""
SENT: dict[str, dict[str, Any]] = {
    "person_add": {"username": "zoe", "name": "Zoe Lang", "role": "reviewer", "password": "a-quiet-lamp-in-the-hall"},
    "person_change": {"name": "Ada O.", "role": "reviewer", "languages": "en, fa", "load_limit": "4"},
    "my_page": {"languages": "en fa"},
    "interest_add": {"party": "The council"},
    "interest_withdraw": {"reason": "It is none any more."},
    "desks": {"name": "Health", "members": "ada ben"},
    "topic_restrict": {"members": "ada, ben"},
    "topic_members": {"add": "ben noor"},
    "desk_change": {"name": "Levant", "members": "", "is_open": "on"},
}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {"leave_set": lambda ids: next_week()}
READS: list[tuple[str, str, str]] = [
    ("desk", "", "erin"),
    ("desk", "", "ada"),
    ("desk", "", "rita"),
    ("people", "", "erin"),
    ("person", "person", "erin"),
    ("person", "person", "ada"),
    ("my_page", "", "ada"),
    ("desks", "", "rita"),
    ("topics", "", "erin"),
    ("topic", "topic", "erin"),
    ("topic_open", "topic", "erin"),
    ("topic_restrict", "open_topic", "erin"),
    ("inbox", "", "erin"),
    ("inbox", "", "ada"),
]
NOT_READ: dict[str, str] = {
    "person_add": "asks for nothing",
    "person_change": "asks for one person",
    "interest_withdraw": "asks for one interest",
    "topic_member_remove": "asks for one member",
    "desk_change": "asks for one desk and who works at it, in two queries",
    "sign_in": "asks for nothing that grows",
    "healthz": "asks for nothing",
    "readyz": "asks for nothing that grows",
}
