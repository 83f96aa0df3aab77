"""The calls of parties: names, affiliations, merges and proposals."""

from collections.abc import Callable
from typing import Any

from tests.situations import Ids

TABLE = """
GET   api_parties                   party     200 200 200 200 200 401 200
GET   api_party                     party     200 200 200 200 200 401 200
POST  api_party_rename              party     200 200 403 403 403 401 403
POST  api_party_aliases             party     201 201 403 403 403 401 403
POST  api_party_alias_remove        party     200 200 403 403 403 401 403
POST  api_party_affiliations        party     201 201 403 403 403 401 403
POST  api_party_disaffiliate        party     200 200 403 403 403 401 403
POST  api_party_merge               party     200 200 403 403 403 401 403
POST  api_party_unmerge             merged_party 200 200 403 403 403 401 403
GET   api_party_proposals           named_twice 200 200 200 200 200 401 200
GET   api_party_proposal            named_twice 200 200 200 200 200 401 200
POST  api_party_proposal_confirm    named_twice 200 200 403 403 403 401 403
POST  api_party_proposal_dismiss    named_twice 200 200 403 403 403 401 403
POST  api_party_proposal_take_back  told_apart 200 200 403 403 403 401 403
"""
BODIES: dict[str, dict[str, Any]] = {
    "POST api_party_rename": {"name": "PMOI/MEK"},
    "POST api_party_aliases": {"name": "Mojahedin-e Khalq"},
    "POST api_party_disaffiliate": {"reason": "It was a mistake."},
    "POST api_party_unmerge": {"reason": "They are two."},
    "POST api_party_proposal_dismiss": {"reason": "They are two."},
}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "POST api_party_affiliations": lambda ids: {"of": ids["of"], "basis": "A statement of 4 December says so."},
    "POST api_party_merge": lambda ids: {"into": ids["of"], "reason": "Both names stand in one statement."},
}
LISTS: set[str] = {"api_parties", "api_party_proposals"}
VERSIONED: list[tuple[str, str, str]] = []
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("erin", "POST", "api_party_rename", "party", {"name": " "}, {"/name"}),
    ("erin", "POST", "api_party_aliases", "party", {}, {"/name"}),
    ("erin", "POST", "api_party_affiliations", "party", {"of": "MEK"}, {"/of", "/basis"}),
    ("erin", "POST", "api_party_affiliations", "party", {"of": "{pk}", "basis": "So."}, {"/of"}),
    ("erin", "POST", "api_party_disaffiliate", "party", {"reason": ""}, {"/reason"}),
    ("erin", "POST", "api_party_merge", "party", {"into": 0}, {"/into", "/reason"}),
    ("erin", "POST", "api_party_merge", "party", {"into": "{pk}", "reason": "So."}, {"/into"}),
    ("erin", "POST", "api_party_unmerge", "merged_party", {"reason": ["no"]}, {"/reason"}),
    ("erin", "POST", "api_party_proposal_dismiss", "named_twice", {}, {"/reason"}),
]
READS: list[tuple[str, str, str]] = [
    ("api_parties", "", "erin"),
    ("api_parties", "", "rita"),
    ("api_party", "party", "erin"),
    ("api_party", "party", "ada"),
    ("api_party_proposals", "", "erin"),
    ("api_party_proposal", "party_proposal", "erin"),
]
NOT_READ: dict[str, str] = {}
