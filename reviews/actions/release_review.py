"""A part is handed back."""

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.access import live_assignments, part_of, review_for
from reviews.actions._seat import hand_back
from reviews.models import Part, Review


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
