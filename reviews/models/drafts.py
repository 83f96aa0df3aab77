"""What a reviewer has typed and not submitted."""

from django.conf import settings
from django.db import models

from reviews.models.reviews import Review


class Draft(models.Model):
    """One person's unfinished assessment of a round: theirs alone, whoever else may see the round.

    Not tied to the part they hold, so that a lease that ends loses nothing. Every field may be empty or unfinished.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="drafts")
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    rating = models.CharField(max_length=40, blank=True, default="")
    attribution = models.CharField(max_length=20, blank=True, default="")
    rationale = models.TextField(blank=True, default="")
    as_of = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=10, blank=True, default="")
    private_note = models.TextField(blank=True, default="")
    override_reason = models.TextField(blank=True, default="")
    saved_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "round", "by"], name="draft_once")]

    def __str__(self) -> str:
        return f"draft for R-{self.review_id}, round {self.round}"
