"""Somebody has the sources of a review looked through for what they were taken from."""

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for
from reviews.models import Review
from reviews.queries.derivations import NOT_YOURS, judges


@transaction.atomic
def look_for_derivations(review_id: int, *, by: User) -> Review:
    """Have a worker look for derivations among one's own sources or, once the round is in, among everybody's.

    Whoever may judge them may ask. Raises NotFound, and NotAllowed for anybody else.
    """
    require(by, Can.GATHER)
    review = review_for(by, review_id)
    if not judges(by, review):
        raise NotAllowed(NOT_YOURS)
    after_commit("reviews.propose_derivations", review_id=review.pk, owner_id=by.pk)
    return review
