"""Parts whose holder may not see their review any more go back, however that came about."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from claims.models import Topic
from reviews.access import visible_reviews
from reviews.actions._hand_back_all import free_part
from reviews.models import Assignment, Review
from reviews.workflow import State

REASON = "its topic is restricted"


def hand_back_unseen() -> int:
    """Hand back unfinished parts of reviews that do not exist for their holders; how many were.

    A claim may be put into a restricted topic while somebody works on it, and a part may be taken at the very moment
    at which a topic is restricted.
    """
    return sum(_hand_back(part_id) for part_id in _unseen().values_list("pk", flat=True))


def _unseen() -> QuerySet[Assignment]:
    members = Topic.members.through.objects.filter(user=OuterRef("user"))
    hidden = Q()
    for path in ("review__claim__topic", "review__claim__document__topic"):
        hidden |= Q(**{f"{path}__is_restricted": True}) & ~Q(Exists(members.filter(topic=OuterRef(path))))
    return Assignment.objects.filter(
        hidden,
        round=F("review__round"),
        released_at__isnull=True,
        done_at__isnull=True,
        review__state__in=[State.IN_REVIEW, State.SPLIT, State.ON_HOLD],
    ).order_by("review_id", "pk")


@transaction.atomic
def _hand_back(part_id: int) -> int:
    review_id = Assignment.objects.values_list("review", flat=True).get(pk=part_id)
    review = Review.objects.select_for_update(of=("self",)).get(pk=review_id)
    # Asked again under the lock.
    part = Assignment.objects.select_related("user").filter(pk=part_id, released_at__isnull=True).first()
    if part is None or part.done_at is not None or part.round != review.round:
        return 0
    if visible_reviews(part.user).filter(pk=review.pk).exists():
        return 0
    return int(free_part(review, part, reason=REASON))
