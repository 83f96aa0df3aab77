"""A holder keeps a part for longer."""

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for
from reviews.actions._seat import WORKABLE, renew
from reviews.eligibility import held_part
from reviews.models import Assignment, Part


@transaction.atomic
def renew_lease(review_id: int, *, by: User) -> Assignment:
    """Let the lease of one's own part run for its whole length again, from now by the database's clock.

    It leaves no event: nothing was done. Raises NotAllowed for whoever holds no part, or whose part is in, WrongState
    while leases stand still.
    """
    require(by, Can.ASSESS)
    review = review_for(by, review_id, lock=True)
    part = held_part(by, review, *Part)
    if review.state not in WORKABLE:
        raise WrongState(f"R-{review_id} is {review.state.replace('_', ' ')}: its leases stand still.")
    renew(review, part)
    return part
