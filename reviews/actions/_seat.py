"""The parts of a round: which are free, who sits down on one and who gets up.

Shared by the verbs that take, give and hand back.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from factcheck.core.clock import database_now
from factcheck.core.models import User
from reviews.access import live_assignments
from reviews.actions._move import move
from reviews.models import ROUND_PARTS, Assignment, Part, Review
from reviews.workflow import State, Step


def parts_of_round(review: Review) -> tuple[Part, ...]:
    """The parts that the current round has in the review's state."""
    if review.state == State.SPLIT:
        return (Part.ADJUDICATOR,)
    return ROUND_PARTS[: review.assessments_needed]


def free_parts(review: Review) -> list[Part]:
    """Parts of the current round that nobody holds or has done."""
    taken = set(live_assignments(review).values_list("part", flat=True))
    return [part for part in parts_of_round(review) if part not in taken]


def seat(review: Review, user: User, part: Part, *, by: User) -> Assignment:
    """Put a person on a part, on a lease by the database's clock. The caller has checked and holds the lock.

    The step that follows saves how many parts are left.
    """
    if part in ROUND_PARTS:
        review.free_parts -= 1
    return Assignment.objects.create(
        review=review,
        round=review.round,
        part=part,
        user=user,
        assigned_by=by,
        lease_until=database_now() + timedelta(hours=settings.LEASE_HOURS),
    )


def free_unfinished(review: Review) -> None:
    """Release every part of the round whose work is not in. The caller holds the review's lock and moves it on."""
    unfinished = list(live_assignments(review).filter(done_at__isnull=True))
    for assignment in unfinished:
        assignment.released_at = timezone.now()
    Assignment.objects.bulk_update(unfinished, ["released_at"])
    review.free_parts += sum(assignment.part in ROUND_PARTS for assignment in unfinished)


def hand_back(review: Review, assignment: Assignment, *, by: User | None, reason: str) -> Review:
    """Free a part and take the step that follows. The caller holds the review's lock."""
    assignment.released_at = timezone.now()
    assignment.save(update_fields=["released_at"])
    if assignment.part == Part.ADJUDICATOR:
        step = Step.RELEASE_ADJUDICATOR
    else:
        review.free_parts += 1
        step = Step.RELEASE if live_assignments(review).exists() else Step.EMPTY
    return move(review, step, by=by, data={"part": assignment.part, "user": assignment.user_id, "reason": reason})
