"""How urgent reviews are, from what is known of their claims."""

from django.db.models import Q

from claims.models import Claim
from reviews.models import Review
from reviews.priority import Reason, points

_IS_OPEN = (Q(topic__isnull=True) | Q(topic__is_restricted=False)) & (
    Q(document__topic__isnull=True) | Q(document__topic__is_restricted=False)
)


def reasons_of(review: Review) -> tuple[Reason, ...]:
    """The reasons of a review's priority without age; its claim should be at hand."""
    claim = review.claim
    return points(review.priority, claim.worth, claim.reasons, review.reach, review.places, review.escalations)


def places_of(claim: Claim) -> int:
    """Where a claim was found: itself, its duplicates and what was merged into it, but for topics that are restricted.

    Counting these would tell people who may not know of them that they exist.
    """
    root = claim.duplicate_of_id or claim.pk
    same = Q(pk=root) | Q(duplicate_of=root) | Q(merged_into=claim.pk)
    return 1 + Claim.objects.filter(_IS_OPEN, same).exclude(pk=claim.pk).count()
