"""What was said, and by whom through whom."""

from enum import StrEnum

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from claims.extraction.candidate import Kind, Stance
from claims.models.documents import Document
from claims.models.parties import Party
from claims.models.topics import Topic
from claims.models.words import indexed_words
from factcheck.core.models import choices_of, one_of


class ClaimState(StrEnum):
    """Where triage stands. Judging a kept claim is a Review's matter."""

    UNDECIDED = "undecided"
    KEPT = "kept"
    DROPPED = "dropped"
    MERGED = "merged"


class Claim(models.Model):
    """Something checkable that someone said: an exact quote in a Document, or free-standing without one.

    `start` and `end` count code points of the document's text. `text` is the claim as the desk words it; it
    begins as the quote. `duplicate_of` is the known claim whose words, folded, are the same: a hint that only people
    act on.
    """

    # Its index is the unique one on the span.
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="claims", db_index=False
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True, default="")
    prefix = models.CharField(max_length=64, blank=True, default="")
    suffix = models.CharField(max_length=64, blank=True, default="")
    text = models.TextField()
    language = models.CharField(max_length=12, default="en")
    kind = models.CharField(max_length=20, choices=choices_of(Kind), default=Kind.OTHER.value)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="claims", db_index=False
    )
    said_on = models.CharField(max_length=10, blank=True, default="", help_text="ISO date, month or year")
    state = models.CharField(max_length=20, choices=choices_of(ClaimState), default=ClaimState.UNDECIDED.value)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )
    worth = models.FloatField(default=0, help_text="check-worthiness, 0 to 1: orders, never hides")
    reasons = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # How the text is compared and found: see `factcheck.core.words`.
    fingerprint = models.CharField(max_length=64)
    words = models.TextField(blank=True, default="")
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="duplicates", db_index=False
    )
    url = models.URLField(max_length=2000, blank=True, default="", help_text="where it was said")
    # A claim without a figure keeps where and as of when here; with one, the figure says.
    place = models.CharField(max_length=200, blank=True, default="")
    as_of = models.CharField(max_length=10, blank=True, default="", help_text="ISO date, month or year")
    tags = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    # Wishes of whoever brought it, for the review that may be opened.
    priority = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 is most urgent")
    due_on = models.DateField(null=True, blank=True)
    reach = models.PositiveBigIntegerField(null=True, blank=True, help_text="how many people saw it")
    external_id = models.CharField(max_length=200, blank=True, default="", help_text="what its sender calls it")
    # Checked by statement: `claim_imported_in`.
    imported_in = models.ForeignKey(
        "claims.Import", null=True, blank=True, on_delete=models.PROTECT, related_name="claims", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    row_number = models.PositiveIntegerField(null=True, blank=True)
    # By this a row that was imported before is known again: a digest of its external id or, without one, its content.
    row_key = models.CharField(max_length=32, blank=True, default="")
    # "" when a person added it; then and after a person's change nothing re-extracts it.
    extractor = models.CharField(max_length=40, blank=True, default="")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["document_id", "start", "id"]
        constraints = [
            one_of("state", ClaimState, table="claim"),
            one_of("kind", Kind, table="claim"),
            models.CheckConstraint(condition=~Q(text=""), name="claim_has_text"),
            models.CheckConstraint(condition=Q(worth__gte=0, worth__lte=1), name="claim_worth_in_range"),
            models.CheckConstraint(
                condition=Q(document__isnull=True, start__isnull=True, end__isnull=True)
                # An unknown comparison passes a check, so that there is an end must be said.
                | Q(document__isnull=False, start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="claim_span_goes_with_document",
            ),
            # PostgreSQL counts characters as code points, as the offsets do.
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(end=F("start") + Length("quote")),
                name="claim_quote_as_long_as_span",
            ),
            models.CheckConstraint(
                condition=Q(said_on="") | Q(said_on__regex=r"^\d{4}(-\d\d(-\d\d)?)?$"), name="claim_said_on_is_iso"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="claim_merged_says_into_what",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="claim_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(as_of="") | Q(as_of__regex=r"^\d{4}(-\d\d(-\d\d)?)?$"), name="claim_as_of_is_iso"
            ),
            models.CheckConstraint(
                condition=Q(priority__isnull=True) | Q(priority__gte=1, priority__lte=3),
                name="claim_priority_in_range",
            ),
            models.CheckConstraint(
                condition=Q(imported_in__isnull=True, row_number__isnull=True)
                | Q(imported_in__isnull=False, row_number__isnull=False),
                name="claim_row_goes_with_import",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=F("id")),
                name="claim_not_its_own_duplicate",
            ),
            # Extraction may run twice: the second run adds nothing. Neither does a row of an import.
            models.UniqueConstraint(
                fields=["document", "start", "end"],
                condition=Q(document__isnull=False),
                name="claim_once_a_span",
            ),
            models.UniqueConstraint(
                fields=["imported_in", "row_number"], condition=Q(imported_in__isnull=False), name="claim_once_a_row"
            ),
        ]
        indexes = [
            # Few rows have these: the indexes hold only those, which keeps writing many claims fast.
            models.Index(fields=["topic", "-id"], name="claim_topic", condition=Q(topic__isnull=False)),
            models.Index(fields=["merged_into"], name="claim_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["duplicate_of"], name="claim_duplicates", condition=Q(duplicate_of__isnull=False)),
            # Asked for equality alone, and a hash of what has no order is written in a fifth of the time.
            HashIndex(fields=["row_key"], name="claim_row_key_hash", condition=~Q(row_key="")),
            HashIndex(fields=["fingerprint"], name="claim_fingerprint_hash"),
            # Read backwards, newest first. New rows at the left edge would halve each page that is full.
            models.Index(fields=["state", "id"], name="claim_state"),
            # New words wait in a list of 256 MB, until the import that wrote them or the vacuum sorts them in. With the
            # usual 4 MB each batch of an import would sort in a little, longer than all the rest of writing it.
            GinIndex(indexed_words("words"), name="claim_words_found", gin_pending_list_limit=262144),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Attribution(models.Model):
    """One link in who said it; position 0 is the outermost speaker, the last is the claimant."""

    # Claim and party are checked by statement: `attribution_claim`, `attribution_party`. The index of the claim is the
    # unique one on the position.
    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, related_name="attributions", db_index=False, db_constraint=False
    )
    position = models.PositiveSmallIntegerField()
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="attributions", db_constraint=False
    )
    name = models.CharField(max_length=300, help_text="as written")
    cue = models.CharField(max_length=60, blank=True, default="")
    stance = models.CharField(max_length=20, choices=choices_of(Stance), default=Stance.ASSERTS.value)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["claim_id", "position"]
        constraints = [
            one_of("stance", Stance, table="attribution"),
            models.UniqueConstraint(fields=["claim", "position"], name="attribution_one_a_position"),
            models.CheckConstraint(condition=~Q(name=""), name="attribution_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
