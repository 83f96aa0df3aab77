"""Why a published review came back to the queue by itself."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from factcheck.core.models import choices_of, one_of
from reviews.models.reviews import Review


class ComebackCause(StrEnum):
    REVIEW_DATE = "review_date"
    NEWER_FIGURE = "newer_figure"
    SOURCE_CHANGED = "source_changed"
    REUSED_CHANGED = "reused_changed"


class Comeback(models.Model):
    """One cause for which a review came back. Each works once: `key` names the date, the claim or the copy."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="comebacks")
    cause = models.CharField(max_length=20, choices=choices_of(ComebackCause))
    key = models.CharField(max_length=80)
    words = models.CharField(max_length=500)
    round = models.PositiveSmallIntegerField(help_text="the round that began with it")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            one_of("cause", ComebackCause, table="comeback"),
            models.UniqueConstraint(fields=["review", "cause", "key"], name="comeback_once"),
            models.CheckConstraint(condition=~Q(words=""), name="comeback_says_why"),
        ]

    def __str__(self) -> str:
        return f"R-{self.review_id}: {self.words}"
