"""The claims of a document as triage shows them: where they stand in the text, and what is known of them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from claims.access import visible_claims
from claims.models import Claim, Document
from claims.queries.documents import ClaimCounts
from claims.queries.merges import with_merges
from factcheck.core.permissions import Person


@dataclass(frozen=True)
class ClaimMark:
    """Where a claim stands in its document, in code points, and its number there, from 1."""

    pk: int
    number: int
    start: int
    end: int
    state: str

    @property
    def anchor(self) -> str:
        return f"mark-{self.pk}"


def marks_of(person: Person, document: Document) -> list[ClaimMark]:
    """Marks of a document's claims that a person may see, in the order of the text."""
    rows = _claims(person, document).values_list("pk", "start", "end", "state")
    return [
        ClaimMark(pk, number, start or 0, end or 0, state)
        for number, (pk, start, end, state) in enumerate(rows, start=1)
    ]


def counts_of(marks: list[ClaimMark]) -> ClaimCounts:
    """How many of the marked claims stand where."""
    counts = ClaimCounts()
    for mark in marks:
        counts.add(mark.state)
    return counts


def claims_of(person: Person, document: Document, *, state: str = "", claim_id: int | None = None) -> list[Claim]:
    """Claims of a document with speakers, parties, figure and topic at hand, in the order of the text.

    With `state` only those there, with `claim_id` only that one.
    """
    claims = with_merges(person, _claims(person, document))
    claims = claims.select_related("topic").prefetch_related("attributions__party", "figures")
    if state:
        claims = claims.filter(state=state)
    if claim_id is not None:
        claims = claims.filter(pk=claim_id)
    return list(claims)


def _claims(person: Person, document: Document) -> QuerySet[Claim]:
    return visible_claims(person).filter(document=document).order_by("start", "end", "id")
