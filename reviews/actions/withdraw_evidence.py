"""A reviewer takes back a piece of their own evidence."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed, NotFound
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import visible_evidence
from reviews.actions._evidence import record_evidence, workable
from reviews.models import Evidence


@transaction.atomic
def withdraw_evidence(review_id: int, evidence_id: UUID, *, by: User) -> Evidence:
    """Take back a piece of one's own evidence while one's part is not in."""
    require(by, Can.GATHER)
    review = workable(review_id, by)
    evidence = visible_evidence(by, review).filter(pk=evidence_id, round=review.round).first()
    if evidence is None:
        raise NotFound("There is no such evidence in this round.")
    if evidence.added_by_id != by.pk:
        raise NotAllowed("Only who added it takes it back.")
    evidence.withdrawn_at = timezone.now()
    evidence.save(update_fields=["withdrawn_at"])
    record_evidence(EventKind.EVIDENCE_WITHDRAWN, evidence, by)
    return evidence
