"""Work on the evidence of a round: shared by the verbs that add, take back and derive it."""

from factcheck.core.audit import record
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.access import held_part, review_for
from reviews.actions._seat import renew
from reviews.models import Evidence, Part, Review
from reviews.workflow import State

_STATE_FOR = {Part.FIRST: State.IN_REVIEW, Part.SECOND: State.IN_REVIEW, Part.ADJUDICATOR: State.SPLIT}


def workable(review_id: int, by: User) -> Review:
    """The locked review, in which `by` holds a part that can be worked on now, with the lease renewed."""
    review = review_for(by, review_id, lock=True)
    part = held_part(by, review, Part.FIRST, Part.SECOND, Part.ADJUDICATOR)
    if review.state != _STATE_FOR[Part(part.part)]:
        raise WrongState(f"R-{review_id} is {review.state.replace('_', ' ')}: nothing is added to it now.")
    renew(review, part)
    return review


def record_evidence(kind: EventKind, evidence: Evidence, by: User) -> None:
    record(
        kind,
        by=by,
        about=evidence,
        review_id=evidence.review_id,
        claim_id=evidence.review.claim_id,
        data={"round": evidence.round, "stance": evidence.stance},
    )
