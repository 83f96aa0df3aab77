"""A quotation that is only nearly in the kept copy gets the words that stand there."""

from uuid import UUID

from django.db import transaction

from claims.extraction.find_quote import exact_words, find_quote
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._evidence import workable
from reviews.models import Evidence, QuoteState


@transaction.atomic
def take_exact_words(review_id: int, evidence_id: UUID, *, by: User) -> Evidence:
    """Put the copy's words in place of the quotation of one's own evidence, and renew the lease.

    Only where it is nearly there; afterwards it counts as found. What it was stands in the history. Raises NotFound
    for what is none of one's own evidence in the round, WrongState where the copy has no such words.
    """
    require(by, Can.GATHER)
    review = workable(review_id, by)
    mine = review.evidence.filter(round=review.round, added_by=by, withdrawn_at__isnull=True)
    # Locked, since a copy that comes meanwhile is looked into by a worker.
    evidence = mine.select_for_update(of=("self",)).select_related("snapshot").filter(pk=evidence_id).first()
    if evidence is None:
        raise NotFound("There is no such evidence of yours in this round.")
    copy = evidence.snapshot
    if evidence.quote_state != QuoteState.NEAR or copy is None:
        raise WrongState("This quotation is not nearly in a kept copy: there are no exact words to take.")
    words = exact_words(copy.text, evidence.quote)
    place = find_quote(copy.text, words) if words else None
    if words is None or place is None:
        raise WrongState("The copy has no words that could stand for this quotation. Correct it by hand.")
    old, evidence.quote = evidence.quote, words
    evidence.quote_state, evidence.quote_start = QuoteState.FOUND, place.start
    evidence.save(update_fields=["quote", "quote_state", "quote_start"])
    record(
        EventKind.EVIDENCE_QUOTED,
        by=by,
        about=evidence,
        review_id=evidence.review_id,
        claim_id=review.claim_id,
        data={"round": evidence.round, "stance": evidence.stance, "old": old, "new": words},
    )
    return evidence
