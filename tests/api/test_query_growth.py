"""No call of the API takes more queries when there is more of everything."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from factcheck.core.models import User
from tests.growth import FEW, MANY, difference, named_routes, queries, world

# name of the address, what it asks for (a name of `growth.world`, or nothing for a list), who asks
CALLS = [
    ("api_documents", "", "erin"),
    ("api_document", "document", "erin"),
    ("api_document_claims", "document", "erin"),
    ("api_document_snapshots", "document", "erin"),
    ("api_source_snapshots", "source", "ada"),
    ("api_snapshot", "snapshot", "ada"),
    ("api_snapshot_file", "snapshot", "ada"),
    ("api_imports", "", "erin"),
    ("api_import", "import", "erin"),
    ("api_import", "file", "erin"),
    ("api_import_rows", "file", "erin"),
    ("api_import_errors", "file", "erin"),
    ("api_import_fields", "", "erin"),
    ("api_mappings", "", "erin"),
    ("api_claims", "", "erin"),
    ("api_claim", "claim", "erin"),
    ("api_claim_checks", "claim", "erin"),
    ("api_external_checks", "", "erin"),
    ("api_external_check", "check", "erin"),
    ("api_feeds", "", "erin"),
    ("api_feed", "feed", "erin"),
    ("api_feed_items", "feed", "erin"),
    ("api_topics", "", "erin"),
    ("api_reviews", "", "erin"),
    ("api_reviews", "", "ada"),
    ("api_review", "queued", "erin"),
    ("api_review", "in_review", "erin"),
    ("api_review", "in_review", "ada"),
    ("api_review", "split", "cleo"),
    ("api_review", "decided", "erin"),
    ("api_review", "published", "erin"),
    ("api_events", "in_review", "erin"),
    ("api_events", "in_review", "ada"),
    ("api_events", "published", "erin"),
    ("api_scales", "", "erin"),
    ("api_users", "", "erin"),
    ("api_me", "", "erin"),
    ("api_my_notices", "", "erin"),
    ("api_my_notices", "", "ada"),
    ("api_verdicts", "", ""),
    ("api_verdict", "published", ""),
]
NOT_READ = {
    "api_schema": "asks for nothing", "api_docs": "asks for nothing",
    **dict.fromkeys(
        ("api_document_refetch", "api_source_archive",
         "api_import_row", "api_import_mapping", "api_import_reread", "api_import_cancel", "api_import_take_back",
         "api_import_repeat", "api_mapping", "api_feed_poll", "api_claim_keep", "api_claim_drop",
         "api_claim_undecide", "api_take_next", "api_assign", "api_release",
         "api_hold", "api_resume", "api_close", "api_evidence", "api_evidence_withdraw", "api_evidence_derive",
         "api_assessments", "api_adjudicate", "api_send_back", "api_publish", "api_correct", "api_retract",
         "api_reopen", "api_read_notices"),
        "only by POST",
    ),
}  # fmt: skip


def test_queries_do_not_grow(cast: dict[str, User], api: Callable[..., APIClient]) -> None:
    callers = {name: api(name) for name in ("erin", "ada", "cleo", "")}

    def counts(things: dict[str, int]) -> dict[tuple[str, str, str], object]:
        return {
            (name, thing, who): queries(
                lambda: callers[who].get(reverse(name, args=[things[thing]] if thing else []))  # noqa: B023
            )
            for name, thing, who in CALLS
        }

    few = counts(world(cast, FEW))
    many = counts(world(cast, MANY))
    grown = {call: difference(few[call], many[call]) for call in few if few[call].total() != many[call].total()}  # type: ignore[attr-defined,arg-type]
    if grown:
        pytest.fail("\n\n".join(f"{call}: {words}" for call, words in grown.items()))


def test_every_call_that_reads_is_among_them() -> None:
    names = {name for name, path in named_routes().items() if path.startswith("/api/")}
    assert names - {name for name, _, _ in CALLS} - set(NOT_READ) == set()
    assert set(NOT_READ) - names == set()
