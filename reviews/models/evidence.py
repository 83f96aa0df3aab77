"""What reviewers bring for and against."""

import uuid
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models import Snapshot, Source
from factcheck.core.models import choices_of, one_of
from reviews.models.reviews import Review


class EvidenceStance(StrEnum):
    CORROBORATES = "corroborates"
    DISPUTES = "disputes"
    CONTEXT = "context"


class QuoteState(StrEnum):
    """Whether a quotation was found in the kept copy of its source."""

    NONE = "none"
    WAITING = "waiting"
    FOUND = "found"
    NEAR = "near"
    NOT_FOUND = "not_found"


class Evidence(models.Model):
    """A reviewer's use of a Source in a round of a Review. The key is random, see `Source`.

    `number` counts a person's own evidence in a round from 1 and is never used again, so that a rationale can name
    it. The quotation was looked for in `snapshot`; `quote_start` is its place in the text there, in code points.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="evidence")
    round = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=20, choices=choices_of(EvidenceStance))
    quote = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    number = models.PositiveSmallIntegerField()
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    quote_state = models.CharField(max_length=10, choices=choices_of(QuoteState), default=QuoteState.NONE.value)
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["added_at", "id"]
        constraints = [
            one_of("stance", EvidenceStance, table="evidence"),
            one_of("quote_state", QuoteState, table="evidence"),
            models.UniqueConstraint(fields=["review", "round", "added_by", "number"], name="evidence_number_once"),
            models.CheckConstraint(
                condition=Q(quote_start__isnull=True) | Q(quote_state__in=["found", "near"], snapshot__isnull=False),
                name="evidence_quote_place",
            ),
            models.UniqueConstraint(
                fields=["review", "round", "source", "added_by", "stance"],
                condition=Q(withdrawn_at__isnull=True),
                name="evidence_once_a_person",
            ),
        ]

        indexes = [
            # Which quotations still wait for a copy: few of all there are.
            models.Index(
                fields=["source"],
                name="evidence_quote_waits",
                condition=Q(quote_state="waiting", withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stance} {self.source_id}"
