"""Scales and policies as JSON, and what may be sent."""

from typing import Any

from rest_framework import serializers

from factcheck.core.models import choices_of
from reviews.actions.add_scale import MOST_ORIGINS, SIGNS, Place
from reviews.actions.set_policy import HIGHEST
from reviews.models import POLICY_NUMBERS, Colour, Policy, Rating, Scale

Shape = serializers.Serializer[Any]
COLOURS = choices_of(Colour)


class ScaleRatingOut(serializers.ModelSerializer[Rating]):
    class Meta:
        model = Rating
        fields = [
            "slug", "label", "position", "value", "definition", "needed_origins", "colour", "sign",
            "claimreview_value",
        ]  # fmt: skip


class ScaleOut(serializers.ModelSerializer[Scale]):
    ratings = ScaleRatingOut(many=True)
    replaces = serializers.IntegerField(source="replaces_id", allow_null=True, help_text="the version before")

    class Meta:
        model = Scale
        fields = [
            "id", "name", "version", "tolerance", "is_default", "note", "replaces", "made_at", "retired_at", "ratings",
        ]  # fmt: skip


class RatingIn(Shape):
    label = serializers.CharField(max_length=60)  # type: ignore[assignment]  # a field of that name, not DRF's argument
    definition = serializers.CharField(max_length=300)
    value = serializers.FloatField(
        allow_null=True, required=False, default=None, help_text="number on the axis, higher is truer; null lies off it"
    )
    slug = serializers.CharField(
        max_length=40, required=False, allow_blank=True, default="", help_text="default: from the label"
    )
    needed_origins = serializers.IntegerField(min_value=0, max_value=MOST_ORIGINS, required=False, default=0)
    colour = serializers.ChoiceField(choices=COLOURS, required=False, help_text="default: by place")
    sign = serializers.ChoiceField(choices=SIGNS, required=False, allow_blank=True, default="")
    claimreview_value = serializers.FloatField(
        allow_null=True, required=False, help_text="default: as value; null gives none"
    )


class VersionIn(Shape):
    """What is not sent is copied from the version before."""

    ratings = RatingIn(many=True, required=False)
    tolerance = serializers.FloatField(required=False, help_text="how far apart two ratings may lie and still agree")
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)

    def validate_ratings(self, value: list[dict[str, Any]]) -> list[Place]:
        # Left out, the number in ClaimReview is that on the axis.
        return [Place(**{"claimreview_value": each["value"], **each}) for each in value]


class ScaleIn(VersionIn):
    name = serializers.CharField(max_length=100)
    ratings = RatingIn(many=True, help_text="from the truest down, at most nine")


class PolicyOut(serializers.ModelSerializer[Policy]):
    topic = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    desk = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    works_at = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    set_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Policy
        fields = ["topic", "desk", "works_at", "scale", "assessments_needed", *POLICY_NUMBERS, "set_by", "set_at"]


class PolicyIn(Shape):
    """A whole policy: what is left out or null is left to the next wider one (topic, desk, house, settings)."""

    topic = serializers.CharField(max_length=200, required=False, allow_null=True, help_text="slug; of a topic")
    desk = serializers.CharField(max_length=60, required=False, allow_null=True, help_text="slug; of a desk")
    works_at = serializers.CharField(
        max_length=60, required=False, allow_null=True, help_text="desk that reviews claims of the topic"
    )
    scale = serializers.IntegerField(min_value=1, max_value=2**31, required=False, allow_null=True)
    assessments_needed = serializers.IntegerField(min_value=1, max_value=2, required=False, allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        numbers = {
            name: serializers.IntegerField(min_value=1, max_value=highest, required=False, allow_null=True)
            for name, highest in HIGHEST.items()
        }
        return {**super().get_fields(), **numbers}
