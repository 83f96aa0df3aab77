"""Who says and publishes things."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from factcheck.core.models import choices_of, one_of


class PartyKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    GROUP = "group"
    UNKNOWN = "unknown"


class Party(models.Model):
    """A person, organisation, outlet or unnamed group that says or publishes things."""

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=choices_of(PartyKind), default=PartyKind.UNKNOWN.value)
    is_anonymous = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True, default="")
    # Named by itself, as by an interest, before anything said or published was its: its bare name is no secret.
    is_introduced = models.BooleanField(default=False, db_default=False)
    # The party that this one was found to be; what referred to this one refers to that one then.
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            one_of("kind", PartyKind, table="party"),
            models.CheckConstraint(condition=~Q(name=""), name="party_has_a_name"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="party_not_merged_into_itself"
            ),
        ]
        indexes = [models.Index(fields=["merged_into"], name="party_merged", condition=Q(merged_into__isnull=False))]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """One name that a Party goes by, folded for look-up."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, unique=True)
    # What spellings of one name have alike (`claims.naming.spelling`): by this a likely alias is found, none resolved.
    loose = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        verbose_name_plural = "aliases"
        indexes = [models.Index(fields=["loose"], name="alias_loose", condition=~Q(loose=""))]

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """ "`party` is affiliated with `of`", and on what basis the desk says so."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="affiliations")
    of = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="affiliates")
    basis = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "of"], name="affiliation_once"),
            models.CheckConstraint(condition=~Q(party=F("of")), name="affiliation_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} with {self.of_id}"
