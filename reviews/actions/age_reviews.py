"""What is due is remembered, what is overdue rises, and what is long overdue goes back."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from factcheck.core.audit import record
from factcheck.core.clock import database_now
from factcheck.core.events import EventKind
from reviews.access import live_assignments
from reviews.actions._move import change
from reviews.actions._seat import hand_back
from reviews.actions.rerank import set_rank
from reviews.actions.return_review import return_parts
from reviews.models import Part, Review
from reviews.queries.policy import rules_of
from reviews.workflow import State

# Of `Review.nudged`. What was returned begins anew at none.
_REMINDED, _ESCALATED = 1, 2
_AGING = [State.QUEUED, State.IN_REVIEW, State.SPLIT]
_AT_ONCE = 500  # a run, so that leases and holds are not kept waiting by a queue that is overdue as a whole
_REASON = "the review is long overdue"


def age_reviews() -> int:
    """Take every review whose time has come a stage on, by the database's clock; how many were.

    Some hours before it is due each holder of an unfinished part is reminded; when it is due the review rises and the
    editors hear of it; some hours later its unfinished parts go back and it gets a new due date by its policy.

    All of it follows from the state, the due date and the receiver's own part: what depended on a colleague's work
    would tell of it. A review on hold does not age.
    """
    due = (
        Q(nudged__lt=_REMINDED, due_at__lte=Now() + _before())
        | Q(nudged__lt=_ESCALATED, due_at__lte=Now())
        | Q(due_at__lte=Now() - _after())
    )
    ripe = Review.objects.filter(due, state__in=_AGING, due_at__lte=Now() + _before()).order_by("due_at")
    return sum(_age(review_id) for review_id in ripe.values_list("pk", flat=True)[:_AT_ONCE])


@transaction.atomic
def _age(review_id: int) -> int:
    review = Review.objects.select_for_update(of=("self",)).select_related("claim").get(pk=review_id)
    now = database_now()
    if review.state not in _AGING or review.due_at is None:
        return 0
    if review.nudged < _ESCALATED and review.due_at <= now:
        _escalate(review, review.due_at)
    elif review.nudged < _REMINDED and review.due_at <= now + _before():
        _remind(review, review.due_at)
    elif review.nudged >= _ESCALATED and review.due_at <= now - _after():
        _return(review, review.due_at, now)
    else:
        return 0
    return 1


def _remind(review: Review, due_at: datetime) -> None:
    """Once, whoever holds a part then: a reminder of whoever comes later would tell that somebody had come before."""
    for part in live_assignments(review).filter(done_at__isnull=True).order_by("pk"):
        record(
            EventKind.REVIEW_REMINDED,
            by=None,
            about=review,
            review_id=review.pk,
            claim_id=review.claim_id,
            data={"user": part.user_id, "part": part.part, "round": review.round, "due": _day(due_at)},
        )
    review.nudged = _REMINDED
    review.save(update_fields=["nudged"])


def _escalate(review: Review, due_at: datetime) -> None:
    review.escalations += 1
    set_rank(review)
    change(
        review, EventKind.REVIEW_ESCALATED, by=None, data={"due": _day(due_at)}, nudged=_ESCALATED,
        escalations=review.escalations, rank=review.rank, reach=review.reach, places=review.places,
    )  # fmt: skip


def _return(review: Review, due_at: datetime, now: datetime) -> None:
    new = now + timedelta(days=rules_of(review).due_days[review.priority])
    if review.state == State.IN_REVIEW:
        return_parts(review, by=None, reason=_REASON, due_at=new, nudged=0)
        return
    decider = live_assignments(review).filter(part=Part.ADJUDICATOR, done_at__isnull=True).first()
    if decider is not None and review.state == State.SPLIT:
        hand_back(review, decider, by=None, reason=_REASON, due_at=new, nudged=0)
        return
    local = timezone.localtime(new)
    data = {
        "before": due_at.isoformat(),
        "after": new.isoformat(),
        "to": f"{local.day} {local:%b %Y, %H:%M}",
        "reason": _REASON,
    }
    change(review, EventKind.REVIEW_DUE_CHANGED, by=None, data=data, due_at=new, nudged=0)


def _before() -> timedelta:
    return timedelta(hours=settings.REMIND_HOURS)


def _after() -> timedelta:
    return timedelta(hours=settings.RETURN_HOURS)


def _day(moment: datetime) -> str:
    return timezone.localdate(moment).isoformat()
