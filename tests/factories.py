"""Things to test with, made by the product's own verbs."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from claims.actions.add_claim import add_claim
from claims.actions.add_document import add_document
from claims.actions.claim_parts import Link, Number
from claims.extraction.candidate import Bound
from claims.models import Claim, Document
from factcheck.core.models import User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.gather_evidence import gather_evidence
from reviews.actions.hold_review import hold_review
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.actions.retract import retract
from reviews.actions.submit_assessment import submit_assessment
from reviews.models import Assessment, AttributionFinding, EvidenceStance, Publication, Review
from reviews.workflow import State

ARTICLE = (
    "On December 4, the council announced that the number of those killed had risen to above 1,000.\n\n"
    "The following day the ministry said that more than 85 percent of the victims took no part.\n"
)
AS_OF = date(2020, 1, 1)
_number = count(1)


def make_document(by: User, text: str = "", **fields: Any) -> Document:
    """A document with a text of its own, not yet extracted."""
    work, _ = add_document(by=by, text=text or f"{ARTICLE}Bulletin {next(_number)}.\n", **fields)
    assert work.document is not None
    return work.document


def make_claim(by: User, text: str = "", **fields: Any) -> Claim:
    """A kept free-standing claim with a speaker and a figure."""
    fields.setdefault(
        "links", [Link("Reuters", "cited"), Link(f"officials {next(_number)}", "confirmed", is_anonymous=True)]
    )
    fields.setdefault("number", Number(value=1500, unit="deaths", bound=Bound.EXACT, as_of="2019-12-23"))
    return add_claim(by=by, text=text or f"1,500 people had been killed, report {next(_number)}", **fields)


def make_review(by: User, **fields: Any) -> Review:
    """A queued review of a new claim."""
    return open_review(make_claim(by).pk, by=by, **fields)


def assigned(review: Review, by: User, *people: User) -> Review:
    """The review with its parts given to people, in order."""
    for person in people:
        assign_review(review.pk, by=by, username=person.username)
    review.refresh_from_db()
    return review


def assess(review: Review, by: User, rating: str = "unproven", **fields: Any) -> Assessment:
    """An assessment by the holder of a part; ratings that need origins are passed with a reason."""
    fields.setdefault("attribution", AttributionFinding.CONFIRMED)
    fields.setdefault("rationale", f"Looked at by {by.name}: the figure rests on unnamed officials.")
    fields.setdefault("as_of", AS_OF)
    fields.setdefault("override_reason", "No second independent source could be found in time.")
    return submit_assessment(review.pk, by=by, rating=rating, **fields)


def make_evidence(review: Review, by: User, stance: EvidenceStance = EvidenceStance.CORROBORATES, **fields: Any) -> Any:
    """A piece of evidence by the holder of a part, with an address of its own."""
    fields.setdefault("url", f"https://news.example/{next(_number)}")
    fields.setdefault("quote", "1,500 people had been killed")
    return gather_evidence(review.pk, by=by, stance=stance, **fields)


def in_state(state: State, cast: dict[str, User]) -> Review:
    """A review brought to a state by the verbs that lead there; Ada and Ben are its reviewers where it has any."""
    erin = cast["erin"]
    review = make_review(erin)
    if state is State.CLOSED:
        close_review(review.pk, by=erin, reason=CloseReason.OUT_OF_SCOPE)
    elif state is State.ON_HOLD:
        held_until(review, erin)
    elif state is not State.QUEUED:
        assigned(review, erin, cast["ada"], cast["ben"])
    if state in (State.SPLIT, State.DECIDED, State.PUBLISHED, State.RETRACTED):
        assess(review, cast["ada"], "unproven")
        assess(review, cast["ben"], "half-true" if state is State.SPLIT else "unproven")
    if state in (State.PUBLISHED, State.RETRACTED):
        publish(review.pk, by=erin)
    if state is State.RETRACTED:
        retract(review.pk, by=erin, why="The source withdrew the figure.")
    review.refresh_from_db()
    assert review.state == state
    return review


def held_until(review: Review, by: User, *, days: int = 7) -> Review:
    """The review put on hold for some days."""
    until = timezone.now().date() + timedelta(days=days)
    return hold_review(review.pk, by=by, reason="waits for the ministry's answer", until=until)


def make_publication(cast: dict[str, User], *, split: bool = False) -> Publication:
    """A published verdict, by agreement or, with `split`, decided by Cleo."""
    review = in_state(State.SPLIT if split else State.DECIDED, cast)
    if split:
        adjudicate(
            review.pk, by=cast["cleo"], rating="half-true", attribution=AttributionFinding.CONFIRMED, as_of=AS_OF,
            reason="The order of size is shown, the exact number is not.",
            override_reason="Both assessments rest on one report.",
        )  # fmt: skip
    return publish(review.pk, by=cast["erin"])
