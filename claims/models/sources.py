"""Things that bear on claims, and what was taken from what."""

import uuid
from enum import StrEnum

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from claims.models.parties import Party
from factcheck.core.models import choices_of, one_of


class SourceKind(StrEnum):
    DOCUMENT = "document"
    DATASET = "dataset"
    REPORT = "report"
    TESTIMONY = "testimony"
    OFFICIAL_RECORD = "official_record"
    SOCIAL_POST = "social_post"


class CopyState(StrEnum):
    """Whether a copy of a source's page is kept."""

    NONE = "none"
    ASKED = "asked"
    KEPT = "kept"
    FAILED = "failed"


class Source(models.Model):
    """A page, report, dataset or interview. Known by its address or, without one, by its citation.

    The key is random: a running number would tell one blind reviewer how much the other has gathered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=500)
    url = models.URLField(max_length=2000, blank=True, default="")
    kind = models.CharField(max_length=20, choices=choices_of(SourceKind), default=SourceKind.DOCUMENT.value)
    publisher = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="sources")
    published_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    copy_state = models.CharField(max_length=10, choices=choices_of(CopyState), default=CopyState.NONE.value)
    copy_problem = models.TextField(blank=True, default="", help_text="why no copy could be taken")
    copy_asked_at = models.DateTimeField(null=True, blank=True)
    copy_tries = models.PositiveSmallIntegerField(default=0)
    # A copy that was handed in and is not read yet: where it lies, what it was called and whose it is.
    upload_path = models.CharField(max_length=300, blank=True, default="", db_default="")
    upload_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    upload_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            one_of("kind", SourceKind, table="source"),
            one_of("copy_state", CopyState, table="source"),
            models.CheckConstraint(
                condition=~Q(copy_state="failed") | ~Q(copy_problem=""), name="source_copy_failure_says_why"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="source_has_a_title"),
        ]
        indexes = [
            models.Index(fields=["url"], name="source_url", condition=~Q(url="")),
            models.Index(fields=["copy_asked_at"], name="source_copy_asked", condition=Q(copy_state="asked")),
        ]

    def __str__(self) -> str:
        return self.title


class DerivationState(StrEnum):
    ALLEGED = "alleged"
    SHOWN = "shown"
    DISMISSED = "dismissed"
    PROPOSED = "proposed"


class Derivation(models.Model):
    """ "`source` took this from `from_source` (or from `from_party`)", on what basis, and who judged so.

    A rule may propose one; until a person judges it, it counts for nothing. `key` names it in addresses, where a
    running number would tell what others gather.
    """

    key = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="derivations")
    from_source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.CASCADE, related_name="derived")
    from_party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="derived")
    state = models.CharField(max_length=20, choices=choices_of(DerivationState), default=DerivationState.SHOWN.value)
    basis = models.CharField(max_length=500)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.CharField(max_length=40, blank=True, default="", help_text="the rule that proposed it")
    words = models.TextField(blank=True, default="", help_text="the passage that a proposal rests on")
    marked = models.TextField(blank=True, default="", help_text="the part of the passage that shows it")
    words_start = models.PositiveIntegerField(null=True, blank=True, help_text="code points into the copy's text")
    # Copies are made by the thousand and looked at by the one: nothing asks which derivations one bears.
    copy = models.ForeignKey(
        "claims.Snapshot", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=500, blank=True, default="", help_text="why it was dismissed")

    class Meta:
        constraints = [
            one_of("state", DerivationState, table="derivation"),
            models.CheckConstraint(
                condition=Q(from_source__isnull=False, from_party__isnull=True)
                | Q(from_source__isnull=True, from_party__isnull=False),
                name="derivation_from_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(from_source__isnull=True) | ~Q(from_source=F("source")),
                name="derivation_not_from_itself",
            ),
            models.UniqueConstraint(
                fields=["source", "from_source", "from_party"], nulls_distinct=False, name="derivation_once"
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="derivation_has_a_basis"),
            models.CheckConstraint(
                condition=Q(state="proposed", judged_by__isnull=True, judged_at__isnull=True) & ~Q(proposed_by="")
                | ~Q(state="proposed") & Q(judged_by__isnull=False, judged_at__isnull=False),
                name="derivation_judged_unless_proposed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} from {self.from_source_id or self.from_party_id}"
