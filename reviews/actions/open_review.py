"""A kept claim is sent to the queue."""

from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.access import claim_for, document_for, visible_claims
from claims.models import ClaimState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.errors import Conflict, Fault, Invalid, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions.rerank import set_rank
from reviews.models import Review, Stay
from reviews.queries.policy import rules_for
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
    at once when it is past. Without a wish, and for `assessments_needed`, desk and scale, the policy of the claim's
    topic stands. Desk, scale and number of assessments stay as they are whatever becomes of the policy. Raises
    WrongState for a claim that is not kept, Conflict when a review of it is open.
    """
    row = TRANSITIONS[Step.OPEN]
    require(by, row.right)
    if priority not in (None, 1, 2, 3):
        raise Invalid(Fault("Use 1 (urgent), 2 or 3.", "/priority"))
    if assessments_needed not in (None, 1, 2):
        raise Invalid(Fault("A round takes 1 or 2 assessments.", "/assessments_needed"))
    claim = claim_for(by, claim_id, lock=True)
    if claim.state != ClaimState.KEPT:
        raise WrongState(f"Claim {claim_id} is {claim.state}: keep it first.")
    rules = rules_for(claim.topic_id)
    level, now = priority or claim.priority or _MIDDLE, database_now()
    needed = assessments_needed or rules.assessments_needed
    review = Review(
        claim=claim,
        state=row.target,
        scale_id=rules.scale,
        assessments_needed=needed,
        desk_id=rules.desk,
        priority=level,
        due_at=due_at or _end_of(claim.due_on) or now + timedelta(days=rules.due_days[level]),
        opened_by=by,
        opened_at=now,
        state_since=now,
        free_parts=needed,
    )
    try:
        with transaction.atomic():
            set_rank(review).save()
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
