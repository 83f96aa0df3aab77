"""A review ends without a verdict, with the reason."""

from enum import StrEnum

from django.db import transaction

from claims.access import claim_for
from claims.actions.merge_claim import merge_claim
from factcheck.core.errors import Fault, Invalid, WrongState
from factcheck.core.models import User
from reviews.access import review_for
from reviews.actions._move import move, require_step
from reviews.actions._seat import free_unfinished
from reviews.eligibility import stands_in_public
from reviews.models import Assignment, Review
from reviews.workflow import Step


class CloseReason(StrEnum):
    NOT_CHECKABLE = "not_checkable"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"
    ABANDONED = "abandoned"


@transaction.atomic
def close_review(
    review_id: int,
    *,
    by: User,
    reason: CloseReason,
    note: str = "",
    duplicate_of: int | None = None,
    merge: bool = False,
    expected_version: int | None = None,
) -> Review:
    """End a review without a verdict. `duplicate_of` is the claim it repeats. Held parts are freed.

    With `merge` its claim is merged into `duplicate_of` as well, or nothing is done. Raises WrongState while a verdict
    of it stands in public: nobody would look at that one again.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_step(review, Step.CLOSE, by=by)
    if stands_in_public(review):
        raise WrongState(
            f"A verdict of R-{review_id} is public. Let it stand, or put the review on hold; to withdraw the verdict, "
            "let it stand and retract it."
        )
    if merge and reason is not CloseReason.DUPLICATE:
        raise Invalid(Fault("Only a duplicate is merged. Give the reason duplicate, or do not merge.", "/merge"))
    words = reason.value.replace("_", " ").capitalize()
    if reason is CloseReason.DUPLICATE:
        if duplicate_of is None:
            raise Invalid(Fault("Say which claim it repeats.", "/duplicate_of"))
        if duplicate_of == review.claim_id:
            raise Invalid(Fault("A claim does not repeat itself.", "/duplicate_of"))
        words = f"Duplicate of claim {claim_for(by, duplicate_of).pk}"
    if note.strip():
        words = f"{words}: {note.strip()}"
    freed = free_unfinished(review)
    move(review, Step.CLOSE, by=by, data={"reason": words[:500]}, close_reason=words[:500])
    # At the moment of the closing, by which taking it back knows them. An event would tell whose part was not done.
    Assignment.objects.filter(pk__in=[part.pk for part in freed]).update(released_at=review.state_since)
    if merge and duplicate_of is not None:
        merge_claim(review.claim_id, into=duplicate_of, by=by, reason=note)
    return review
