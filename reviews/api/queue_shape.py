"""Running the queue as JSON: reasons of a priority, several reviews at once, saved filters."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.core.models import choices_of
from reviews.actions.bulk_reviews import MOST_AT_ONCE, Bulked, BulkReview, Terms
from reviews.actions.close_review import CloseReason
from reviews.api.serializers import CLOSE_REASONS, PARTS
from reviews.models import Review
from reviews.priority import total
from reviews.queries.queue import why
from reviews.queries.saved_filters import Saved

# Named in the settings, so that the OpenAPI document gives the set its name once.
BULK = choices_of(BulkReview)


class ReasonOut(serializers.Serializer[Any]):
    words = serializers.CharField()
    points = serializers.FloatField()


class Urgency(serializers.Serializer[Any]):
    """How urgent a review is, and why. Nothing here follows from anybody's work in a round."""

    points = serializers.SerializerMethodField()
    why = serializers.SerializerMethodField()
    desk = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)  # type: ignore[var-annotated]

    def get_points(self, review: Review) -> float:
        return round(total(why(review, timezone.now())), 1)

    @extend_schema_field(ReasonOut(many=True))
    def get_why(self, review: Review) -> list[dict[str, Any]]:
        reasons = why(review, timezone.now())
        return [{"words": reason.words, "points": round(reason.points, 1)} for reason in reasons]


class PriorityIn(serializers.Serializer[Any]):
    level = serializers.IntegerField(min_value=1, max_value=3, help_text="1 is most urgent")
    reason = serializers.CharField(max_length=500)


class DueIn(serializers.Serializer[Any]):
    due_at = serializers.DateTimeField()
    reason = serializers.CharField(max_length=500)


class DeskIn(serializers.Serializer[Any]):
    desk = serializers.CharField(max_length=60, allow_blank=True, help_text="slug, or empty for no desk")
    reason = serializers.CharField(max_length=500)


class ReassignIn(serializers.Serializer[Any]):
    user = serializers.CharField(max_length=150)
    reason = serializers.CharField(max_length=500)
    part = serializers.ChoiceField(choices=PARTS, required=False, help_text="without it, the only one at work")


class BulkIn(serializers.Serializer[Any]):
    reviews = serializers.ListField(child=serializers.IntegerField(min_value=1), min_length=1, max_length=MOST_AT_ONCE)
    do = serializers.ChoiceField(choices=BULK)
    people = serializers.ListField(child=serializers.CharField(max_length=150), required=False, max_length=2)
    holder = serializers.CharField(required=False, max_length=150, help_text="whose part goes to somebody else")
    level = serializers.IntegerField(required=False, min_value=1, max_value=3)
    due_at = serializers.DateTimeField(required=False)
    until = serializers.DateField(required=False)
    desk = serializers.CharField(required=False, allow_blank=True, max_length=60)
    close_reason = serializers.ChoiceField(required=False, choices=CLOSE_REASONS)
    duplicate_of = serializers.IntegerField(required=False, min_value=1)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


class RefusedOut(serializers.Serializer[Any]):
    review = serializers.IntegerField()
    status = serializers.IntegerField(help_text="that of the same call for this review alone")
    why = serializers.CharField()


class BulkOut(serializers.Serializer[Any]):
    results = serializers.ListField(child=serializers.IntegerField(), help_text="the reviews it was done with")
    refused = RefusedOut(many=True)


class FilterIn(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=60)
    asked = serializers.DictField(
        child=serializers.CharField(max_length=200), help_text="filters of the queue, by name"
    )
    is_shared = serializers.BooleanField(default=False)


class FilterOut(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="filter.pk")
    name = serializers.CharField(source="filter.name")
    asked = serializers.SerializerMethodField()
    is_shared = serializers.BooleanField(source="filter.is_shared")
    is_mine = serializers.BooleanField()
    person = serializers.CharField(source="filter.person.username")

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_asked(self, saved: Saved) -> dict[str, str]:
        return saved.ask.query()


def terms(fields: dict[str, Any]) -> Terms:
    """The terms of an errand for several reviews, from what was sent and found valid."""
    reason = fields.get("close_reason")
    return Terms(
        people=tuple(fields.get("people", ())),
        holder=fields.get("holder", ""),
        level=fields.get("level"),
        due_at=fields.get("due_at"),
        until=fields.get("until"),
        desk=fields.get("desk"),
        close_reason=CloseReason(reason) if reason else None,
        duplicate_of=fields.get("duplicate_of"),
        reason=fields.get("reason", ""),
    )


def bulk_out(result: Bulked) -> dict[str, Any]:
    """What became of each review."""
    return {
        "results": result.done,
        "refused": [
            {"review": review_id, "status": refusal.status, "why": refusal.detail}
            for review_id, refusal in result.refused.items()
        ],
    }
