"""A closed, published or retracted review is looked at again."""

from django.db import IntegrityError, transaction

from claims.access import claim_for
from claims.models import ClaimState
from factcheck.core.errors import Conflict, Fault, Invalid, WrongState
from factcheck.core.models import User
from reviews.access import review_for
from reviews.actions._move import move, require_step
from reviews.models import Review
from reviews.workflow import Step


@transaction.atomic
def reopen(review_id: int, *, by: User, reason: str, expected_version: int | None = None) -> Review:
    """Begin a new round of a closed, published or retracted review. What is public stays public.

    Raises WrongState also where the claim was dropped since, Conflict where another review of it is open.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.REOPEN, by=by)
    if not reason.strip():
        raise Invalid(Fault("Say why it is looked at again.", "/reason"))
    words = reason.strip()
    claim = claim_for(by, review.claim_id, lock=True)
    if claim.state != ClaimState.KEPT:
        raise WrongState(f"Claim {claim.pk} is {claim.state}: keep it first.")
    try:
        with transaction.atomic():
            return move(
                review,
                Step.REOPEN,
                by=by,
                data={"reason": words},
                round=review.round + 1,
                free_parts=review.assessments_needed,
                cut_short=False,
                close_reason="",
                question=words,
            )
    except IntegrityError as error:
        raise Conflict("Another review of this claim is open.") from error
