"""The desk's verdict vocabulary."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.core.models import choices_of, one_of


class Colour(StrEnum):
    """The colours of the design that a rating may have."""

    R1 = "r1"
    R2 = "r2"
    R3 = "r3"
    R4 = "r4"
    R5 = "r5"
    R6 = "r6"
    R7 = "r7"


class Scale(models.Model):
    """A set of ratings. `tolerance` is how far apart two ratings on the axis may lie and still agree.

    Once a review has it, a trigger refuses change of it and of its ratings: a new version takes its place.
    """

    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1)
    tolerance = models.FloatField(default=0)
    is_default = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True, default="")
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="scale_once_a_version"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="scale_one_default"),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="scale_tolerance_not_negative"),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(retired_at__isnull=True), name="scale_default_is_not_retired"
            ),
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
    colour = models.CharField(max_length=2, choices=choices_of(Colour), default=Colour.R6.value)
    sign = models.CharField(max_length=30, blank=True, default="", help_text="name of an icon; empty: the usual one")
    claimreview_value = models.FloatField(
        null=True, blank=True, help_text="its number in ClaimReview; empty: none is given there"
    )

    class Meta:
        ordering = ["scale_id", "position"]
        constraints = [
            one_of("colour", Colour, table="rating"),
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
