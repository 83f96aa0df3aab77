"""A review waits for something named, and goes on."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from factcheck.core.clock import database_now
from factcheck.core.errors import Fault, Invalid
from factcheck.core.models import User
from reviews.access import live_assignments, review_for
from reviews.actions._move import move
from reviews.models import Review
from reviews.workflow import State, Step


@transaction.atomic
def hold_review(review_id: int, *, by: User, reason: str, until: date, expected_version: int | None = None) -> Review:
    """Let a review wait for something named, until a date. Parts that are held stay held."""
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    if not reason.strip():
        raise Invalid(Fault("Say what the review waits for.", "/reason"))
    if until <= _today():
        raise Invalid(Fault(f"{until} is not in the future. Give the day on which to go on.", "/until"))
    words = reason.strip()[:500]
    return move(
        review,
        Step.HOLD,
        by=by,
        data={"reason": words, "until": until.isoformat()},
        hold_reason=words,
        hold_until=until,
    )


@transaction.atomic
def resume_review(review_id: int, *, by: User, expected_version: int | None = None) -> Review:
    """Take a review off hold: to the reviewers who hold its parts, or to the queue."""
    return _resume(review_for(by, review_id, lock=True, expected_version=expected_version), by=by)


def resume_held() -> int:
    """Take every review off hold whose date has come; how many were."""
    due = Review.objects.filter(state=State.ON_HOLD, hold_until__lte=_today())
    return sum(_resume_if_due(review_id) for review_id in due.values_list("pk", flat=True))


@transaction.atomic
def _resume_if_due(review_id: int) -> int:
    review = Review.objects.select_for_update(of=("self",)).get(pk=review_id)
    if review.state != State.ON_HOLD or review.hold_until is None or review.hold_until > _today():
        return 0
    _resume(review, by=None)
    return 1


def _resume(review: Review, *, by: User | None) -> Review:
    waited = database_now() - review.state_since
    # Leases stood still: whoever holds a part has as much of it left as when the hold began. So did the due date.
    live_assignments(review).filter(done_at__isnull=True).update(lease_until=F("lease_until") + waited)
    return move(
        review,
        _step_back(review),
        by=by,
        hold_reason="",
        hold_until=None,
        due_at=_later(review.due_at, waited),
    )


def _step_back(review: Review) -> Step:
    """To the state before the hold. Parts of the round would tell more: one that is done holds nothing in the queue."""
    before = review.stays.exclude(state=State.ON_HOLD).order_by("-since", "-pk").first()
    return Step.RESUME_WORK if before is not None and before.state == State.IN_REVIEW else Step.RESUME


def _later(moment: datetime | None, by: timedelta) -> datetime | None:
    try:
        return moment and moment + by
    except OverflowError:  # the last days of the calendar
        return moment


def _today() -> date:
    return timezone.localdate(database_now())
