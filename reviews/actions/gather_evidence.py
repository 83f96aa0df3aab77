"""A reviewer attaches a source that corroborates, disputes or gives context."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from claims.actions.add_source import add_source
from claims.models import CopyState, Source, SourceKind
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable
from reviews.actions._evidence import record_evidence, workable
from reviews.models import Evidence, EvidenceStance, QuoteState


@transaction.atomic
def gather_evidence(
    review_id: int,
    *,
    by: User,
    stance: EvidenceStance,
    url: str = "",
    title: str = "",
    quote: str = "",
    note: str = "",
    publisher: str = "",
    kind: SourceKind = SourceKind.DOCUMENT,
    published_on: date | None = None,
) -> Evidence:
    """Add a source by address or citation to one's part of the round, and renew the lease.

    Raises NotAllowed for whoever holds no part, Conflict when they have this source in this stance already.
    """
    require(by, Can.GATHER)
    review = workable(review_id, by)
    try:
        refuse_unstorable(quote + note)
    except UnstorableText as error:
        raise Invalid(Fault(f"The quotation or note holds {error.what}. Remove it.", "/quote")) from error
    source = add_source(by=by, title=title, url=url, kind=kind, publisher=publisher, published_on=published_on)
    # Withdrawn ones count: a number is never used again. The review's lock keeps two apart.
    mine = review.evidence.filter(round=review.round, added_by=by)
    last = mine.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            evidence = Evidence.objects.create(
                review=review, round=review.round, source=source, stance=stance,
                quote=quote.strip(), note=note.strip(), added_by=by, number=last + 1,
                quote_state=_quote_state(quote, source),
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(f"You have {source.title[:80]} as {stance} already.") from error
    record_evidence(EventKind.EVIDENCE_ADDED, evidence, by)
    if source.copy_state == CopyState.KEPT:
        # One that is asked for wakes this, and what follows, when it comes.
        after_commit("reviews.check_quotes", source_id=str(source.pk))
    if source.copy_state != CopyState.ASKED:
        after_commit("reviews.propose_from", source_id=str(source.pk))
    return evidence


def _quote_state(quote: str, source: Source) -> QuoteState:
    is_awaited = bool(quote.strip()) and source.copy_state in (CopyState.ASKED, CopyState.KEPT)
    return QuoteState.WAITING if is_awaited else QuoteState.NONE
