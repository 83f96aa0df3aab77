"""An editor says when a review is due."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for
from reviews.actions._move import change
from reviews.actions._run import reason_of, require_open
from reviews.models import Review

# Days beyond a due date are reckoned with, and no calendar goes on for ever.
_FARTHEST = timedelta(days=5 * 366)


@transaction.atomic
def set_due(
    review_id: int,
    *,
    by: User,
    due_at: datetime | None,
    reason: str,
    is_put_back: bool = False,
    expected_version: int | None = None,
) -> Review:
    """Set when an open review is due; reminders begin anew for the new date.

    `is_put_back` sets a date that it had before: that may have passed, and there may have been none (None).
    Raises Invalid for a moment that has passed or lies more than five years ahead, by the database's clock, and without
    a reason; WrongState for a review that is not open.
    """
    require(by, Can.RUN_QUEUE)
    words = reason_of(reason, "Say why it is due at another time.")
    now = database_now()
    if due_at is None and not is_put_back:
        raise Invalid(Fault("Give the moment at which it is due.", "/due_at"))
    if due_at is not None and due_at <= now and not is_put_back:
        raise Invalid(Fault(f"{_day(due_at)} has passed. Give a moment to come.", "/due_at"))
    if due_at is not None and due_at > now + _FARTHEST:
        raise Invalid(Fault(f"{_day(due_at)} is too far ahead. Give one within five years.", "/due_at"))
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    require_open(review)
    if review.due_at == due_at:
        return review
    return change(
        review,
        EventKind.REVIEW_DUE_CHANGED,
        by=by,
        data={
            "before": review.due_at.isoformat() if review.due_at else None,
            "after": due_at.isoformat() if due_at else None,
            "to": _day(due_at) if due_at else "no day",
            "reason": words,
        },
        due_at=due_at,
        nudged=0,
    )


def _day(moment: datetime) -> str:
    """A moment where the desk is, in words: 17 Jan 2026, 23:59. A year without a local time stands as it was sent."""
    try:
        local = timezone.localtime(moment)
    except OverflowError:
        local = moment
    return f"{local.day} {local:%b %Y, %H:%M}"
