"""Stories that claims belong to."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Topic(models.Model):
    """A story. A restricted one does not exist for anybody but its members."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    is_restricted = models.BooleanField(default=False)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="topics")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="topic_has_a_title")]

    def __str__(self) -> str:
        return self.title
