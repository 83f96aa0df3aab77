"""The calls of evidence, its sources, their copies and what they derive from."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.situations import Ids

TABLE = """
GET   api_snapshot          copied     200 200 200 200 200 401 200
GET   api_snapshot          sourced    200 200 404 200 404 401 200
GET   api_snapshot_file     copied     200 200 200 200 200 401 200
GET   api_snapshot_file     sourced    200 200 404 200 404 401 200
GET   api_source_snapshots  sourced    200 200 404 200 404 401 200
POST  api_source_archive    sourced    202 202 404 202 403 401 403
GET   api_sources           sourced    200 200 200 200 200 401 200
POST  api_sources           nothing    201 201 201 201 403 401 403
GET   api_source            sourced    200 200 404 200 404 401 200
POST  api_source_derivations sourced   403 403 404 201 403 401 403
POST  api_source_upload     sourced    202 202 404 202 403 401 403
POST  api_derivation_judge  proposed   403 403 404 200 403 401 403
POST  api_derivation_undo   dismissed  403 403 404 200 403 401 403
GET   api_source_derivations proposed  200 200 404 200 404 401 200
GET   api_review_derivations proposed  200 200 200 200 200 401 200
POST  api_derivations_look  proposed   403 403 403 202 403 401 403
POST  api_evidence          held       403 403 403 201 403 401 403
POST  api_evidence_withdraw held       403 403 403 204 403 401 403
POST  api_evidence_exact_words near    403 403 403 200 403 401 403
POST  api_evidence_derive   held       403 403 403 200 403 401 403
"""
BODIES: dict[str, dict[str, Any]] = {
    "POST api_sources": {"url": "https://news.example/b"},
    "POST api_source_derivations": {"from_party": "Alef", "basis": "It cites it."},
    "POST api_derivation_judge": {"state": "shown"},
    "POST api_evidence": {"stance": "disputes", "url": "https://news.example/a"},
}
BODIES_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "POST api_source_upload": lambda _: {"file": SimpleUploadedFile("page.txt", b"1,500 people had been killed.")},
    "POST api_evidence_derive": lambda ids: {"from_evidence": ids.get("other"), "basis": "It cites it."},
}
LISTS: set[str] = {"api_sources"}
VERSIONED: list[tuple[str, str, str]] = []
MALFORMED: list[tuple[str, str, str, str, dict[str, Any], set[str]]] = [
    ("ada", "POST", "api_evidence", "held", {"url": "https://news.example/a"}, {"/stance"}),
    ("ada", "POST", "api_evidence", "held", {"stance": "hints", "url": "https://news.example/a"}, {"/stance"}),
    ("ada", "POST", "api_evidence", "held", {"stance": "context"}, {"/source"}),
    ("ada", "POST", "api_evidence", "held", {"stance": "context", "url": "javascript:alert(1)"}, {"/url"}),
    (
        "ada",
        "POST",
        "api_evidence",
        "held",
        {"stance": "context", "url": "https://news.example/a", "quote": "a\0b"},
        {"/quote"},
    ),
    ("ada", "POST", "api_sources", "nothing", {}, {"/source"}),
    ("ada", "POST", "api_sources", "nothing", {"url": "https://news.example/b", "kind": "hint"}, {"/kind"}),
    ("ada", "POST", "api_source_derivations", "sourced", {"basis": "It cites it."}, {"/from_source"}),
    (
        "ada",
        "POST",
        "api_source_derivations",
        "sourced",
        {"from_party": "Alef", "basis": "x", "state": "proposed"},
        {"/state"},
    ),
    (
        "ada",
        "POST",
        "api_source_derivations",
        "sourced",
        {"from_source": str(UUID(int=0)), "basis": "x"},
        {"/from_source"},
    ),
    ("ada", "POST", "api_derivation_judge", "proposed", {"state": "dismissed"}, {"/basis"}),
    ("ada", "POST", "api_derivation_judge", "proposed", {"state": "proposed"}, {"/state"}),
    (
        "ada",
        "POST",
        "api_evidence_derive",
        "held",
        {"from_party": "Alef", "basis": "x", "state": "proposed"},
        {"/state"},
    ),
    ("ada", "POST", "api_evidence_derive", "held", {"basis": "It cites it."}, {"/from_source"}),
    ("ada", "POST", "api_evidence_derive", "held", {"from_party": "Alef"}, {"/basis"}),
    (
        "ada",
        "POST",
        "api_evidence_derive",
        "held",
        {"from_evidence": "one", "basis": "It cites it."},
        {"/from_evidence"},
    ),
]
READS: list[tuple[str, str, str]] = [
    ("api_sources", "", "ada"),
    ("api_source", "source", "ada"),
    ("api_source_derivations", "source", "ada"),
    ("api_review_derivations", "in_review", "ada"),
    ("api_source_snapshots", "source", "ada"),
    ("api_snapshot", "snapshot", "ada"),
    ("api_snapshot_file", "snapshot", "ada"),
]
NOT_READ: dict[str, str] = {}
