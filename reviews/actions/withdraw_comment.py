"""Somebody takes back what they said about a review."""

from uuid import UUID

from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.errors import NotAllowed
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for
from reviews.models import Comment
from reviews.queries.comments import comment_for


@transaction.atomic
def withdraw_comment(comment_id: UUID, *, by: User) -> Comment:
    """Take one's own comment back: nobody reads it any more. Raises NotFound, NotAllowed for another's."""
    review = review_for(by, comment_for(by, comment_id).review_id, lock=True)
    comment = comment_for(by, comment_id)
    if comment.by_id != by.pk:
        raise NotAllowed("Only who wrote a comment takes it back.")
    require(by, Can.COMMENT)
    comment.withdrawn_at = database_now()
    comment.save(update_fields=["withdrawn_at"])
    record(
        EventKind.COMMENT_WITHDRAWN,
        by=by,
        about=comment,
        review_id=review.pk,
        claim_id=review.claim_id,
        data={"round": comment.round},
    )
    return comment
