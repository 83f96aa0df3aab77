"""The pages of parties: the list, one of them, its errands, and proposals."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET  parties            party     200  200  200  200  200  in
GET  party              party     200  200  200  200  200  in
GET  party_proposals    named_twice 200  200  200  200  200  in
GET  party_confirm      named_twice back back back back back in
POST party_confirm      named_twice done done 403  403  403  in
GET  party_dismiss      named_twice 200  200  403  403  403  in
POST party_dismiss      named_twice done done 403  403  403  in
GET  party_take_back    told_apart back back back back back in
POST party_take_back    told_apart done done 403  403  403  in
GET  party_rename       party     200  200  403  403  403  in
POST party_rename       party     done done 403  403  403  in
GET  party_name         party     200  200  403  403  403  in
POST party_name         party     done done 403  403  403  in
GET  party_unname       party     200  200  403  403  403  in
POST party_unname       party     done done 403  403  403  in
GET  party_affiliate    party     200  200  403  403  403  in
POST party_affiliate    party     done done 403  403  403  in
GET  party_disaffiliate party     200  200  403  403  403  in
POST party_disaffiliate party     done done 403  403  403  in
GET  party_merge        party     200  200  403  403  403  in
POST party_merge        party     done done 403  403  403  in
GET  party_unmerge      merged_party 200  200  403  403  403  in
POST party_unmerge      merged_party done done 403  403  403  in
"""
SENT: dict[str, dict[str, Any]] = {
    "party_dismiss": {"reason": "They are two."},
    "party_rename": {"name": "PMOI/MEK"},
    "party_name": {"name": "Mojahedin-e Khalq"},
    "party_affiliate": {"of": "pmoi", "basis": "A statement of 4 December says so."},
    "party_disaffiliate": {"reason": "It was a mistake."},
    "party_merge": {"into": "PMOI", "reason": "Both names stand in one statement."},
}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
READS: list[tuple[str, str, str]] = [
    ("parties", "", "erin"),
    ("party", "party", "erin"),
    ("party", "party", "ada"),
    ("party_proposals", "", "erin"),
    ("party_merge", "party", "erin"),
    ("party_unmerge", "party_merge", "erin"),
    ("party_rename", "party", "erin"),
    ("party_name", "party", "erin"),
    ("party_affiliate", "party", "erin"),
]
NOT_READ: dict[str, str] = {
    "party_unname": "asks for what the party's page does",
    "party_disaffiliate": "asks for what the party's page does",
    "party_dismiss": "asks for one proposal",
}
