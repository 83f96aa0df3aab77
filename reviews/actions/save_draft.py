"""What a reviewer has typed so far is kept, without being submitted."""

from datetime import date, timedelta

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.errors import WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import review_for
from reviews.actions._draft import TEXTS, own_draft, refuse_stale, same_words
from reviews.actions.submit_assessment import rating_of, refuse_bad_words
from reviews.eligibility import held_part
from reviews.models import Draft, Part
from reviews.queries.policy import rules_of
from reviews.workflow import State


@transaction.atomic
def save_draft(
    review_id: int,
    *,
    by: User,
    rating: str = "",
    attribution: str = "",
    rationale: str = "",
    as_of: date | None = None,
    confidence: str = "",
    private_note: str = "",
    override_reason: str = "",
    expected_version: int | None = None,
) -> Draft:
    """Keep an unfinished assessment as a whole, in place of what was kept before, and renew the lease.

    It is nobody's business but its author's: no event is written, and nobody else is told that it exists. Every field
    may be empty; `rating` is a slug of the review's scale. `expected_version` is that of the draft, not of the
    review, 0 where there was none; without it nothing is compared. Raises NotAllowed for whoever holds no unfinished
    part, Stale when another window saved other words meanwhile, Invalid for what cannot be kept.
    """
    require(by, Can.ASSESS)
    review = review_for(by, review_id, lock=True)
    part = held_part(by, review, Part.FIRST, Part.SECOND)
    if review.state not in (State.IN_REVIEW, State.ON_HOLD):
        raise WrongState(f"R-{review_id} is {review.state.replace('_', ' ')}: no draft is kept now.")
    words = {
        "rating": rating, "attribution": attribution, "rationale": rationale, "as_of": as_of,
        "confidence": confidence, "private_note": private_note, "override_reason": override_reason,
    }  # fmt: skip
    if rating:
        rating_of(review, rating)
    refuse_bad_words(**{name: str(words[name]) for name in TEXTS})
    draft = own_draft(review, by)
    refuse_stale(draft, expected_version, words)
    if review.state == State.IN_REVIEW:
        part.lease_until = max(part.lease_until, database_now() + timedelta(hours=rules_of(review).lease_hours))
        part.save(update_fields=["lease_until"])
    if draft is not None and same_words(draft, words):
        return draft
    if draft is None:
        return Draft.objects.create(review=review, round=review.round, by=by, **words)
    for name, value in words.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.save()
    return draft
