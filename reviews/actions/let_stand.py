"""A published verdict was looked at again, and stands."""

from datetime import date

from django.db import transaction

from factcheck.core.errors import Fault, Invalid, NotAllowed, WrongState
from factcheck.core.models import User
from reviews.access import part_of, review_for
from reviews.actions._move import move, require_step
from reviews.actions._release import public_verdict
from reviews.actions._review_by import look_again_on, refuse_past, today
from reviews.actions._seat import free_unfinished
from reviews.eligibility import stands_in_public
from reviews.models import Review
from reviews.workflow import Step


@transaction.atomic
def let_stand(
    review_id: int, *, by: User, reason: str, review_by: date | None = None, expected_version: int | None = None
) -> Review:
    """End the new round of a published review without another verdict: the public one stands.

    `review_by` is when to look again; without it a day to come stays, and one that has passed or was never set is set
    by policy. Parts that are held are freed, and what the round found stays blind. Raises NotAllowed for whoever has a
    part in the round, WrongState where no verdict is public, Invalid without a reason or for a day that is not in the
    future.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.LET_STAND, by=by)
    if not stands_in_public(review):
        raise WrongState(f"Nothing of R-{review_id} is public: there is no verdict to stand.")
    if part_of(by, review) is not None:
        raise NotAllowed("You have a part in this round: an editor who has none lets the verdict stand.")
    if not reason.strip():
        raise Invalid(Fault("Say why the verdict stands.", "/reason"))
    refuse_past(review_by)
    standing = public_verdict(review)
    if review_by is None and (standing.review_by is None or standing.review_by <= today()):
        review_by = look_again_on(review)
    if review_by is not None:
        standing.review_by = review_by
        standing.save(update_fields=["review_by"])
    free_unfinished(review)
    data = {"reason": reason.strip()[:500], "review_by": review_by.isoformat() if review_by else None}
    return move(review, Step.LET_STAND, by=by, data=data, cut_short=True, question="")
