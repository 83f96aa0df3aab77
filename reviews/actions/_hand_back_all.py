"""What a person has not finished goes back, wherever it is."""

from collections.abc import Callable

from factcheck.core.clock import database_now
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.access import live_assignments
from reviews.actions._move import change
from reviews.actions._seat import hand_back
from reviews.models import ROUND_PARTS, Assignment, Review
from reviews.workflow import State

_WORKABLE = (State.IN_REVIEW, State.SPLIT)


def hand_back_all(user: User, *, reason: str, where: Callable[[Review], bool] = lambda review: True) -> list[Review]:
    """Free every part that a person holds and has not done, in the reviews of which `where` is true; those reviews.

    The clock's doing, whoever brought it about: an event in the name of somebody inside the round would tell them
    that the part was not done. Reviews are locked in the order of their keys, so that no two of these wait for each
    other. The caller is in a transaction and keeps the count from everybody but the person themselves.
    """
    held = Assignment.objects.filter(
        user=user, released_at__isnull=True, done_at__isnull=True, review__state__in=[*_WORKABLE, State.ON_HOLD]
    )
    freed = []
    for review_id in held.order_by("review_id").values_list("review_id", flat=True):
        review = Review.objects.select_for_update(of=("self",)).get(pk=review_id)
        part = live_assignments(review).filter(user=user, done_at__isnull=True).first()
        if part is None or not where(review):
            continue
        if free_part(review, part, reason=reason):
            freed.append(review)
    return freed


def free_part(review: Review, part: Assignment, *, reason: str) -> bool:
    """Free a part of a review that is worked on or waits, as the clock does; whether it was one. The caller holds the
    review's row lock."""
    if review.state == State.ON_HOLD:
        _free_on_hold(review, part, reason=reason)
        return True
    if review.state in _WORKABLE:
        hand_back(review, part, by=None, reason=reason)
        return True
    return False


def _free_on_hold(review: Review, part: Assignment, *, reason: str) -> None:
    """Free a part while its review waits: the review goes on waiting, and then goes on without this person."""
    part.released_at = database_now()
    part.save(update_fields=["released_at"])
    columns = {"free_parts": review.free_parts + 1} if part.part in ROUND_PARTS else {}
    data = {"part": part.part, "user": part.user_id, "reason": reason}
    change(review, EventKind.REVIEW_RELEASED, by=None, data=data, **columns)
