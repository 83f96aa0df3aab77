"""Desks: which people work on which reviews."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Desk(models.Model):
    """A group of people who work on the same kind of claims. It routes work; it hides nothing."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100, unique=True)
    is_open = models.BooleanField(default=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="desks")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="desk_has_a_name")]

    def __str__(self) -> str:
        return self.name
