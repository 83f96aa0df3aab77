"""Which parties were found to be one, and which names may be."""

from enum import StrEnum

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value

from claims.models.documents import Document
from claims.models.parties import Party
from factcheck.core.models import choices_of, one_of


class PartyMerge(models.Model):
    """ "`party` is `into`": what referred to the one refers to the other, until it is undone.

    `removed` are rows that stood in the way, as they were: of two rows that would have said the same, one. `missing`
    says of an undone one what could not go back, by kind. While `is_moving`, rows are still under way.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="took_in")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)
    removed = models.JSONField(default=list, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    missing = models.JSONField(default=dict, blank=True)
    is_moving = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(party=F("into")), name="partymerge_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="partymerge_says_why"),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="partymerge_undone_by_somebody",
            ),
            models.UniqueConstraint(fields=["party"], condition=Q(undone_at__isnull=True), name="partymerge_into_one"),
        ]
        indexes = [models.Index(fields=["id"], name="partymerge_moving", condition=Q(is_moving=True))]

    def __str__(self) -> str:
        return f"{self.party_id} into {self.into_id}"


class MovedRows(models.Model):
    """Rows of one kind that a merge moved, by their keys, so that it can be taken back exactly."""

    merge = models.ForeignKey(PartyMerge, on_delete=models.CASCADE, related_name="moved")
    what = models.CharField(max_length=20)
    keys = ArrayField(models.CharField(max_length=40))

    class Meta:
        verbose_name_plural = "moved rows"

    def __str__(self) -> str:
        return f"{len(self.keys)} {self.what} of {self.merge_id}"


class NamingKind(StrEnum):
    SAME = "same"
    AFFILIATED = "affiliated"


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class PartyProposal(models.Model):
    """ "`name` and `other` are one party", or "`name` is affiliated with `other`": a document's words suggest it.

    Names, not parties: which party a name stands for may change. `words` of the document show it and `marked` is the
    part of them that does; they begin at the code point `start`. A dismissed one tells the two apart for good. `did` is
    what confirming one did: the key of a merge, of an alias or of an affiliation, by "merge", "alias" or "affiliation".
    """

    kind = models.CharField(max_length=20, choices=choices_of(NamingKind), default=NamingKind.SAME.value)
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    other = models.CharField(max_length=300)
    other_folded = models.CharField(max_length=300)
    rule = models.CharField(max_length=20)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="party_proposals")
    words = models.TextField()
    marked = models.TextField()
    start = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=choices_of(ProposalState), default=ProposalState.PROPOSED.value)
    reason = models.CharField(max_length=500, blank=True, default="")
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    did = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            one_of("kind", NamingKind, table="partyproposal"),
            one_of("state", ProposalState, table="partyproposal"),
            models.CheckConstraint(condition=~Q(folded=F("other_folded")), name="partyproposal_of_two_names"),
            models.CheckConstraint(
                condition=Q(state="proposed", judged_by__isnull=True, judged_at__isnull=True)
                | ~Q(state="proposed") & Q(judged_by__isnull=False, judged_at__isnull=False),
                name="partyproposal_judged_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(reason=""), name="partyproposal_dismissal_says_why"
            ),
            models.UniqueConstraint(
                fields=["folded", "other_folded", "kind", "document"], name="partyproposal_once_a_document"
            ),
        ]
        indexes = [
            models.Index(fields=["other_folded"], name="partyproposal_other"),
            models.Index(fields=["id"], name="partyproposal_waiting", condition=Q(state="proposed")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.kind} {self.other}"
