"""Work that brings things in: received first, done by a worker, resumable at any point."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.documents import Document
from factcheck.core.models import choices_of, one_of


class ImportState(StrEnum):
    RECEIVED = "received"
    CHECKING = "checking"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ImportFormat(StrEnum):
    TEXT = "text"


OPEN_IMPORT_STATES = (ImportState.RECEIVED, ImportState.CHECKING, ImportState.RUNNING)


class Import(models.Model):
    """One intake. `total`, `read` and the counts below it are in candidates for a text.

    `read` is the cursor: it is committed together with what was read, so a killed worker resumes there.
    """

    format = models.CharField(max_length=20, choices=choices_of(ImportFormat), default=ImportFormat.TEXT.value)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    state = models.CharField(max_length=20, choices=choices_of(ImportState), default=ImportState.RECEIVED.value)
    dry_run = models.BooleanField(default=False)
    total = models.PositiveIntegerField(null=True, blank=True)
    read = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True, default="")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    # Moves with every batch; the sweeper wakes an open import whose progress is old.
    progress_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("state", ImportState, table="import"),
            one_of("format", ImportFormat, table="import"),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed", "cancelled"], ended_at__isnull=False)
                | (~Q(state__in=["done", "failed", "cancelled"]) & Q(ended_at__isnull=True)),
                name="import_ended_when_it_says",
            ),
            models.CheckConstraint(
                condition=Q(read=F("added") + F("known") + F("refused")), name="import_counts_add_up"
            ),
        ]
        indexes = [
            models.Index(
                fields=["progress_at"],
                name="import_open",
                condition=Q(state__in=["received", "checking", "running"]),
            )
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"
