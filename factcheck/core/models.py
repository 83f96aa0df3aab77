"""People, what happened, and what is still to be told: written by both apps, so they lie below both."""

from enum import StrEnum
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from factcheck.core.capabilities import Role
from factcheck.core.events import EventKind


def choices_of(values: type[StrEnum]) -> list[tuple[str, str]]:
    """Choices of a column from a StrEnum; the words are the values with spaces."""
    return [(value.value, value.value.replace("_", " ").capitalize()) for value in values]


def one_of(column: str, values: type[StrEnum], *, table: str) -> models.CheckConstraint:
    """The check that a column holds only values of a StrEnum."""
    return models.CheckConstraint(
        condition=Q(**{f"{column}__in": [value.value for value in values]}), name=f"{table}_{column}_known"
    )


class User(AbstractUser):
    """A person of the desk, or a service account (no password, tokens only)."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=choices_of(Role), default=Role.READER.value)
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    is_service = models.BooleanField(default=False)
    load_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="unfinished parts held at once; empty: as the policy of the desk says"
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "email"]

    class Meta:
        constraints = [one_of("role", Role, table="user")]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.username


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"


class ApiToken(models.Model):
    """A bearer token. Only its SHA-256 is kept; it is found by its public prefix."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=20, choices=choices_of(Scope)), default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="apitoken_digest_is_sha256"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=[scope.value for scope in Scope]), name="apitoken_scopes_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… of {self.user_id}"


class Event(models.Model):
    """One thing that happened, written once in the transaction that did it. A trigger refuses change."""

    kind = models.CharField(max_length=40, choices=choices_of(EventKind))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    about_kind = models.CharField(max_length=20)
    about_id = models.CharField(max_length=40)
    # Plain numbers: this table lies below the apps whose rows it speaks of.
    review_id = models.BigIntegerField(null=True)
    claim_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    # Which transaction wrote it, stamped by a trigger: what a head's snapshot saw can never come later.
    xid = models.BigIntegerField(null=True, editable=False)

    class Meta:
        constraints = [one_of("kind", EventKind, table="event")]
        indexes = [
            models.Index(fields=["xid", "kind"], name="event_xid_kind"),
            # History of a review and of a claim, oldest first.
            models.Index(fields=["review_id", "id"], name="event_review", condition=Q(review_id__isnull=False)),
            models.Index(fields=["claim_id", "id"], name="event_claim", condition=Q(claim_id__isnull=False)),
            # History of a topic, which no number of a review or claim leads to.
            models.Index(fields=["about_id", "id"], name="event_topic", condition=Q(about_kind="topic")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about_kind} {self.about_id}"


class Seal(models.Model):
    """An event's place in the history and the digest that chains it to the one before it in its stream.

    Written by `factcheck.core.sealing` alone. A trigger refuses change.
    """

    number = models.BigIntegerField(primary_key=True)  # 1, 2, 3 … without a gap
    # No reference in the database: an event that somebody removed must be missed, not cascade or hinder.
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal", db_constraint=False)
    stream = models.BigIntegerField()  # the review's number; 0 for the desk
    position = models.BigIntegerField()  # in the stream: 1, 2, 3 … without a gap
    prev = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "position"], name="seal_one_a_position"),
            models.UniqueConstraint(fields=["stream", "prev"], name="seal_no_fork"),
        ]

    def __str__(self) -> str:
        return f"seal {self.number} of event {self.event_id}"


class Head(models.Model):
    """What the history was at a moment: one hash over all seals until then, signed. A trigger refuses change."""

    number = models.BigIntegerField(primary_key=True)  # 1, 2, 3 … without a gap
    at = models.DateTimeField()  # by the clock of the database
    seals = models.BigIntegerField()  # how many there were
    root = models.BinaryField(max_length=32)
    snapshot = models.TextField()  # pg_current_snapshot() of the transaction that sealed
    epoch = models.PositiveSmallIntegerField(default=1)  # rises when transactions are numbered anew
    is_shown = models.BooleanField()  # exported and shown to everybody
    key = models.CharField(max_length=16, blank=True)  # of the key that signed; "" for none
    signature = models.BinaryField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["-number"], name="head_shown", condition=Q(is_shown=True))]

    def __str__(self) -> str:
        return f"head {self.number} over {self.seals} seals"


class OutboxEntry(models.Model):
    """An event that the people concerned have not been told of yet, or had been told of when `sent_at` says."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="outbox")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        verbose_name_plural = "outbox entries"
        # The drain and its sweeper read only this part of the table.
        indexes = [models.Index(fields=["event"], name="outbox_unsent", condition=Q(sent_at__isnull=True))]

    def __str__(self) -> str:
        return f"outbox {self.event_id}"


class Heartbeat(models.Model):
    """When a kind of process last did real work: a worker can be alive and deaf, so readiness reads this."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
