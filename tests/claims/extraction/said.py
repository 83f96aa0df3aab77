"""What the extractor makes of a short text, in the form that the tables of these tests compare with."""

from datetime import date

from claims.extraction import Candidate, extract

DAY = date(2023, 6, 16)


def found(text: str) -> tuple[Candidate, ...]:
    return extract(text, document_date=DAY).candidates


def said(text: str) -> dict[str, list[str]]:
    """The words of each claim with the names of its speakers, outermost first."""
    return {c.text: [s.name for s in c.speakers] for c in found(text)}
