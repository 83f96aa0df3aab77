"""Parts whose lease has run out go back to the queue."""

from django.db import transaction
from django.db.models.functions import Now

from reviews.actions._seat import WORKABLE, hand_back
from reviews.models import Assignment, Review


def expire_leases() -> int:
    """Hand back every part whose lease ended, by the database's clock; how many were.

    While a review is on hold its leases stand still. One at a time, so that one bad row holds back none.
    """
    ended = Assignment.objects.filter(
        lease_until__lt=Now(), released_at__isnull=True, done_at__isnull=True, review__state__in=WORKABLE
    )
    return sum(_expire(review_id, assignment_id) for assignment_id, review_id in ended.values_list("pk", "review_id"))


@transaction.atomic
def _expire(review_id: int, assignment_id: int) -> int:
    review = Review.objects.select_for_update(of=("self",)).get(pk=review_id)
    assignment = Assignment.objects.filter(
        pk=assignment_id, lease_until__lt=Now(), released_at__isnull=True, done_at__isnull=True, round=review.round
    ).first()
    if assignment is None or review.state not in WORKABLE:
        return 0
    hand_back(review, assignment, by=None, reason="lease ended")
    return 1
