"""Work on the evidence of a round: shared by the verbs that add, take back and derive it."""

from claims.models import Source
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import may, require
from reviews.access import is_blind, part_of, review_for, visible_evidence, visible_reviews
from reviews.actions._seat import renew
from reviews.eligibility import held_part
from reviews.models import Evidence, Part, Review
from reviews.queries.derivations import NOT_YOURS, WORKED_IN


def workable(review_id: int, by: User) -> Review:
    """The locked review, in which `by` holds a part that can be worked on now, with the lease renewed."""
    review = review_for(by, review_id, lock=True)
    part = held_part(by, review, Part.FIRST, Part.SECOND, Part.ADJUDICATOR)
    if review.state != WORKED_IN[Part(part.part)]:
        raise WrongState(f"R-{review_id} is {review.state.replace('_', ' ')}: nothing is added to it now.")
    renew(review, part)
    return review


def judging(source: Source, by: User) -> Review:
    """The locked review in which `by` may say what a source was taken from.

    That is one in which they work on it now, with the lease renewed, or for editors one whose round is in. Raises
    NotAllowed where there is none.
    """
    require(by, Can.GATHER)
    used = visible_reviews(by).filter(evidence__source=source, evidence__withdrawn_at__isnull=True)
    for review in used.distinct().order_by("-pk"):
        part = part_of(by, review)
        is_theirs = visible_evidence(by, review).filter(source=source, round=review.round).exists()
        if part is not None and part.done_at is None and is_theirs:
            if review.state == WORKED_IN[Part(part.part)]:
                return workable(review.pk, by)
        elif may(by, Can.SEE_ROUND) and not is_blind(review):
            return review_for(by, review.pk, lock=True)
    raise NotAllowed(NOT_YOURS)


def record_evidence(kind: EventKind, evidence: Evidence, by: User) -> None:
    record(
        kind,
        by=by,
        about=evidence,
        review_id=evidence.review_id,
        claim_id=evidence.review.claim_id,
        data={"round": evidence.round, "stance": evidence.stance},
    )
