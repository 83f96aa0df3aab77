"""Questions to the queue that are asked again and again."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class SavedFilter(models.Model):
    """Filters of the queue under a name; `asked` holds those that the queue declares, by name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="filters")
    name = models.CharField(max_length=60)
    asked = models.JSONField(default=dict)
    is_shared = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="savedfilter_once"),
            models.CheckConstraint(condition=~Q(name=""), name="savedfilter_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
