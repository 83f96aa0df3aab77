"""A kept claim is sent to the queue."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.access import claim_for, document_for, visible_claims
from claims.models import ClaimState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.models import Review, Scale, Stay
from reviews.priority import points, rank
from reviews.workflow import TRANSITIONS, Step

_MIDDLE = 2  # of the priorities 1 (most urgent) to 3


@transaction.atomic
def open_review(
    claim_id: int,
    *,
    by: User,
    priority: int | None = None,
    due_at: datetime | None = None,
    assessments_needed: int | None = None,
) -> Review:
    """Open the review of a kept claim.

    `priority` and `due_at` default to what whoever brought the claim wished: due by the end of that day, and overdue
    at once when it is past. Without a wish, and for `assessments_needed`, the desk's policy stands. Raises WrongState
    for a claim that is not kept, Conflict when a review of it is open.
    """
    row = TRANSITIONS[Step.OPEN]
    require(by, row.right)
    if priority not in (None, 1, 2, 3):
        raise Invalid(Fault("Use 1 (urgent), 2 or 3.", "/priority"))
    needed = settings.ASSESSMENTS_NEEDED if assessments_needed is None else assessments_needed
    if needed not in (1, 2):
        raise Invalid(Fault("A round takes 1 or 2 assessments.", "/assessments_needed"))
    claim = claim_for(by, claim_id, lock=True)
    if claim.state != ClaimState.KEPT:
        raise WrongState(f"Claim {claim_id} is {claim.state}: keep it first.")
    level, now = priority or claim.priority or _MIDDLE, timezone.now()
    try:
        with transaction.atomic():
            review = Review.objects.create(
                claim=claim,
                state=row.target,
                scale=Scale.objects.get(is_default=True),
                assessments_needed=needed,
                priority=level,
                due_at=due_at or _end_of(claim.due_on) or now + timedelta(days=settings.DUE_DAYS),
                opened_by=by,
                opened_at=now,
                state_since=now,
                rank=rank(points(level, claim.worth, reach=claim.reach), now),
                reach=claim.reach,
                free_parts=needed,
            )
            Stay.objects.create(review=review, state=review.state, round=review.round, since=now)
    except IntegrityError as error:
        raise Conflict(f"A review of claim {claim_id} is open already.") from error
    record(
        row.kind,
        by=by,
        about=review,
        review_id=review.pk,
        claim_id=claim.pk,
        data={"step": Step.OPEN.value, "to": review.state, "round": review.round},
    )
    return review


def _end_of(day: date | None) -> datetime | None:
    """The last moment of a day where the desk is; None for no day."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone()) if day else None


@transaction.atomic
def open_kept(document_id: int, *, by: User, priority: int | None = None) -> list[Review]:
    """Open a review of each kept claim of a document that never had one; all or none.

    One whose review was closed or withdrawn is not sent again with the rest: that takes a decision (`reopen`).
    """
    require(by, Can.OPEN_REVIEW)
    document = document_for(by, document_id)
    waiting = visible_claims(by).filter(document=document, state=ClaimState.KEPT, reviews__isnull=True)
    return [open_review(claim.pk, by=by, priority=priority) for claim in waiting.order_by("start")]
