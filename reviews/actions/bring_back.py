"""A published review comes back to the queue by itself, with the reason."""

from django.db import transaction

from claims.models import Claim, ClaimState
from reviews.actions._move import move
from reviews.models import Comeback, ComebackCause, Review
from reviews.workflow import State, Step


@transaction.atomic
def bring_back_for(review_id: int, cause: ComebackCause, *, key: str, words: str) -> bool:
    """Begin a new round of a published review for a cause; whether it did. What is public stays public.

    A cause works once: `key` names the date, the claim or the copy it rests on. Nothing happens to a review that is
    not published, or whose claim is not kept.
    """
    review = Review.objects.select_for_update(of=("self",)).get(pk=review_id)
    if review.state != State.PUBLISHED or review.comebacks.filter(cause=cause, key=key).exists():
        return False
    if Claim.objects.select_for_update(of=("self",)).get(pk=review.claim_id).state != ClaimState.KEPT:
        return False
    Comeback.objects.create(review=review, cause=cause, key=key, words=words[:500], round=review.round + 1)
    move(
        review,
        Step.COME_BACK,
        by=None,
        data={"cause": cause.value, "about": key, "words": words[:500]},
        round=review.round + 1,
        free_parts=review.assessments_needed,
        cut_short=False,
        question=words[:500],
    )
    return True
