"""Closing a review is taken back."""

from django.db import IntegrityError, transaction

from claims.access import claim_for
from claims.models import ClaimState
from factcheck.core.clock import database_now
from factcheck.core.errors import Conflict, VerbError, WrongState
from factcheck.core.models import User
from reviews.access import live_assignments, review_for
from reviews.actions._limits import refuse_away
from reviews.actions._move import move, require_step
from reviews.actions._run import reason_of
from reviews.eligibility import require_may_hold
from reviews.models import ROUND_PARTS, Assignment, Part, Review
from reviews.workflow import State, Step


@transaction.atomic
def unclose_review(review_id: int, *, by: User, reason: str) -> Review:
    """Open a closed review again in the round in which it was closed, as if it had not been.

    Whoever held a part when it was closed holds it again with as much of the lease left, but for those who may not
    any more, whose part is free. Raises WrongState also where the claim was dropped since, Conflict where another
    review of it is open, Invalid without a reason.
    """
    review = review_for(by, review_id, lock=True)
    require_step(review, Step.UNCLOSE, by=by)
    words = reason_of(reason, "Say why it is open again.")
    claim = claim_for(by, review.claim_id, lock=True)
    if claim.state != ClaimState.KEPT:
        raise WrongState(f"Claim {claim.pk} is {claim.state}: keep it first.")
    before = review.stays.exclude(state=State.CLOSED).order_by("-since", "-pk").first()
    _seat_again(review)
    # The state before, and not one that the parts tell of: a part that is done holds nothing in the queue.
    is_work = before is not None and before.state == State.IN_REVIEW and live_assignments(review).exists()
    step = Step.UNCLOSE_WORK if is_work else Step.UNCLOSE
    try:
        with transaction.atomic():
            return move(review, step, by=by, data={"reason": words}, close_reason="")
    except IntegrityError as error:
        raise Conflict("Another review of this claim is open.") from error


def _seat_again(review: Review) -> None:
    """Give back the parts that closing freed: those that ended at the moment of it."""
    stood = database_now() - review.state_since
    freed = review.assignments.filter(round=review.round, done_at=None, released_at=review.state_since)
    back = [part for part in freed.select_related("user") if _may_go_on(part, review)]
    for part in back:
        part.released_at, part.lease_until = None, part.lease_until + stood
    Assignment.objects.bulk_update(back, ["released_at", "lease_until"])
    review.free_parts -= sum(part.part in ROUND_PARTS for part in back)


def _may_go_on(part: Assignment, review: Review) -> bool:
    try:
        refuse_away(part.user)
        require_may_hold(part.user, Part(part.part), review)
    except VerbError:
        return False
    return part.user.is_active
