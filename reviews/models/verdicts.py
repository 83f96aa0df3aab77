"""What each reviewer found, and what the desk decided."""

import uuid
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.core.models import choices_of, one_of
from reviews.models.reviews import Assignment, Review
from reviews.models.scales import Rating, Scale


class AttributionFinding(StrEnum):
    """Whether they said it, apart from whether it is so."""

    CONFIRMED = "confirmed"
    MISQUOTED = "misquoted"
    OUT_OF_CONTEXT = "out_of_context"
    NOT_FOUND = "not_found"


class Confidence(StrEnum):
    """How sure a reviewer is of their own finding."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Assessment(models.Model):
    """One reviewer's own finding in a round. Never changed: a trigger refuses it.

    (rating, scale) and (review, scale) are composite foreign keys: the rating is on the review's scale.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="assessments")
    round = models.PositiveSmallIntegerField()
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="assessment")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="+")
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+")
    attribution = models.CharField(max_length=20, choices=choices_of(AttributionFinding))
    rationale = models.TextField()
    as_of = models.DateField()
    override_reason = models.TextField(blank=True, default="", help_text="why the evidence gate was passed")
    confidence = models.CharField(
        max_length=10, choices=choices_of(Confidence), null=True, blank=True, help_text="empty: was not asked"
    )
    private_note = models.TextField(blank=True, default="", db_default="", help_text="read by its author alone")
    submitted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["review_id", "round", "assignment_id"]
        constraints = [
            one_of("attribution", AttributionFinding, table="assessment"),
            one_of("confidence", Confidence, table="assessment"),
            models.UniqueConstraint(fields=["review", "round", "by"], name="assessment_one_a_person"),
            models.CheckConstraint(condition=~Q(rationale=""), name="assessment_has_a_rationale"),
        ]

    def __str__(self) -> str:
        return f"{self.rating_id} by {self.by_id}"


class VerdictBasis(StrEnum):
    AGREEMENT = "agreement"
    ADJUDICATION = "adjudication"
    CORRECTION = "correction"
    REUSE = "reuse"


class Verdict(models.Model):
    """What the desk decided, one row a version; `assessments` keeps what it came from apart.

    One that was reused has none: it comes from the public verdict `reused_from`, with its finding as it was.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verdicts")
    version = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=20, choices=choices_of(VerdictBasis))
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="+")
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+")
    attribution = models.CharField(max_length=20, choices=choices_of(AttributionFinding))
    rationale = models.TextField()
    as_of = models.DateField()
    review_by = models.DateField(null=True, blank=True, help_text="when to look again")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True, default="", help_text="what decided it")
    override_reason = models.TextField(
        blank=True, default="", db_default="", help_text="why a decision passed the evidence gate"
    )
    assessments = models.ManyToManyField(Assessment, related_name="verdicts")
    reused_from = models.ForeignKey(
        "reviews.Publication", null=True, blank=True, on_delete=models.PROTECT, related_name="reuses", db_index=False
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["review_id", "version"]
        constraints = [
            one_of("basis", VerdictBasis, table="verdict"),
            one_of("attribution", AttributionFinding, table="verdict"),
            models.UniqueConstraint(fields=["review", "version"], name="verdict_one_a_version"),
            # By agreement nobody decided; otherwise somebody did and said why.
            models.CheckConstraint(
                condition=Q(basis="agreement", decided_by__isnull=True)
                | (~Q(basis="agreement") & Q(decided_by__isnull=False) & ~Q(reason="")),
                name="verdict_says_who_decided_and_why",
            ),
            # A correction of a reused verdict is still of the one it was taken from.
            models.CheckConstraint(
                condition=(Q(basis="reuse") & Q(reused_from__isnull=False))
                | (Q(basis="correction"))
                | (Q(basis__in=["agreement", "adjudication"]) & Q(reused_from__isnull=True)),
                name="verdict_reused_says_from_what",
            ),
        ]
        indexes = [
            models.Index(fields=["reused_from"], name="verdict_reuses", condition=Q(reused_from__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"verdict {self.version} of R-{self.review_id}"
