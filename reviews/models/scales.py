"""The desk's verdict vocabulary."""

from django.db import models
from django.db.models import Q


class Scale(models.Model):
    """A set of ratings. `tolerance` is how far apart two ratings on the axis may lie and still agree."""

    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1)
    tolerance = models.FloatField(default=0)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="scale_once_a_version"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="scale_one_default"),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="scale_tolerance_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class Rating(models.Model):
    """One place of a Scale. `value` is its number on the axis, higher is truer; null lies off the axis."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="ratings")
    position = models.PositiveSmallIntegerField(help_text="order and key, from 1")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    value = models.FloatField(null=True, blank=True)
    definition = models.CharField(max_length=300)
    needed_origins = models.PositiveSmallIntegerField(default=2, help_text="archived, independent; 0 asks for none")

    class Meta:
        ordering = ["scale_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "position"], name="rating_one_a_position"),
            models.UniqueConstraint(fields=["scale", "slug"], name="rating_slug_once"),
            # Target of composite foreign keys: a rating must be on the scale of its review.
            models.UniqueConstraint(fields=["id", "scale"], name="rating_id_scale"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def off_axis(self) -> bool:
        return self.value is None
