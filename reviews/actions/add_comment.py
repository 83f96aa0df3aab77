"""Somebody says something about a review to the others."""

from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for, sees_round, visible_comments, visible_reviews
from reviews.actions.submit_assessment import refuse_bad_words
from reviews.mentions import people_named
from reviews.models import Comment

LONGEST = 5000


@transaction.atomic
def add_comment(review_id: int, *, by: User, body: str) -> Comment:
    """Comment on a review, in Markdown. Whoever is named as @username and may see the review is told.

    In a round that is blind to its author a comment is hidden from colleagues, and people hear of it, once the round
    is in. The review's version does not change by it. Raises Invalid for a comment without words or of more than
    5,000 characters.
    """
    require(by, Can.COMMENT)
    review = review_for(by, review_id, lock=True)
    refuse_bad_words(body=body)
    words = body.strip()
    if not words:
        raise Invalid(Fault("Write the comment.", "/body"))
    if len(words) > LONGEST:
        raise Invalid(Fault(f"A comment has at most {LONGEST:,} characters; this has {len(words):,}.", "/body"))
    comment = Comment.objects.create(
        review=review, round=review.round, by=by, is_blind=not sees_round(by, review), body=words
    )
    named = User.objects.filter(username__in=people_named(words)[:50], is_active=True, is_service=False)
    there = [one for one in named.exclude(pk=by.pk) if visible_reviews(one).filter(pk=review.pk).exists()]
    comment.mentioned.set(there)
    may_read = [one.pk for one in there if visible_comments(one, review).filter(pk=comment.pk).exists()]
    record(
        EventKind.COMMENT_ADDED,
        by=by,
        about=comment,
        review_id=review.pk,
        claim_id=review.claim_id,
        data={"round": review.round, "tell": sorted(may_read)},
    )
    return comment
