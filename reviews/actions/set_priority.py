"""An editor says how urgent a review is."""

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for
from reviews.actions._move import change
from reviews.actions._run import reason_of, require_open
from reviews.models import Review
from reviews.priority import BY_LEVEL, rank
from reviews.queries.urgency import reasons_of


@transaction.atomic
def set_priority(review_id: int, *, by: User, level: int, reason: str, expected_version: int | None = None) -> Review:
    """Set the level of an open review, 1 (urgent) to 3 (low), and with it its place in the queue.

    One that has the level already is left as it is. Raises Invalid for another level or without a reason, WrongState
    for a review that is not open.
    """
    require(by, Can.RUN_QUEUE)
    if level not in BY_LEVEL:
        raise Invalid(Fault(f"Use 1 (urgent), 2 (normal) or 3 (low), not {level}.", "/level"))
    words = reason_of(reason, "Say why the priority is changed.")
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_open(review)
    if review.priority == level:
        return review
    before, review.priority = review.priority, level
    return change(
        review,
        EventKind.REVIEW_PRIORITISED,
        by=by,
        data={"from": before, "to": level, "reason": words},
        priority=level,
        rank=rank(reasons_of(review), review.opened_at),
    )
