"""What extractors said, apart from what people made of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from claims.models.claims import Claim
from claims.models.imports import Import


class Reading(models.Model):
    """A claim as the extractor said it, and which: what a later reading or a correction is compared with.

    `said` is the candidate (`claims.extraction.as_json`), with the extractor of each field where two were merged.
    `left_at` is the claim's version as the reading left it: a claim with another was changed since. A claim that a
    later reading did not find again `is_gone`: it is dropped, and comes back when it is found again.
    """

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="reading")
    # "rules 1", or both of two whose fields were merged; and the digest of the settings of each.
    extractors = ArrayField(models.CharField(max_length=40))
    configs = ArrayField(models.CharField(max_length=40))
    said = models.JSONField()
    left_at = models.PositiveIntegerField(default=1)
    is_gone = models.BooleanField(default=False)
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(extractors__len__gt=0), name="reading_names_its_extractor"),
            models.CheckConstraint(
                condition=Q(configs__len=models.F("extractors__len")), name="reading_config_of_each_extractor"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} by {', '.join(self.extractors)}"


class HeldReading(models.Model):
    """What a run of extractors found, held until all of it is written: a model may say something else if asked again.

    `ran` says of each extractor what came of it (`claims.actions._read_document.Ran`).
    """

    work = models.OneToOneField(Import, primary_key=True, on_delete=models.CASCADE, related_name="held")
    found = models.JSONField(help_text="candidates")
    dropped = models.PositiveIntegerField(default=0)
    ran = models.JSONField()

    def __str__(self) -> str:
        return f"what import {self.work_id} found"


class ModelUse(models.Model):
    """How much of articles was sent to a model on a day (UTC), in code points, held against the budget of a day."""

    day = models.DateField(unique=True)
    characters = models.PositiveBigIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.characters:,} characters on {self.day}"
