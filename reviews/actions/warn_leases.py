"""Whoever holds a part hears before its lease ends."""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from factcheck.core.audit import record
from factcheck.core.clock import database_now
from factcheck.core.events import EventKind
from reviews.actions._seat import WORKABLE
from reviews.models import Assignment, Review
from reviews.queries.policy import rules_of

_BEFORE = timedelta(hours=12)
_SHARE = 4  # of a short lease the last quarter is warned of, not the whole of it


def warn_leases() -> int:
    """Record for each unfinished part, once a lease, that it is about to end; for how many.

    It tells the holder of their own part alone.
    """
    ending = Assignment.objects.filter(
        lease_until__lt=Now() + _BEFORE,
        lease_until__gt=Now(),
        warned_at__isnull=True,
        released_at__isnull=True,
        done_at__isnull=True,
        review__state__in=WORKABLE,
    ).order_by("lease_until")
    return sum(_warn(review_id, part_id) for part_id, review_id in ending.values_list("pk", "review_id"))


@transaction.atomic
def _warn(review_id: int, part_id: int) -> int:
    review = Review.objects.select_for_update(of=("self",)).select_related("claim").get(pk=review_id)
    part = Assignment.objects.filter(
        pk=part_id, warned_at__isnull=True, released_at__isnull=True, done_at__isnull=True, round=review.round
    ).first()
    now = database_now()
    before = min(_BEFORE, timedelta(hours=rules_of(review).lease_hours) / _SHARE)
    if part is None or review.state not in WORKABLE or part.lease_until > now + before:
        return 0
    part.warned_at = now
    part.save(update_fields=["warned_at"])
    record(
        EventKind.REVIEW_LEASE_ENDING,
        by=None,
        about=review,
        review_id=review.pk,
        claim_id=review.claim_id,
        data={
            "user": part.user_id, "part": part.part, "round": review.round,
            "until": timezone.localdate(part.lease_until).isoformat(),
        },
    )  # fmt: skip
    return 1
