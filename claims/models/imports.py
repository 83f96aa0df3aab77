"""Work that brings things in: received first, done by a worker, resumable at any point."""

from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from claims.intake.kinds import Format, Makes
from claims.models.documents import Document
from claims.models.topics import Topic
from factcheck.core.models import choices_of, one_of


class ImportState(StrEnum):
    RECEIVED = "received"
    CHECKING = "checking"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_IMPORT_STATES = (ImportState.RECEIVED, ImportState.CHECKING, ImportState.RUNNING)


class Import(models.Model):
    """One intake. `total`, `read` and the counts below it are in rows of a file, in candidates for a document.

    `read` is the cursor: it is committed together with what was read, so a killed worker resumes there. Every row
    read is one of: added, `known` (here already), a duplicate (its words are a known claim's, to which it is
    linked) or refused. `total` is an estimate until the import is done.

    A file lies in the default storage at `path`, hashed; `name` is what its sender called it. `asked` is what the
    sender said about reading it (encoding, delimiter, sheet), `guess` how it was read. `mapping` says which field
    each column holds; while `waits_for_mapping` nobody works on it but people.
    """

    format = models.CharField(max_length=20, choices=choices_of(Format), default=Format.TEXT.value)
    makes = models.CharField(max_length=20, choices=choices_of(Makes), default=Makes.DOCUMENTS.value)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    url = models.URLField(max_length=2000, blank=True, default="")
    name = models.CharField(max_length=300, blank=True, default="")
    path = models.CharField(max_length=300, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    asked = models.JSONField(default=dict, blank=True)
    guess = models.JSONField(default=dict, blank=True)
    columns = ArrayField(models.TextField(), default=list, blank=True)
    preview = models.JSONField(default=list, blank=True, help_text="the first rows, cells cut short")
    mapping = models.JSONField(default=dict, blank=True, help_text="field by column header")
    waits_for_mapping = models.BooleanField(default=False)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    language = models.CharField(max_length=12, default="en")
    makes_topics = models.BooleanField(default=False, help_text="make topics that rows name and that are not there")
    # Rows of it went into a restricted topic: then only its sender sees it.
    is_restricted = models.BooleanField(default=False)
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
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("state", ImportState, table="import"),
            one_of("format", Format, table="import"),
            one_of("makes", Makes, table="import"),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed", "cancelled"], ended_at__isnull=False)
                | (~Q(state__in=["done", "failed", "cancelled"]) & Q(ended_at__isnull=True)),
                name="import_ended_when_it_says",
            ),
            models.CheckConstraint(
                condition=Q(read=F("added") + F("known") + F("duplicates") + F("refused")),
                name="import_counts_add_up",
            ),
            models.CheckConstraint(
                condition=Q(path="", sha256="") | Q(sha256__regex=r"^[0-9a-f]{64}$"), name="import_file_is_hashed"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(ended_at__isnull=False),
                name="import_taken_back_after_its_end",
            ),
            models.CheckConstraint(
                condition=Q(waits_for_mapping=False) | Q(state="checking"), name="import_waits_while_checking"
            ),
        ]
        indexes = [
            models.Index(
                fields=["progress_at"],
                name="import_open",
                condition=Q(state__in=["received", "checking", "running"], waits_for_mapping=False),
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def rate(self) -> float | None:
        """Rows a second so far, None before the first."""
        if not self.read or self.started_at is None:
            return None
        spent = ((self.ended_at or self.progress_at) - self.started_at) / timedelta(seconds=1)
        return self.read / spent if spent > 0 else None

    @property
    def seconds_left(self) -> int | None:
        """An estimate from the rate so far; 0 at the end, None while unknown."""
        if self.ended_at is not None:
            return 0
        if self.state != ImportState.RUNNING or self.total is None or not self.rate:
            return None
        return max(0, round((self.total - self.read) / self.rate))


class RowOutcome(StrEnum):
    """What became of a row that is written down. Added ones are, when a person or the reader set something right."""

    REFUSED = "refused"
    DUPLICATE = "duplicate"
    KNOWN = "known"
    ADDED = "added"


class ImportRow(models.Model):
    """A row of a file that was not simply added: refused and why, or linked to the claim whose words it has.

    `number` counts rows of data from 1, `line` is where it begins in the file. `cells` is what was sent, by column.
    A refused row that a person corrected keeps its first `reason` and says who did.
    """

    work = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=choices_of(RowOutcome))
    column = models.CharField(max_length=300, blank=True, default="")
    reason = models.TextField()
    cells = models.JSONField(default=dict)
    claim = models.ForeignKey(
        "claims.Claim", null=True, blank=True, on_delete=models.CASCADE, related_name="import_rows"
    )
    # A linked row is known again by this, as an added one is by its claim's.
    row_key = models.CharField(max_length=32, blank=True, default="")
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    corrected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("outcome", RowOutcome, table="importrow"),
            models.UniqueConstraint(fields=["work", "number"], name="importrow_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="importrow_says_why"),
        ]
        indexes = [
            models.Index(fields=["work", "outcome", "number"], name="importrow_outcome"),
            models.Index(fields=["row_key"], name="importrow_key", condition=~Q(row_key="")),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of import {self.work_id}"


class Mapping(models.Model):
    """Which column holds what, saved under a name; a file with the same columns is read by it without asking."""

    name = models.CharField(max_length=100, unique=True)
    columns = ArrayField(models.TextField(), help_text="headers, folded, in order of the alphabet")
    fields = models.JSONField(help_text="field by folded header")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="mapping_has_a_name")]

    def __str__(self) -> str:
        return self.name
