"""Which proposed matches are none, as people said."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.checks import ExternalCheck
from claims.models.claims import Claim


class MatchDismissal(models.Model):
    """That a claim and another claim, or a fact-check of others, are not to be proposed for each other again.

    Of two claims `claim` is the one with the lower number, so that a pair stands here once.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="dismissed_matches")
    other = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="dismissed_as_match", db_index=False
    )
    check_found = models.ForeignKey(
        ExternalCheck, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=500, blank=True, default="")
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dismissed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, check_found__isnull=True)
                | Q(other__isnull=True, check_found__isnull=False),
                name="matchdismissal_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | Q(other__gt=F("claim")), name="matchdismissal_lower_claim_first"
            ),
            models.UniqueConstraint(
                fields=["claim", "other"], condition=Q(other__isnull=False), name="matchdismissal_once_a_pair"
            ),
            models.UniqueConstraint(
                fields=["claim", "check_found"],
                condition=Q(check_found__isnull=False),
                name="matchdismissal_once_a_check",
            ),
        ]
        indexes = [
            models.Index(fields=["other"], name="matchdismissal_other", condition=Q(other__isnull=False)),
            models.Index(fields=["check_found"], name="matchdismissal_check", condition=Q(check_found__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} is not {self.other_id or self.check_found_id}"
