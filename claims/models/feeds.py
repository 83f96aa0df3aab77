"""Feeds that the desk reads on a schedule."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.imports import Import
from claims.models.parties import Party
from claims.models.topics import Topic

LEAST_MINUTES = 5
MOST_MINUTES = 7 * 24 * 60


class Feed(models.Model):
    """An RSS or Atom feed. Its new items become documents, with its publisher, language and topic.

    `next_poll_at` is when it is asked next: after `minutes`, or later the more often it failed in a row
    (`failures`). `etag` and `modified` are sent back to it, so that an unchanged feed costs an answer without a body.
    """

    url = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=300, blank=True, default="")
    publisher = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="feeds")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="feeds")
    language = models.CharField(max_length=12, default="en")
    minutes = models.PositiveIntegerField(default=60)
    is_active = models.BooleanField(default=True)
    etag = models.CharField(max_length=500, blank=True, default="")
    modified = models.CharField(max_length=100, blank=True, default="", help_text="Last-Modified as received")
    next_poll_at = models.DateTimeField(db_default=models.functions.Now())
    polled_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True, help_text="when new items were last found")
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="of the last answer")
    problem = models.TextField(blank=True, default="", help_text="why the last poll failed; empty when it did not")
    failures = models.PositiveIntegerField(default=0, help_text="polls failed in a row")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=LEAST_MINUTES, minutes__lte=MOST_MINUTES), name="feed_minutes_in_range"
            ),
            models.CheckConstraint(condition=Q(failures=0) | ~Q(problem=""), name="feed_failure_says_why"),
        ]
        indexes = [models.Index(fields=["next_poll_at"], name="feed_due", condition=Q(is_active=True))]

    def __str__(self) -> str:
        return self.title or self.url


class FeedItem(models.Model):
    """An item of a feed that was seen, and the import that made a document of it."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=64, help_text="SHA-256 of the item's own identifier")
    url = models.URLField(max_length=2000, blank=True, default="")
    title = models.CharField(max_length=500, blank=True, default="")
    published_on = models.DateField(null=True, blank=True)
    seen_at = models.DateTimeField(auto_now_add=True)
    work = models.ForeignKey(Import, null=True, blank=True, on_delete=models.SET_NULL, related_name="feed_items")
    problem = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="feeditem_once")]

    def __str__(self) -> str:
        return self.title or self.url
