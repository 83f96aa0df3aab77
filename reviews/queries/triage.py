"""A document with its claims and the reviews that were opened of them, as triage shows it."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from claims.models import Claim, ClaimState, Document, ExternalCheck, Figure
from claims.queries.checks import checks_of_claims
from claims.queries.documents import ClaimCounts
from claims.queries.triage import ClaimMark, claims_of, counts_of, marks_of
from factcheck.core.permissions import Person
from reviews.access import visible_reviews
from reviews.models import Review
from reviews.workflow import OPEN_STATES


@dataclass(frozen=True)
class Card:
    """A claim of a document, its number there, its review (the open one, else the last), what others found."""

    claim: Claim
    number: int
    review: Review | None
    checks: list[ExternalCheck] = field(default_factory=list)

    @property
    def is_under_review(self) -> bool:
        return self.review is not None and self.review.state in OPEN_STATES

    @property
    def figure(self) -> Figure | None:
        return next(iter(self.claim.figures.all()), None)

    @property
    def as_of(self) -> str:
        """ISO date, month or year that the claim or its figure speaks of; "" where none is known."""
        return self.figure.as_of if self.figure else self.claim.as_of

    @property
    def place(self) -> str:
        return self.figure.place if self.figure else self.claim.place

    @property
    def quote(self) -> str:
        """The claim in the words of whoever made it, as far as they are known."""
        return self.claim.quote or self.claim.text

    @property
    def is_reworded(self) -> bool:
        """Whether the desk words the claim otherwise than who made it."""
        return self.claim.text.split() != self.quote.split()


@dataclass(frozen=True)
class Triage:
    """What the page of a document shows. `waiting` counts kept claims that never had a review."""

    document: Document
    marks: list[ClaimMark]
    cards: list[Card]
    counts: ClaimCounts
    waiting: int


def triage(person: Person, document: Document, *, show: str = "", claim_id: int | None = None) -> Triage:
    """The claims of a document that a person may see; `marks` and counts are of all of them.

    `cards` hold those at the state `show`, or the one of `claim_id`. The number of queries is constant.
    """
    marks = marks_of(person, document)
    claims = claims_of(person, document, state=show, claim_id=claim_id)
    reviews = latest_by_claim(visible_reviews(person).filter(claim__document=document))
    checks = checks_of_claims(person, claims)
    numbers = {mark.pk: mark.number for mark in marks}
    return Triage(
        document=document,
        marks=marks,
        cards=[
            Card(claim, numbers.get(claim.pk, 0), reviews.get(claim.pk), checks.get(claim.pk, [])) for claim in claims
        ],
        counts=counts_of(marks),
        waiting=sum(mark.state == ClaimState.KEPT and mark.pk not in reviews for mark in marks),
    )


def latest_by_claim(reviews: QuerySet[Review]) -> dict[int, Review]:
    """The open review of each claim, else the last one, by the claim's id."""
    found: dict[int, Review] = {}
    for review in reviews.only("pk", "claim_id", "state").order_by("pk"):
        known = found.get(review.claim_id)
        # A closed review that was opened again is older than one made in between.
        if known is None or known.state not in OPEN_STATES:
            found[review.claim_id] = review
    return found
