"""An editor gives somebody a part."""

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid, NotAllowed, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.access import is_blind, part_of, review_for
from reviews.actions._limits import lock_people, refuse_away, refuse_beyond_desk
from reviews.actions._move import move, require_step
from reviews.actions._seat import free_parts, parts_of_round, seat
from reviews.eligibility import require_may_hold
from reviews.models import Assignment, Part, Review
from reviews.workflow import State, Step


@transaction.atomic
def assign_review(
    review_id: int, *, by: User, username: str, part: Part | None = None, expected_version: int | None = None
) -> Assignment:
    """Give a part of the current round to a person; without `part`, that which they had in an earlier round, else
    the first that is free.

    In `split` the only part is the adjudicator's. How many parts the person holds already is no ground to refuse: an
    editor in a blind round could count by it. Raises NotAllowed, with the reason, where this person may not hold it or
    is on leave, or the desk has as much in review as it may, Conflict when it is taken, WrongState where the workflow
    has no assignment.
    """
    user = lock_people([username]).get(username)
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    step = Step.ASSIGN_ADJUDICATOR if review.state == State.SPLIT else Step.ASSIGN
    require_step(review, step, by=by)
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
    refuse_away(user)
    refuse_beyond_desk(review)
    assignment = seat(review, user, chosen, by=by)
    move(review, step, by=by, data={"part": chosen.value, "user": user.pk})
    return assignment


def _part_for(user: User, review: Review, free: list[Part]) -> Part | None:
    held = review.assignments.filter(user=user, released_at__isnull=True).values_list("part", flat=True)
    return next((part for part in free if part in held), free[0] if free else None)
