"""What does not fit among the figures of a topic, and which topics a claim was said not to belong to."""

from enum import StrEnum

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from claims.figures.finding import TITLES, FindingKind
from claims.models.claims import Claim
from claims.models.topics import Topic
from factcheck.core.models import choices_of, one_of


class Judgement(StrEnum):
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class FindingState(StrEnum):
    """Where a finding stands. One that does not hold any more is gone, whatever was judged of it."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    GONE = "gone"


class Finding(models.Model):
    """Something that figures of a topic show, and what a person judged of it.

    Rules write it anew whenever the claims of the topic change; `key` is made of the values that it compares, so the
    judgement stays with it. `gone_at` is when it held no longer. `figures` and `claims` are keys of what it rests on,
    in the order in which `words` name them; of a figure that is written anew they say the new one after the next look.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="findings", db_index=False)
    kind = models.CharField(max_length=30, choices=choices_of(FindingKind))
    # A digest: what it is made of has no limit.
    key = models.CharField(max_length=64)
    words = models.TextField()
    data = models.JSONField(default=dict, blank=True)
    figures = ArrayField(models.BigIntegerField(), default=list, blank=True)
    claims = ArrayField(models.BigIntegerField(), default=list, blank=True)
    judgement = models.CharField(max_length=20, choices=choices_of(Judgement), blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(auto_now_add=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            one_of("kind", FindingKind, table="finding"),
            models.CheckConstraint(
                condition=Q(judgement__in=["", *(value.value for value in Judgement)]), name="finding_judgement_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="finding_has_words"),
            models.CheckConstraint(
                condition=Q(judgement="", judged_by__isnull=True, judged_at__isnull=True)
                | ~Q(judgement="") & Q(judged_by__isnull=False, judged_at__isnull=False),
                name="finding_judged_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(judgement="dismissed") | ~Q(reason=""), name="finding_dismissed_with_a_reason"
            ),
            models.UniqueConstraint(fields=["topic", "key"], name="finding_once_a_topic"),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def state(self) -> FindingState:
        """Where it stands."""
        if self.gone_at is not None:
            return FindingState.GONE
        return FindingState(self.judgement) if self.judgement else FindingState.OPEN

    @property
    def title(self) -> str:
        """What sort of finding it is, in a few words."""
        return TITLES[FindingKind(self.kind)]


class OtherTopic(models.Model):
    """ "This claim does not belong to that topic": a proposal that somebody dismissed, and is not made again."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="not_in", db_index=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "topic"], name="othertopic_once")]

    def __str__(self) -> str:
        return f"{self.claim_id} not in {self.topic_id}"
