"""Evidence, its origins and its sources as JSON, and what may be sent."""

from typing import Any

from rest_framework import serializers

from factcheck.core.models import choices_of
from reviews.api.serializers import SourceOut
from reviews.api.verdict_shape import PublicOrigin
from reviews.models import Evidence, QuoteState


class OriginsOut(serializers.Serializer[Any]):
    """How many independent origins speak on either side, at least and at most, and which they are."""

    corroborating = serializers.IntegerField()
    corroborating_most = serializers.IntegerField()
    disputing = serializers.IntegerField()
    disputing_most = serializers.IntegerField()
    note = serializers.CharField(allow_blank=True, help_text="why the counts are what they are")
    corroborating_origins = PublicOrigin(many=True)
    disputing_origins = PublicOrigin(many=True)


class EvidenceOut(serializers.ModelSerializer[Evidence]):
    """A source as somebody used it. `number` counts a person's own evidence in the round and is never used again."""

    source = SourceOut()  # type: ignore[assignment]  # a field of that name, not DRF's argument
    added_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]
    quote_state = serializers.ChoiceField(
        choices_of(QuoteState),
        help_text="whether the quotation stands in the kept copy; `none` without a quotation, or a copy with a text",
    )

    class Meta:
        model = Evidence
        fields = ["id", "number", "round", "stance", "source", "quote", "quote_state", "note", "added_by", "added_at"]
