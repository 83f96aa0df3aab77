"""Verdicts made public, and what changed in them since."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.core.models import choices_of, one_of
from reviews.models.reviews import Review
from reviews.models.verdicts import Verdict


class PublicationStatus(StrEnum):
    PUBLISHED = "published"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"


class Publication(models.Model):
    """A Verdict made public: `body` is the API's JSON, frozen (a trigger refuses change but of `is_current`).

    `sequence` follows commit order: it is given under a lock that is held until the commit.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="publications")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField()
    sequence = models.PositiveBigIntegerField(unique=True)
    is_current = models.BooleanField(default=True)
    status = models.CharField(max_length=20, choices=choices_of(PublicationStatus))
    slug = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    body = models.JSONField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("status", PublicationStatus, table="publication"),
            models.UniqueConstraint(fields=["review", "version"], name="publication_one_a_version"),
            models.UniqueConstraint(fields=["review"], condition=Q(is_current=True), name="publication_one_current"),
        ]
        indexes = [
            # The public list, newest first.
            models.Index(fields=["-sequence"], name="publication_current", condition=Q(is_current=True)),
        ]

    def __str__(self) -> str:
        return f"R-{self.review_id} version {self.version}"


class CorrectionKind(StrEnum):
    CORRECTION = "correction"
    UPDATE = "update"
    RETRACTION = "retraction"


class Correction(models.Model):
    """What a new publication changed: what, why, when, old and new."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="correction")
    kind = models.CharField(max_length=20, choices=choices_of(CorrectionKind))
    what = models.TextField()
    why = models.TextField()
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            one_of("kind", CorrectionKind, table="correction"),
            models.CheckConstraint(condition=~Q(what="") & ~Q(why=""), name="correction_says_what_and_why"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.publication_id}"
