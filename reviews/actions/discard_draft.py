"""A reviewer drops what they have typed and not submitted."""

from django.db import transaction

from factcheck.core.errors import NotFound
from factcheck.core.models import User
from reviews.access import review_for
from reviews.actions._draft import own_draft


@transaction.atomic
def discard_draft(review_id: int, *, by: User) -> None:
    """Delete one's own draft of the round. Raises NotFound when there is none, whoever else may have one."""
    draft = own_draft(review_for(by, review_id, lock=True), by)
    if draft is None:
        raise NotFound(f"You have no draft for R-{review_id}.")
    draft.delete()
