"""What is sent about a verdict that is public already."""

from typing import Any

from rest_framework import serializers


class LetStandIn(serializers.Serializer[Any]):
    reason = serializers.CharField(help_text="why the public verdict stands")
    review_by = serializers.DateField(
        required=False, allow_null=True, default=None,
        help_text="when to look again; default: the day that is set or, once it has passed, by policy",
    )  # fmt: skip


class ReviewByIn(serializers.Serializer[Any]):
    review_by = serializers.DateField(help_text="the day on which the review comes back to the queue by itself")
    reason = serializers.CharField()
