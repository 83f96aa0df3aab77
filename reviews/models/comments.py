"""What people say to each other about a review."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.reviews import Review


class Comment(models.Model):
    """A remark on a review. The key is random, see `Source`.

    `is_blind` says that the round was blind to its author when it was written: until the round is in, only they and
    who sees the round may read it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="comments")
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_blind = models.BooleanField()
    body = models.TextField()
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="comment_has_words")]

    def __str__(self) -> str:
        return f"comment on R-{self.review_id}"
