"""An editor gives a part that somebody holds to somebody else."""

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotAllowed, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import live_assignments, part_of, review_for
from reviews.actions._limits import lock_people
from reviews.actions._run import reason_of
from reviews.actions._seat import hand_back
from reviews.actions.assign_review import assign_review
from reviews.models import Assignment, Part, Review


@transaction.atomic
def reassign_review(
    review_id: int,
    *,
    by: User,
    username: str,
    reason: str,
    part: Part | None = None,
    holder: str = "",
    expected_version: int | None = None,
) -> Assignment:
    """Take an unfinished part from who holds it and give it to `username`, both or neither.

    The part is that named, or that of `holder`, or the only one that is unfinished. Raises NotAllowed, whatever the
    others did, for an editor who has a part in the round; NotAllowed too where the new person may not hold it or its
    work is in; WrongState where nobody holds it; Invalid without a reason, or where it is unclear whose part is meant.
    """
    require(by, Can.ASSIGN)
    words = reason_of(reason, "Say why somebody else goes on with it.")
    lock_people([username])
    review = review_for(by, review_id, lock=True, expected_version=expected_version)
    if part_of(by, review) is not None:
        raise NotAllowed("You have a part in this round: an editor who has none gives its parts to others.")
    held = _held(review, part, holder)
    if held.user.username == username:
        raise Invalid(Fault(f"{held.user} has this part already.", "/user"))
    hand_back(review, held, by=by, reason=words)
    return assign_review(review_id, by=by, username=username, part=Part(held.part))


def _held(review: Review, part: Part | None, holder: str) -> Assignment:
    live = live_assignments(review).select_related("user")
    if part is not None:
        live = live.filter(part=part)
    if holder:
        live = live.filter(user__username=holder)
    found = list(live)
    unfinished = [each for each in found if each.done_at is None]
    if not found:
        raise WrongState(f"Nobody holds {'this part' if part or holder else 'a part'} of R-{review.pk}: assign it.")
    if not unfinished:
        raise NotAllowed("The work of this part is in and stays.")
    if len(unfinished) > 1:
        raise Invalid(Fault("Two people are at work. Say whose part is meant.", "/part"))
    return unfinished[0]
