"""Evidence, its origins and its sources as JSON, and what may be sent."""

from typing import Any

from rest_framework import serializers

from reviews.api.verdict_shape import PublicOrigin


class OriginsOut(serializers.Serializer[Any]):
    """How many independent origins speak on either side, at least and at most, and which they are."""

    corroborating = serializers.IntegerField()
    corroborating_most = serializers.IntegerField()
    disputing = serializers.IntegerField()
    disputing_most = serializers.IntegerField()
    note = serializers.CharField(allow_blank=True, help_text="why the counts are what they are")
    corroborating_origins = PublicOrigin(many=True)
    disputing_origins = PublicOrigin(many=True)
