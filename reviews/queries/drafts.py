"""One's own drafts."""

from factcheck.core.errors import NotFound
from factcheck.core.models import User
from reviews.access import review_for
from reviews.models import Draft, Review


def draft_of(person: User, review: Review) -> Draft | None:
    """A person's own draft of the current round, also when they hold the part no more."""
    return Draft.objects.filter(review=review, round=review.round, by=person).first()


def draft_for(person: User, review_id: int) -> Draft:
    """A person's own draft. Raises NotFound when there is none, whoever else may have one."""
    draft = draft_of(person, review_for(person, review_id))
    if draft is None:
        raise NotFound(f"You have no draft for R-{review_id}.")
    return draft
