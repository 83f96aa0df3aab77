"""The calls of what comes in: documents, imports, claims, checks of others, feeds and topics."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.situations import Ids

TABLE = """
GET   api_documents         nothing    200 200 200 200 200 401 200
POST  api_documents         nothing    202 202 403 403 403 401 403
GET   api_document          document   200 200 200 200 200 401 200
GET   api_document_claims   document   200 200 200 200 200 401 200
POST  api_document_refetch  copied     202 202 403 403 403 401 403
GET   api_document_snapshots copied    200 200 200 200 200 401 200
GET   api_imports           import     200 200 200 200 200 401 200
POST  api_imports           nothing    202 202 403 403 403 401 403
GET   api_import            import     200 200 200 200 200 401 200
GET   api_import_rows       refused    200 200 403 403 403 401 200
POST  api_import_row        refused    200 200 403 403 403 401 403
GET   api_import_errors     refused    200 200 403 403 403 401 200
POST  api_import_mapping    mapless    200 200 403 403 403 401 403
POST  api_import_reread     mapless    200 200 403 403 403 401 403
POST  api_import_cancel     import     200 200 403 403 403 401 403
POST  api_import_take_back  refused    200 200 403 403 403 401 403
POST  api_import_repeat     refused    202 202 403 403 403 401 403
GET   api_import_fields     nothing    200 200 200 200 200 401 200
GET   api_mappings          mapping    200 200 403 403 403 401 200
DELETE api_mapping          mapping    204 204 403 403 403 401 403
GET   api_claims            claim      200 200 200 200 200 401 200
POST  api_claims            nothing    201 201 403 403 403 401 403
GET   api_claim             claim      200 200 200 200 200 401 200
PATCH api_claim             claim      200 200 403 403 403 401 403
POST  api_claim_keep        claim      200 200 403 403 403 401 403
POST  api_claim_drop        claim      200 200 403 403 403 401 403
POST  api_claim_undecide    claim      200 200 403 403 403 401 403
GET   api_claim_checks      claim      200 200 200 200 200 401 200
GET   api_external_checks   nothing    200 200 200 200 200 401 200
GET   api_external_check    check      200 200 200 200 200 401 200
GET   api_feeds             feed       200 200 200 200 200 401 200
POST  api_feeds             nothing    201 201 403 403 403 401 403
GET   api_feed              feed       200 200 200 200 200 401 200
PATCH api_feed              feed       200 200 403 403 403 401 403
DELETE api_feed             feed       204 204 403 403 403 401 403
GET   api_feed_items        feed       200 200 200 200 200 401 200
POST  api_feed_poll         feed       202 202 403 403 403 401 403
GET   api_topics            nothing    200 200 200 200 200 401 200
POST  api_topics            nothing    201 201 403 403 403 401 403
"""
BODIES: dict[str, dict[str, Any]] = {
    "POST api_import_row": {"cells": {"claim date": "2019-12-15"}},
    "POST api_import_mapping": {"mapping": {"x": "text"}},
    "POST api_documents": {"text": "The ministry said that 230 people had died."},
    "POST api_claims": {"text": "230 people had died."},
    "PATCH api_claim": {"text": "In other words."},
    "POST api_feeds": {"url": "https://paper.example/new.xml"},
    "PATCH api_feed": {"title": "In other words"},
    "POST api_topics": {"title": "The protests"},
}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "POST api_imports": lambda _: {"file": SimpleUploadedFile("rows.csv", b"claim\nIt is so.\n")},
}
LISTS: set[str] = {"api_claims", "api_documents", "api_feeds", "api_imports"}
VERSIONED: list[tuple[str, str, str]] = [
    ("PATCH", "api_claim", "claim"),
    ("POST", "api_claim_keep", "claim"),
    ("POST", "api_claim_drop", "claim"),
    ("POST", "api_claim_undecide", "claim"),
]
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("erin", "POST", "api_documents", "nothing", {}, {"/text"}),
    ("erin", "POST", "api_documents", "nothing", {"text": ""}, {"/text"}),
    ("erin", "POST", "api_documents", "nothing", {"text": "One.", "url": "nowhere"}, {"/url"}),
    ("erin", "POST", "api_documents", "nothing", {"text": "One.", "published_at": "4.12.2019"}, {"/published_at"}),
    ("erin", "POST", "api_claims", "nothing", {}, {"/text"}),
    ("erin", "POST", "api_claims", "document", {"document": "{pk}", "start": 3}, {"/start"}),
    ("erin", "POST", "api_claims", "nothing", {"text": "One.", "said_on": "yesterday"}, {"/said_on"}),
    ("erin", "POST", "api_claims", "nothing", {"text": "One.", "said_on": "2019-02-30"}, {"/said_on"}),
    ("erin", "POST", "api_claims", "nothing", {"text": "One.", "claimants": [{"cue": "said"}]}, {"/claimants/0/name"}),
    ("erin", "POST", "api_claims", "nothing", {"text": "One.", "claimants": "Reuters"}, {"/claimants"}),
    (
        "erin",
        "POST",
        "api_claims",
        "nothing",
        {"text": "One.", "figure": {"value": "many", "unit": "deaths", "bound": "roughly"}},
        {"/figure/value", "/figure/bound"},
    ),
    (
        "erin",
        "POST",
        "api_claims",
        "nothing",
        {"text": "One.", "figure": {"value": 2, "unit": "deaths", "bound": "between"}},
        {"/figure/value_max"},
    ),
    ("erin", "PATCH", "api_claim", "claim", {"text": " "}, {"/text"}),
    ("erin", "PATCH", "api_claim", "claim", {"figure": {"value": 1e40, "unit": "deaths"}}, {"/figure/value"}),
    ("erin", "POST", "api_topics", "nothing", {}, {"/title"}),
]
READS: list[tuple[str, str, str]] = [
    ("api_documents", "", "erin"),
    ("api_document", "document", "erin"),
    ("api_document_claims", "document", "erin"),
    ("api_document_snapshots", "document", "erin"),
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
]
NOT_READ: dict[str, str] = {}
