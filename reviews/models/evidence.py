"""What reviewers bring for and against."""

import uuid
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models import Source
from factcheck.core.models import choices_of, one_of
from reviews.models.reviews import Review


class EvidenceStance(StrEnum):
    CORROBORATES = "corroborates"
    DISPUTES = "disputes"
    CONTEXT = "context"


class Evidence(models.Model):
    """A reviewer's use of a Source in a round of a Review. The key is random, see `Source`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="evidence")
    round = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=20, choices=choices_of(EvidenceStance))
    quote = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["added_at", "id"]
        constraints = [
            one_of("stance", EvidenceStance, table="evidence"),
            models.UniqueConstraint(
                fields=["review", "round", "source", "added_by", "stance"],
                condition=Q(withdrawn_at__isnull=True),
                name="evidence_once_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stance} {self.source_id}"
