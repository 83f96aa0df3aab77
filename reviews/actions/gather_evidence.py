"""A reviewer attaches a source that corroborates, disputes or gives context."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.actions.add_source import add_source
from claims.actions.derive_source import derive_source
from claims.models import DerivationState, SourceKind
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.errors import Conflict, Fault, Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable
from reviews.access import held_part, review_for, visible_evidence
from reviews.models import Evidence, EvidenceStance, Part, Review
from reviews.workflow import State

_STATE_FOR = {Part.FIRST: State.IN_REVIEW, Part.SECOND: State.IN_REVIEW, Part.ADJUDICATOR: State.SPLIT}


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
    review = _workable(review_id, by)
    try:
        refuse_unstorable(quote + note)
    except UnstorableText as error:
        raise Invalid(Fault(f"The quotation or note holds {error.what}. Remove it.", "/quote")) from error
    source = add_source(by=by, title=title, url=url, kind=kind, publisher=publisher, published_on=published_on)
    try:
        with transaction.atomic():
            evidence = Evidence.objects.create(
                review=review, round=review.round, source=source, stance=stance,
                quote=quote.strip(), note=note.strip(), added_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(f"You have {source.title[:80]} as {stance} already.") from error
    _record(EventKind.EVIDENCE_ADDED, evidence, by)
    return evidence


@transaction.atomic
def withdraw_evidence(review_id: int, evidence_id: UUID, *, by: User) -> Evidence:
    """Take back a piece of one's own evidence while one's part is not in."""
    require(by, Can.GATHER)
    review = _workable(review_id, by)
    evidence = visible_evidence(by, review).filter(pk=evidence_id, round=review.round).first()
    if evidence is None:
        raise NotFound("There is no such evidence in this round.")
    if evidence.added_by_id != by.pk:
        raise NotAllowed("Only who added it takes it back.")
    evidence.withdrawn_at = timezone.now()
    evidence.save(update_fields=["withdrawn_at"])
    _record(EventKind.EVIDENCE_WITHDRAWN, evidence, by)
    return evidence


@transaction.atomic
def derive_evidence(
    review_id: int, evidence_id: UUID, *, by: User, from_evidence: UUID | None = None, from_party: str = "",
    basis: str, state: DerivationState = DerivationState.SHOWN,
) -> Evidence:  # fmt: skip
    """Say that one's evidence took its matter from other evidence of one's own, or from a party."""
    review = _workable(review_id, by)
    mine = review.evidence.filter(round=review.round, added_by=by, withdrawn_at__isnull=True).select_related("source")
    evidence = mine.filter(pk=evidence_id).first()
    if evidence is None:
        raise NotFound("There is no such evidence of yours in this round.")
    other = mine.filter(pk=from_evidence).first() if from_evidence else None
    if from_evidence and other is None:
        raise Invalid(Fault("There is no such evidence of yours in this round.", "/from_evidence"))
    derive_source(
        evidence.source,
        by=by,
        from_source=other.source if other else None,
        from_party=from_party,
        basis=basis,
        state=state,
    )
    return evidence


def _workable(review_id: int, by: User) -> Review:
    """The locked review, in which `by` holds a part that can be worked on now, with the lease renewed."""
    review = review_for(by, review_id, lock=True)
    part = held_part(by, review, Part.FIRST, Part.SECOND, Part.ADJUDICATOR)
    if review.state != _STATE_FOR[Part(part.part)]:
        raise WrongState(f"R-{review_id} is {review.state.replace('_', ' ')}: nothing is added to it now.")
    part.lease_until = max(part.lease_until, database_now() + timedelta(hours=settings.LEASE_HOURS))
    part.save(update_fields=["lease_until"])
    return review


def _record(kind: EventKind, evidence: Evidence, by: User) -> None:
    record(
        kind,
        by=by,
        about=evidence,
        review_id=evidence.review_id,
        claim_id=evidence.review.claim_id,
        data={"round": evidence.round, "stance": evidence.stance},
    )
