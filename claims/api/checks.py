"""Fact-checks of others, as brought in from their ClaimReview."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import check_for, claim_for
from claims.intake.ratings import NormalisedRating
from claims.models import ExternalCheck
from claims.queries.checks import CheckAsk, checks_of_words, found_checks
from factcheck.core.models import choices_of
from factcheck.core.rest import declared

RATINGS = choices_of(NormalisedRating)


class CheckRatingOut(serializers.Serializer[Any]):
    """The rating as its publisher wrote it, and what it means on the desk's scale where that is plain."""

    text = serializers.CharField(source="rating_text")
    normalised = serializers.ChoiceField(source="rating", choices=RATINGS)
    value = serializers.FloatField(allow_null=True)
    worst = serializers.FloatField(allow_null=True)
    best = serializers.FloatField(allow_null=True)


class CheckOut(serializers.ModelSerializer[ExternalCheck]):
    self = serializers.HyperlinkedIdentityField(view_name="api_external_check")
    publisher = serializers.SerializerMethodField()
    claimant = serializers.CharField(source="claimant_name")
    rating = CheckRatingOut(source="*")

    class Meta:
        model = ExternalCheck
        fields = [
            "id", "self", "url", "site", "title", "publisher", "claim_text", "claimant", "rating", "language",
            "said_on", "published_on", "added_at",
        ]  # fmt: skip

    def get_publisher(self, check: ExternalCheck) -> str | None:
        return check.publisher.name if check.publisher else None


class Checks(generics.ListAPIView[ExternalCheck]):
    serializer_class = CheckOut

    def get_queryset(self) -> QuerySet[ExternalCheck]:
        chosen = declared(self.request, "q", "publisher", "rating", "language", "published_after", "published_before")
        if "rating" in chosen and chosen["rating"] not in list(NormalisedRating):
            raise ParseError(f"There is no rating {chosen['rating'][:40]}. Use one of {', '.join(NormalisedRating)}.")
        ask = CheckAsk(
            q=chosen.get("q", ""), publisher=chosen.get("publisher", ""), rating=chosen.get("rating", ""),
            language=chosen.get("language", ""), published_after=_day(chosen, "published_after"),
            published_before=_day(chosen, "published_before"),
        )  # fmt: skip
        return found_checks(self.request.user, ask)

    @extend_schema(
        operation_id="external_checks_list",
        parameters=[
            OpenApiParameter("q", str, description='words; "in quotation marks" a phrase; -word must not be there'),
            OpenApiParameter("publisher", str, description="a name of the publisher, or its site"),
            OpenApiParameter("rating", str, enum=list(NormalisedRating), description="the normalised rating"),
            OpenApiParameter("language", str),
            OpenApiParameter("published_after", date, description="that day or later"),
            OpenApiParameter("published_before", date, description="that day or earlier"),
        ],
    )
    def get(self, request: Request) -> Response:
        """Fact-checks that other organisations published, the newest brought in first."""
        return self.list(request)


class CheckView(APIView):
    @extend_schema(operation_id="external_checks_retrieve", responses=CheckOut)
    def get(self, request: Request, pk: int) -> Response:
        """One fact-check of another organisation."""
        return Response(CheckOut(check_for(request.user, pk), context={"request": request}).data)


class ClaimChecks(generics.ListAPIView[ExternalCheck]):
    serializer_class = CheckOut

    def get_queryset(self) -> QuerySet[ExternalCheck]:
        declared(self.request)
        return checks_of_words(self.request.user, claim_for(self.request.user, self.kwargs["pk"]))

    @extend_schema(operation_id="claims_external_checks")
    def get(self, request: Request, pk: int) -> Response:
        """Fact-checks of others whose claim has the same words as this one, but for case, spaces and punctuation."""
        return self.list(request)


def _day(chosen: dict[str, str], name: str) -> date | None:
    """The day that a filter names, or None without it. Raises ParseError."""
    given = chosen.get(name, "")
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    if given and day is None:
        raise ParseError(f"No such date in {name}: {given[:40]}. Use year-month-day, for example 2019-12-15.")
    return day
