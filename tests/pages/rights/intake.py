"""The pages of what comes in: documents, imports, claims, checks of others, feeds and topics."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.situations import Ids

TABLE = """
GET  documents         document   200  200  200  200  200  in
GET  document          document   200  200  200  200  200  in
GET  document_add      nothing    200  200  403  403  403  in
POST document_add      nothing    done done 403  403  403  in
GET  document_refetch  copied     back back back back back in
POST document_refetch  copied     done done 403  403  403  in
GET  document_changes  changed    200  200  200  200  200  in
GET  claim_add         document   200  200  403  403  403  in
POST claim_add         document   done done 403  403  403  in
GET  claim_edit        claim      200  200  403  403  403  in
POST claim_edit        claim      done done 403  403  403  in
GET  claims            claim      200  200  200  200  200  in
GET  claims_triage     claim      back back back back back in
POST claims_triage     claim      done done 403  403  403  in
GET  claim_keep        claim      back back back back back in
POST claim_keep        claim      done done 403  403  403  in
GET  claim_drop        claim      back back back back back in
POST claim_drop        claim      done done 403  403  403  in
GET  claim_undecide    claim      back back back back back in
POST claim_undecide    claim      done done 403  403  403  in
GET  send_kept         document   back back back back back in
POST send_kept         document   done done 403  403  403  in
GET  imports           import     200  200  200  200  200  in
GET  import_new        nothing    200  200  403  403  403  in
POST import_new        nothing    done done 403  403  403  in
GET  import_progress   import     200  200  200  200  200  in
GET  import_progress   refused    200  200  200  200  200  in
GET  import_progress   mapless    200  200  200  200  200  in
GET  import_mapping    mapless    back back back back back in
POST import_mapping    mapless    done done 403  403  403  in
GET  import_reread     mapless    back back back back back in
POST import_reread     mapless    done done 403  403  403  in
GET  import_row        refused    200  200  403  403  403  in
POST import_row        refused    done done 403  403  403  in
GET  import_errors     refused    200  200  403  403  403  in
GET  import_cancel     import     200  200  403  403  403  in
POST import_cancel     import     done done 403  403  403  in
GET  import_take_back  refused    200  200  403  403  403  in
POST import_take_back  refused    done done 403  403  403  in
GET  import_repeat     refused    back back back back back in
POST import_repeat     refused    done done 403  403  403  in
GET  mapping_delete    mapping    back back back back back in
POST mapping_delete    mapping    done done 403  403  403  in
GET  checks            check      200  200  200  200  200  in
GET  feeds             feed       200  200  200  200  200  in
POST feeds             nothing    done done 403  403  403  in
GET  feed              feed       200  200  200  200  200  in
GET  feed_change       feed       200  200  403  403  403  in
POST feed_change       feed       done done 403  403  403  in
GET  feed_remove       feed       200  200  403  403  403  in
POST feed_remove       feed       done done 403  403  403  in
GET  feed_poll         feed       back back back back back in
POST feed_poll         feed       done done 403  403  403  in
GET  feed_switch       feed       back back back back back in
POST feed_switch       feed       done done 403  403  403  in
"""
SENT: dict[str, dict[str, Any]] = {
    "import_mapping": {"column-0": "text", "language": "en"},
    "import_row": {"cell-0": "More than 85 percent took no part", "cell-2": "2019-12-15"},
    "document_add": {"text": "The ministry said that 230 people had died.", "language": "en"},
    "claim_edit": {
        "version": 2,
        "text": "In other words.",
        "said_on": "",
        "topic": "",
        "links-TOTAL_FORMS": 0,
        "links-INITIAL_FORMS": 0,
        "bound": "exact",
        "stance": "asserts",
    },
    "feeds": {"url": "https://paper.example/new.xml", "language": "en", "minutes": "60"},
    "feed_change": {
        "url": "https://paper.example/feed.xml",
        "title": "Other",
        "language": "en",
        "minutes": "60",
        "version": "1",
    },
}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "claim_add": lambda _: {"quote": "The following day the ministry said"},
    "claims_triage": lambda ids: {"do": "keep", "claim": ids["pk"]},
    "import_new": lambda _: {"file": SimpleUploadedFile("rows.csv", b"claim\nIt is so.\n"), "language": "en"},
}
READS: list[tuple[str, str, str]] = [
    ("documents", "", "erin"),
    ("document", "document", "erin"),
    ("document", "document", "rita"),
    ("document_add", "", "erin"),
    ("document_changes", "newer", "erin"),
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
]
NOT_READ: dict[str, str] = {
    "import_row": "shows one row",
}
