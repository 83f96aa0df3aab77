"""What follows when a topic is hidden from people, or shown: shared by the verbs that change who sees a topic."""

from django.db.models import F, Q, QuerySet

from claims.actions.hide_imports import hide_imports
from claims.models import Claim, Topic
from claims.queries.topics import claims_in
from factcheck.core.models import User
from reviews.access import visible_reviews
from reviews.actions._hand_back_all import free_part
from reviews.actions.rerank import set_rank
from reviews.models import Assignment, Review
from reviews.workflow import State

_MAY_BE_HELD = (State.QUEUED, State.IN_REVIEW, State.SPLIT, State.ON_HOLD)


def settle(topic: Topic, *, reason: str) -> dict[User, list[Review]]:
    """Bring what is derived from who sees a topic in line with it, and give what was handed back, by whose it was.

    Unfinished parts of people for whom their review does not exist go back; drafts stay. Reviews elsewhere count
    again where their claim was found; imports whose rows are in the topic are hidden or shown. The caller has changed
    the topic and holds its row. Reviews are locked in the order of their keys, all of them first: who gives a part of
    one of them now waits, and asks then whether its holder may see it.
    """
    inside = claims_in(topic)
    elsewhere = _found_with(inside)
    concerned = Review.objects.filter(
        Q(claim__in=inside.values("pk")) | Q(claim__in=elsewhere.values("pk")), state__in=_MAY_BE_HELD
    )
    locked = {review.pk: review for review in concerned.select_for_update(of=("self",)).order_by("pk")}
    for review in Review.objects.filter(pk__in=list(locked), claim__in=elsewhere.values("pk")).select_related("claim"):
        _count_places(review)
    hide_imports(topic)
    return _hand_back(locked, reason=reason)


def _found_with(inside: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims that say the same as one inside, wherever they are: how many places each is found in is counted."""
    originals = inside.filter(duplicate_of__isnull=False).values("duplicate_of")
    return Claim.objects.filter(
        Q(pk__in=originals) | Q(duplicate_of__in=originals) | Q(duplicate_of__in=inside.values("pk"))
    )


def _count_places(review: Review) -> None:
    before = review.rank, review.places
    set_rank(review)
    if (review.rank, review.places) != before:
        review.save(update_fields=["rank", "reach", "places"])


def _hand_back(reviews: dict[int, Review], *, reason: str) -> dict[User, list[Review]]:
    held = Assignment.objects.filter(
        review__in=list(reviews), round=F("review__round"), released_at__isnull=True, done_at__isnull=True
    )
    freed: dict[User, list[Review]] = {}
    for part in held.select_related("user").order_by("review_id", "pk"):
        review = reviews[part.review_id]
        if not visible_reviews(part.user).filter(pk=review.pk).exists():
            free_part(review, part, reason=reason)
            freed.setdefault(part.user, []).append(review)
    return freed
