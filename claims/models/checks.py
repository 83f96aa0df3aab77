"""What other organisations published about claims."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from claims.intake.ratings import NormalisedRating
from claims.models.imports import Import
from claims.models.parties import Party
from claims.models.words import indexed_words
from factcheck.core.models import choices_of, one_of


class ExternalCheck(models.Model):
    """A fact-check that another organisation published, its rating as written.

    `value`, `worst` and `best` are the numbers of a ClaimReview; null where it gave none. `rating` is what the
    written one means on the desk's scale, "unknown" wherever that is not plain. `said_on` is when the claim was
    made, `published_on` when it was checked; both as far as known. The index `externalcheck_words` is on the words.
    """

    url = models.URLField(max_length=2000)
    site = models.CharField(max_length=255, blank=True, default="")
    title = models.CharField(max_length=500, blank=True, default="")
    publisher = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="external_checks"
    )
    claim_text = models.TextField()
    claimant_name = models.CharField(max_length=300, blank=True, default="")
    rating_text = models.CharField(max_length=300, blank=True, default="")
    rating = models.CharField(
        max_length=20, choices=choices_of(NormalisedRating), default=NormalisedRating.UNKNOWN.value
    )
    value = models.FloatField(null=True, blank=True)
    worst = models.FloatField(null=True, blank=True)
    best = models.FloatField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True, default="")
    said_on = models.CharField(max_length=10, blank=True, default="", help_text="ISO date, month or year")
    published_on = models.DateField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64)
    # Of claim and title, written as `factcheck.core.words` writes them: by these it is matched with claims.
    words = models.TextField(blank=True, default="", db_default="")
    imported_in = models.ForeignKey(Import, null=True, blank=True, on_delete=models.PROTECT, related_name="checks")
    row_number = models.PositiveIntegerField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url", "fingerprint"], name="externalcheck_once"),
            one_of("rating", NormalisedRating, table="externalcheck"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=F("worst"), value__lte=F("best")),
                name="externalcheck_value_on_its_scale",
            ),
            models.CheckConstraint(condition=~Q(claim_text=""), name="externalcheck_has_a_claim"),
            models.UniqueConstraint(
                fields=["imported_in", "row_number"],
                condition=Q(imported_in__isnull=False),
                name="externalcheck_once_a_row",
            ),
        ]
        indexes = [
            models.Index(fields=["fingerprint"], name="externalcheck_fingerprint"),
            models.Index(fields=["publisher", "-id"], name="externalcheck_publisher"),
            # As with claims, new words wait in a list until the import that wrote them sorts them in.
            GinIndex(indexed_words("words"), name="externalcheck_matched", gin_pending_list_limit=65536),
        ]

    def __str__(self) -> str:
        return f"{self.rating_text or 'no rating'}: {self.claim_text[:60]}"
