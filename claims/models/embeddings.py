"""Meaning of claims and of others' checks as vectors, kept for each model by itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from claims.models.checks import ExternalCheck
from claims.models.claims import Claim
from factcheck.core.fields import Real


class Embedding(models.Model):
    """The vector, of length 1, of a claim or of a check by one model; `fingerprint` is of the words it was made of.

    Whatever they are compared by is made of these arrays by pgvector, so that the table needs no extension.
    """

    # The database deletes them with what they are of: `embedding_claim`, `embedding_check`.
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="embeddings", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    external_check = models.ForeignKey(
        ExternalCheck, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="embeddings", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    model = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    vector = ArrayField(Real())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, external_check__isnull=True)
                | Q(claim__isnull=True, external_check__isnull=False),
                name="embedding_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(model=""), name="embedding_names_its_model"),
            models.CheckConstraint(condition=Q(vector__len__gt=0), name="embedding_has_a_vector"),
            models.UniqueConstraint(fields=["claim", "model"], name="embedding_once_a_claim"),
            models.UniqueConstraint(fields=["external_check", "model"], name="embedding_once_a_check"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.claim_id or self.external_check_id}"
