"""An editor gives somebody a part, or a part is handed back."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.errors import Conflict, Fault, Invalid, NotAllowed, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.access import is_blind, live_assignments, part_of, require_may_hold, review_for
from reviews.actions._move import move, require_step
from reviews.models import ROUND_PARTS, Assignment, Part, Review
from reviews.workflow import State, Step


@transaction.atomic
def assign_review(
    review_id: int, *, by: User, username: str, part: Part | None = None, expected_version: int | None = None
) -> Assignment:
    """Give a part of the current round to a person; without `part`, that which they had in an earlier round, else
    the first that is free.

    In `split` the only part is the adjudicator's. Raises NotAllowed, with the reason, where this person may not
    hold it, Conflict when it is taken, WrongState where the workflow has no assignment.
    """
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    step = Step.ASSIGN_ADJUDICATOR if review.state == State.SPLIT else Step.ASSIGN
    require_step(review, step, by=by)
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Invalid(Fault(f"There is nobody called {username} here.", "/user"))
    free = free_parts(review)
    chosen = part or _part_for(user, review, free)
    if chosen is None or chosen not in free:
        if chosen is not None and chosen not in parts_of_round(review):
            raise WrongState(f"R-{review_id} has no part {chosen} now.")
        raise Conflict(f"Every part of R-{review_id} is taken." if part is None else f"The part {part} is taken.")
    if may(user, Can.SEE_ROUND) and is_blind(review) and part_of(by, review) is not None:
        # Whether such a person could join depends on work that the assigner, being in the round, may not infer.
        raise NotAllowed("While you hold a part of this round you can give the other only to a reviewer.")
    require_may_hold(user, chosen, review)
    assignment = seat(review, user, chosen, by=by)
    move(review, step, by=by, data={"part": chosen.value, "user": user.pk})
    return assignment


def parts_of_round(review: Review) -> tuple[Part, ...]:
    """The parts that the current round has in the review's state."""
    if review.state == State.SPLIT:
        return (Part.ADJUDICATOR,)
    return ROUND_PARTS[: review.assessments_needed]


def free_parts(review: Review) -> list[Part]:
    """Parts of the current round that nobody holds or has done."""
    taken = set(live_assignments(review).values_list("part", flat=True))
    return [part for part in parts_of_round(review) if part not in taken]


def _part_for(user: User, review: Review, free: list[Part]) -> Part | None:
    held = review.assignments.filter(user=user, released_at__isnull=True).values_list("part", flat=True)
    return next((part for part in free if part in held), free[0] if free else None)


def seat(review: Review, user: User, part: Part, *, by: User) -> Assignment:
    """Put a person on a part, on a lease by the database's clock. The caller has checked and holds the lock."""
    return Assignment.objects.create(
        review=review,
        round=review.round,
        part=part,
        user=user,
        assigned_by=by,
        lease_until=database_now() + timedelta(hours=settings.LEASE_HOURS),
    )


@transaction.atomic
def release_review(review_id: int, *, by: User, part: Part | None = None) -> Review:
    """Hand a part back: one's own, or, as an editor outside the round, that named by `part`.

    Raises NotAllowed when there is none to hand back, or its work is in.
    """
    review = review_for(by, review_id, lock=True)
    mine = part_of(by, review)
    if part is None or (mine is not None and mine.part == part):
        assignment = mine
    elif may(by, Can.ASSIGN) and mine is None:
        assignment = live_assignments(review).filter(part=part).first()
    else:
        raise NotAllowed("You may hand back only your own part.")
    if assignment is None:
        raise NotAllowed("There is no part to hand back.")
    if assignment.done_at is not None:
        raise NotAllowed("The work of this part is in and stays.")
    return hand_back(review, assignment, by=by, reason="handed back")


def hand_back(review: Review, assignment: Assignment, *, by: User | None, reason: str) -> Review:
    """Free a part and take the step that follows. The caller holds the review's lock."""
    assignment.released_at = timezone.now()
    assignment.save(update_fields=["released_at"])
    if assignment.part == Part.ADJUDICATOR:
        step = Step.RELEASE_ADJUDICATOR
    else:
        step = Step.RELEASE if live_assignments(review).exists() else Step.EMPTY
    return move(review, step, by=by, data={"part": assignment.part, "user": assignment.user_id, "reason": reason})
