"""A review goes back into a new round, with a question to it."""

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotAllowed
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.access import review_for
from reviews.actions._move import move, require_step
from reviews.actions._seat import free_unfinished
from reviews.eligibility import require_may_decide, require_outside
from reviews.models import Review
from reviews.workflow import State, Step


@transaction.atomic
def send_back(review_id: int, *, by: User, question: str, expected_version: int | None = None) -> Review:
    """Begin a new round with a question to it. What the round found is kept and, being in, can be read.

    From `split` the adjudicator may, and an editor who had no part in the round: whoever assessed would undo a
    disagreement that they are one side of. From `decided` an editor. Raises Invalid without a question.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.SEND_BACK, by=by)
    if not may(by, Can.ASSIGN):
        if review.state != State.SPLIT:
            raise NotAllowed("A verdict stands: an editor sends it back.")
        require_may_decide(by, review)
    elif review.state == State.SPLIT:
        require_outside(by, review)
    if not question.strip():
        raise Invalid(Fault("Say what the next round is to find out.", "/question"))
    free_unfinished(review)
    return move(
        review,
        Step.SEND_BACK,
        by=by,
        data={"question": question.strip()},
        round=review.round + 1,
        free_parts=review.assessments_needed,
        question=question.strip(),
    )
