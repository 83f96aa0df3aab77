"""The only writer of `Review.state`."""

from typing import Any

from django.utils import timezone

from factcheck.core.audit import record
from factcheck.core.errors import WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.models import Review
from reviews.workflow import TRANSITIONS, Step


def require_step(review: Review, step: Step, *, by: User | None) -> None:
    """Raise NotAllowed without the right to a step, WrongState where the table has no such step from here.

    For verbs that must refuse before they look at anything else; `move` asks again.
    """
    row = TRANSITIONS[step]
    if by is not None:
        require(by, row.right)
    if review.state not in row.sources:
        raise WrongState(
            f"R-{review.pk} is {review.state.replace('_', ' ')}: {_words(step)} is not possible from there."
        )


def move(review: Review, step: Step, *, by: User | None, data: dict[str, Any] | None = None, **changes: Any) -> Review:
    """Take a step of the table and record it.

    The caller holds the review's row lock (`access.review_for(..., lock=True)`) inside its transaction. `by` None
    is the system itself, which needs no right. `changes` are other columns set with the step. Raises WrongState
    when the table has no such step from here, NotAllowed without the right.
    """
    require_step(review, step, by=by)
    row = TRANSITIONS[step]
    before = review.state
    for column, value in changes.items():
        setattr(review, column, value)
    if not row.quiet:
        review.state = row.target
        review.version += 1
        if row.target != before:
            review.state_since = timezone.now()
        review.save()
    record(
        row.kind,
        by=by,
        about=review,
        review_id=review.pk,
        claim_id=review.claim_id,
        data={"step": step.value, "from": before, "to": review.state, "round": review.round, **(data or {})},
    )
    return review


def _words(step: Step) -> str:
    return step.value.replace("_", " ")
