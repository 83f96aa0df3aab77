"""The unfinished parts of a round go back to the queue, whatever of it is done."""

from typing import Any

from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.errors import Fault, Invalid, NotAllowed
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.access import part_of, review_for
from reviews.actions._move import move, require_step
from reviews.actions._seat import free_unfinished
from reviews.models import Review
from reviews.workflow import Step


@transaction.atomic
def return_review(review_id: int, *, by: User, reason: str, expected_version: int | None = None) -> Review:
    """Take every unfinished part of a review back, as an editor who holds none of the round.

    Raises NotAllowed for whoever has a part in the round, Invalid without a reason.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.RETURN, by=by)
    if part_of(by, review) is not None:
        raise NotAllowed("You have a part in this round: an editor who has none takes its parts back.")
    if not reason.strip():
        raise Invalid(Fault("Say why the parts go back.", "/reason"))
    return return_parts(review, by=by, reason=reason.strip()[:500])


def return_parts(review: Review, *, by: User | None, reason: str, **changes: Any) -> Review:
    """Free every unfinished part and put the review into the queue; `by` None is the clock.

    The review is queued even where an assessment is in: otherwise its state would tell a person whose part went back
    whether the colleague is done. Each of them hears of their own part. The caller holds the review's lock.
    """
    for part in free_unfinished(review):
        record(
            EventKind.REVIEW_RELEASED,
            by=by,
            about=review,
            review_id=review.pk,
            claim_id=review.claim_id,
            data={"part": part.part, "user": part.user_id, "reason": reason, "round": review.round},
        )
    return move(review, Step.RETURN, by=by, data={"reason": reason}, **changes)
