"""Texts as they were received, and archived copies."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.parties import Party
from claims.models.topics import Topic


class Document(models.Model):
    """A text as it was received. A trigger refuses to change text or hash; a re-fetch is a new version."""

    title = models.CharField(max_length=500)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    url = models.URLField(max_length=2000, blank=True, default="")
    publisher = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, default="en")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    supersedes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_is_one"),
            models.CheckConstraint(condition=~Q(text=""), name="document_has_text"),
            models.CheckConstraint(condition=~Q(title=""), name="document_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


def snapshot_path(key: UUID) -> str:
    """Where the WARC file of a snapshot lies in the default storage."""
    return f"snapshots/{key.hex[:2]}/{key}.warc.gz"


class Snapshot(models.Model):
    """An archived copy of what stood at an address: where its bytes lie, their hash and when they were taken.

    `url` is what was asked for, `final_url` where redirects led; `sha256` and `size` are of the answer's body,
    `headers` and `status` as received. `path` is its WARC file in the default storage (`snapshot_path`). `text` is the
    article found in it, "" when none was.
    """

    url = models.URLField(max_length=2000)
    final_url = models.URLField(max_length=2000, blank=True, default="")
    status = models.PositiveSmallIntegerField(default=200)
    headers = models.JSONField(default=dict, blank=True)
    title = models.CharField(max_length=500, blank=True, default="")
    text = models.TextField(blank=True, default="")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="bytes")
    path = models.CharField(max_length=300, unique=True)
    warc_record_id = models.CharField(max_length=100, blank=True, default="")
    taken_at = models.DateTimeField()
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="snapshots")
    source = models.ForeignKey(
        "claims.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="snapshots"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="snapshot_sha256_is_one"),
            models.CheckConstraint(
                condition=Q(document__isnull=False, source__isnull=True)
                | Q(document__isnull=True, source__isnull=False),
                name="snapshot_of_document_or_source",
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="snapshot_sha256")]

    def __str__(self) -> str:
        return f"{self.url} at {self.taken_at:%Y-%m-%d %H:%M}"

    @property
    def key(self) -> UUID:
        """The random name by which addresses call it: a running number would tell what others gather."""
        return UUID(self.path.rpartition("/")[2].partition(".")[0])
