"""The only writer of `Review.state`, and of how long it stays there."""

from typing import Any

from django.db import connection

from factcheck.core.audit import record
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.models import Review
from reviews.workflow import TRANSITIONS, Step

# A hand-set clock may have begun the last stay in the future; a stay is never negative. The new one is counted from
# the ended one, so that it comes after it: only one may be open.
_STAY = """
WITH ended AS (
    UPDATE reviews_stay SET until = greatest(since, statement_timestamp())
    WHERE review_id = %(review)s AND until IS NULL RETURNING 1)
INSERT INTO reviews_stay (review_id, state, round, since)
SELECT %(review)s, %(state)s, %(round)s, statement_timestamp() FROM (SELECT count(*) FROM ended) RETURNING since
"""


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
            begin_stay(review)
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


def change(review: Review, kind: EventKind, *, by: User | None, data: dict[str, Any], **columns: Any) -> Review:
    """Change columns of a review other than its state, raise its version and record it.

    The caller holds the review's row lock and has asked for the right. Never for what depends on the work of people
    in a blind round: the version rises for everybody.
    """
    for column, value in columns.items():
        setattr(review, column, value)
    review.version += 1
    review.save(update_fields=[*columns, "version"])
    record(
        kind,
        by=by,
        about=review,
        review_id=review.pk,
        claim_id=review.claim_id,
        data={"round": review.round, **data},
    )
    return review


def begin_stay(review: Review) -> None:
    """End the stay in the state before and begin that in the state the review has now, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(_STAY, {"review": review.pk, "state": review.state, "round": review.round})
        review.state_since = cursor.fetchone()[0]


def _words(step: Step) -> str:
    return step.value.replace("_", " ")
