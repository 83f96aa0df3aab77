"""What other organisations published about claims."""

from django.db import models
from django.db.models import F, Q

from claims.models.parties import Party


class ExternalCheck(models.Model):
    """A fact-check that another organisation published, its rating as written.

    `value`, `worst` and `best` are the numbers of a ClaimReview; null where it gave none.
    """

    url = models.URLField(max_length=2000)
    publisher = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="external_checks")
    claim_text = models.TextField()
    claimant_name = models.CharField(max_length=300, blank=True, default="")
    rating_text = models.CharField(max_length=300)
    value = models.FloatField(null=True, blank=True)
    worst = models.FloatField(null=True, blank=True)
    best = models.FloatField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True, default="")
    published_on = models.DateField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url", "fingerprint"], name="externalcheck_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=F("worst"), value__lte=F("best")),
                name="externalcheck_value_on_its_scale",
            ),
            models.CheckConstraint(condition=~Q(claim_text=""), name="externalcheck_has_a_claim"),
        ]
        indexes = [models.Index(fields=["fingerprint"], name="externalcheck_fingerprint")]

    def __str__(self) -> str:
        return f"{self.rating_text}: {self.claim_text[:60]}"
