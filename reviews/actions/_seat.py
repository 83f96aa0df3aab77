"""The parts of a round: which are free, who sits down on one and who gets up.

Shared by the verbs that take, give and hand back.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from factcheck.core.clock import database_now
from factcheck.core.models import User
from reviews.access import live_assignments
from reviews.actions._move import move
from reviews.models import ROUND_PARTS, Assignment, Part, Policy, Review
from reviews.queries.policy import rules_of
from reviews.workflow import State, Step

# States in which parts are worked on, and their leases run.
WORKABLE = frozenset({State.IN_REVIEW, State.SPLIT})


def parts_of_round(review: Review) -> tuple[Part, ...]:
    """The parts that the current round has in the review's state."""
    if review.state == State.SPLIT:
        return (Part.ADJUDICATOR,)
    return ROUND_PARTS[: review.assessments_needed]


def free_parts(review: Review) -> list[Part]:
    """Parts of the current round that nobody holds or has done."""
    taken = set(live_assignments(review).values_list("part", flat=True))
    return [part for part in parts_of_round(review) if part not in taken]


def part_for(user: User, review: Review) -> Part | None:
    """The part that a person may take by themselves: that which they had in an earlier round, else the first free one.

    None for whoever had a part in this round already, handed back or not: only an editor gives it to them again.
    """
    had, taken = "", set()
    for number, part, user_id, released_at in review.assignments.values_list("round", "part", "user", "released_at"):
        if user_id == user.pk and number == review.round:
            return None
        if released_at is None:
            had = part if user_id == user.pk else had
            taken |= {part} if number == review.round else set()
    free = [part for part in parts_of_round(review) if part not in taken]
    return next((part for part in free if part == (had or part)), None)


def seat(review: Review, user: User, part: Part, *, by: User, known: list[Policy] | None = None) -> Assignment:
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
        lease_until=database_now() + timedelta(hours=rules_of(review, known=known).lease_hours),
    )


def renew(review: Review, part: Assignment) -> None:
    """Let a lease run for its whole length again, never shorter than it is; its end is warned of anew."""
    until = database_now() + timedelta(hours=rules_of(review).lease_hours)
    if until > part.lease_until:
        part.lease_until, part.warned_at = until, None
        part.save(update_fields=["lease_until", "warned_at"])


def free_unfinished(review: Review) -> list[Assignment]:
    """Release every part of the round whose work is not in, and give them.

    The caller holds the review's lock and moves it on.
    """
    unfinished = list(live_assignments(review).filter(done_at__isnull=True))
    for assignment in unfinished:
        assignment.released_at = timezone.now()
    Assignment.objects.bulk_update(unfinished, ["released_at"])
    review.free_parts += sum(assignment.part in ROUND_PARTS for assignment in unfinished)
    return unfinished


def hand_back(review: Review, assignment: Assignment, *, by: User | None, reason: str, **changes: Any) -> Review:
    """Free a part and take the step that follows. The caller holds the review's lock.

    `changes` are other columns of the review that are set with it.
    """
    assignment.released_at = timezone.now()
    assignment.save(update_fields=["released_at"])
    if assignment.part == Part.ADJUDICATOR:
        step = Step.RELEASE_ADJUDICATOR
    else:
        review.free_parts += 1
        step = Step.RELEASE if live_assignments(review).exists() else Step.EMPTY
    data = {"part": assignment.part, "user": assignment.user_id, "reason": reason}
    return move(review, step, by=by, data=data, **changes)
