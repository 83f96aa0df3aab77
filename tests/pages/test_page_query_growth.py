"""No page, of the desk or of readers, takes more queries when there is more of everything."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.core.models import User
from tests.growth import FEW, MANY, difference, named_routes, queries, world

# name of the address, what it asks for (a name of `growth.world`, or nothing for a list), who asks
PAGES = [
    ("desk", "", "erin"),
    ("desk", "", "ada"),
    ("desk", "", "rita"),
    ("documents", "", "erin"),
    ("document", "document", "erin"),
    ("document", "document", "rita"),
    ("document_add", "", "erin"),
    ("document_changes", "newer", "erin"),
    ("snapshot", "snapshot", "ada"),
    ("snapshot_file", "snapshot", "ada"),
    ("snapshot_shown", "snapshot", "ada"),
    ("claim_add", "document", "erin"),
    ("claim_edit", "claim", "erin"),
    ("claims", "", "erin"),
    ("claims", "", "rita"),
    ("import_progress", "import", "erin"),
    ("import_progress", "file", "erin"),
    ("imports", "", "erin"),
    ("import_new", "", "erin"),
    ("import_errors", "file", "erin"),
    ("import_cancel", "file", "erin"),
    ("import_take_back", "file", "erin"),
    ("checks", "", "erin"),
    ("feeds", "", "erin"),
    ("feeds", "", "rita"),
    ("feed", "feed", "erin"),
    ("feed_change", "feed", "erin"),
    ("feed_remove", "feed", "erin"),
    ("queue", "", "erin"),
    ("queue", "", "ada"),
    ("inbox", "", "erin"),
    ("inbox", "", "ada"),
    ("review", "queued", "erin"),
    ("review", "in_review", "erin"),
    ("review", "in_review", "ada"),
    ("review", "split", "cleo"),
    ("review", "decided", "erin"),
    ("review", "published", "erin"),
    ("review", "on_hold", "erin"),
    ("review", "closed", "erin"),
    ("gate", "in_review", "ada"),
    ("adjudicate", "split", "cleo"),
    ("publish", "decided", "erin"),
    ("correct", "published", "erin"),
    ("retract", "published", "erin"),
    ("reopen", "published", "erin"),
    ("hold", "in_review", "erin"),
    ("close", "in_review", "erin"),
    ("public_verdicts", "", ""),
    ("public_corrections", "", ""),
    ("public_how", "", ""),
    ("public_feed", "", ""),
    ("public_verdict", "published", ""),
    ("public_verdict_data", "published", ""),
]
NOT_READ = {
    "sign_in": "asks for nothing that grows",
    "sign_out": "only by POST",
    "public_verdict_short": "leads to the address with the slug",
    "healthz": "asks for nothing",
    "import_row": "shows one row",
    "readyz": "asks for nothing that grows",
    **dict.fromkeys(
        ("document_refetch", "evidence_copy",
         "send_kept", "claim_keep", "claim_drop", "claim_undecide", "claims_triage", "queue_assign", "take_next",
         "evidence_add",
         "import_mapping", "import_reread", "import_repeat", "mapping_delete", "feed_poll", "feed_switch",
         "evidence_withdraw", "evidence_derive", "assign", "release", "send_back", "resume"),
        "only by POST",
    ),
}  # fmt: skip


def address(name: str, number: int | None) -> str:
    if name == "public_verdict":
        response = Client().get(reverse("public_verdict_short", args=[number]))
        return str(response.headers.get("Location", response.request["PATH_INFO"]))
    if name == "public_verdict_data":
        return reverse(name, args=[number, "jsonld"])
    return reverse(name, args=[number] if number else [])


def test_queries_do_not_grow(cast: dict[str, User], as_person: Callable[[str], Client]) -> None:
    callers = {name: as_person(name) for name in ("erin", "ada", "cleo", "rita", "")}

    def counts(things: dict[str, int]) -> dict[tuple[str, str, str], object]:
        return {
            (name, thing, who): queries(lambda: callers[who].get(address(name, things.get(thing))))  # noqa: B023
            for name, thing, who in PAGES
        }

    few = counts(world(cast, FEW))
    many = counts(world(cast, MANY))
    grown = {page: difference(few[page], many[page]) for page in few if few[page].total() != many[page].total()}  # type: ignore[attr-defined,arg-type]
    if grown:
        pytest.fail("\n\n".join(f"{page}: {words}" for page, words in grown.items()))


def test_every_page_is_among_them() -> None:
    names = {name for name, path in named_routes().items() if not path.startswith("/api/")}
    assert names - {name for name, _, _ in PAGES} - set(NOT_READ) == set()
    assert set(NOT_READ) - names == set()
