"""An editor says when a public verdict is to be looked at again."""

from datetime import date

from django.db import transaction

from factcheck.core.errors import Fault, Invalid, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for
from reviews.actions._move import change
from reviews.actions._release import public_verdict
from reviews.actions._review_by import refuse_past
from reviews.models import Review
from reviews.workflow import TRANSITIONS, State, Step


@transaction.atomic
def set_review_by(
    review_id: int, *, by: User, review_by: date, reason: str, expected_version: int | None = None
) -> Review:
    """Set the day on which a published review comes back to the queue by itself.

    What readers were told at the publication stays as it was frozen. Raises NotAllowed without the right to publish,
    WrongState unless the review is published, Invalid without a reason, for a day that is not in the future or that
    is set already.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require(by, TRANSITIONS[Step.CORRECT].right)
    if review.state != State.PUBLISHED:
        there = review.state.replace("_", " ")
        raise WrongState(f"R-{review_id} is {there}: a day to look again is set of a published verdict.")
    if not reason.strip():
        raise Invalid(Fault("Say why that day.", "/reason"))
    refuse_past(review_by)
    verdict = public_verdict(review)
    before = verdict.review_by
    if before == review_by:
        raise Invalid(Fault(f"{review_by} is set already. Give another day, or leave it.", "/review_by"))
    verdict.review_by = review_by
    verdict.save(update_fields=["review_by"])
    data = {
        "from": before.isoformat() if before else None,
        "to": review_by.isoformat(),
        "reason": reason.strip()[:500],
    }
    return change(review, EventKind.REVIEW_BY_SET, by=by, data=data)
