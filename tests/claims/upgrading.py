"""An extractor of a later version, as the reading of a document again meets it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.actions import _read_document
from claims.actions.extract_again import extract_again
from claims.actions.extract_document import extract_document
from claims.actions.run_import import run_import
from claims.extraction import Bound, Candidate, Extraction, Kind, Quantity, Speaker, Stance
from claims.extraction.interface import config_of
from claims.extraction.validate import validate
from claims.models import Claim, Document, Import
from factcheck.core.models import User
from tests.factories import make_document

TEXT = (
    "The council said that 1,000 people were killed in the north. Later the ministry said that 85 percent of them took "
    "no part. A doctor reported that 12 children were hurt. Nobody answered for the north."
)
KILLED, TOOK_NO_PART, HURT = "1,000 people were killed in the north", "85 percent of them took no part", (
    "12 children were hurt"
)  # fmt: skip
LATER = "Nobody answered for the north"


def said(words: str, value: int | None = None, speaker: str = "", **fields: Any) -> Candidate:
    """A candidate for words of TEXT."""
    start = TEXT.index(words)
    quantity = None
    if value is not None:
        quantity = Quantity(Decimal(value), None, Bound.EXACT, "deaths", "people", start, start + len(words))
    speakers = (Speaker(speaker, None, None, "said", Stance.ASSERTS, False),) if speaker else ()
    base = Candidate(start, start + len(words), words, speakers, quantity, None, None, Kind.NUMERIC, 0.5, ("a figure",))
    return replace(base, **fields)


FIRST = (said(KILLED, 1000, "The council"), said(TOOK_NO_PART, 85, "the ministry"), said(HURT, 12, "A doctor"))

WIDER = f"{KILLED}."
UPGRADED = (
    said(WIDER, 1000, "The council"),
    said(TOOK_NO_PART, 85, "Later the ministry", score=0.8),
    said(LATER),
)


def reads(monkeypatch: pytest.MonkeyPatch, candidates: Sequence[Candidate], *, version: str) -> None:
    """From now on the rules are of this version and find these."""

    class Upgraded:
        id = "rules"

        def __init__(self) -> None:
            self.version = version

        @property
        def config(self) -> str:
            return config_of({})

        def extract(
            self,
            text: str,
            *,
            language: str | None = None,
            document_date: date | None = None,
            source: str | None = None,
        ) -> Extraction:
            return validate(text, [each for each in candidates if each.text in text])

    monkeypatch.setattr(_read_document, "Rules", Upgraded)


def first_read(monkeypatch: pytest.MonkeyPatch, by: User, **fields: Any) -> Document:
    """A document of TEXT with what version 1 found in it."""
    reads(monkeypatch, FIRST, version="1")
    document = make_document(by, TEXT, **fields)
    extract_document(document.imports.get().pk)
    assert document.claims.count() == len(FIRST)
    return document


def again(document: Document, by: User) -> Import:
    """The document read again, by a worker that has nothing else to do."""
    work = extract_again(document.pk, by=by)
    run_import(work.pk)
    work.refresh_from_db()
    assert work.state == "done", work.problem
    return work


def counts(work: Import) -> dict[str, int]:
    return {"added": work.added, **{name: work.guess[name] for name in ("changed", "gone", "left")}}


def claim_of(document: Document, words: str) -> Claim:
    return document.claims.get(quote=words)


def row_of(claim: Claim) -> dict[str, Any]:
    """All that is kept of a claim, its speakers and its figures."""
    now = Claim.objects.filter(pk=claim.pk).values().get()
    parts: tuple[Callable[[], Any], ...] = (claim.attributions.values, claim.figures.values)
    return {**now, "parts": [list(part()) for part in parts]}
