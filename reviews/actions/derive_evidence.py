"""A reviewer says where a piece of their own evidence took its matter from."""

from uuid import UUID

from django.db import transaction

from claims.actions.derive_source import derive_source
from claims.models import DerivationState
from factcheck.core.errors import Fault, Invalid, NotFound
from factcheck.core.models import User
from reviews.actions._evidence import workable
from reviews.models import Evidence


@transaction.atomic
def derive_evidence(
    review_id: int, evidence_id: UUID, *, by: User, from_evidence: UUID | None = None, from_party: str = "",
    basis: str, state: DerivationState = DerivationState.SHOWN,
) -> Evidence:  # fmt: skip
    """Say that one's evidence took its matter from other evidence of one's own, or from a party."""
    review = workable(review_id, by)
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
