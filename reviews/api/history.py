"""What happened."""

from typing import cast

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import claim_for
from factcheck.core.errors import NotFound
from factcheck.core.heads import shown_head
from factcheck.core.models import Event
from factcheck.core.rest import NewestFirst
from factcheck.core.users import caller
from reviews.access import review_for, visible_events
from reviews.api.serializers import EventOut
from reviews.queries.claim_history import claim_events, claim_lines
from reviews.queries.history import goes_unnamed
from reviews.queries.rows import events_with_people


class ChangedOut(serializers.Serializer[object]):
    what = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class LineOut(serializers.Serializer[object]):
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    who = serializers.CharField(help_text='name of the person; "You", "The desk", or nothing for nobody in particular')
    words = serializers.CharField()
    changes = ChangedOut(many=True)


class HeadOut(serializers.Serializer[object]):
    at = serializers.CharField(help_text="when the head was made, UTC to the microsecond, as it was signed")
    root = serializers.CharField(help_text="SHA-256 over the whole history, hexadecimal")  # type: ignore[assignment]
    key = serializers.CharField(help_text="name of the key: 16 digits of the SHA-256 of the public key")
    public_key = serializers.CharField(help_text="Ed25519, hexadecimal; empty where another key signed")
    signature = serializers.CharField(
        help_text="Ed25519 over three lines, each ended by a line feed: 'factcheck history', at, root; hexadecimal"
    )


class ByTime(NewestFirst):
    """By time, which is told anyway: the number of an event would tell how many there were between."""

    ordering = "-at"


class Events(APIView):
    @extend_schema(operation_id="reviews_events", responses=EventOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """What happened in a review, oldest first, without what a blind round hides from you."""
        person, review = caller(request), review_for(request.user, pk)
        events = events_with_people(visible_events(person, review))
        context = {"person": person, "review": review, "goes_unnamed": goes_unnamed(person, review)}
        return Response(EventOut(events, many=True, context=context).data)


class ClaimEvents(APIView):
    @extend_schema(operation_id="claims_events", responses=LineOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """What happened to a claim and its reviews in words, newest first, without what a blind round hides."""
        person = caller(request)
        claim = claim_for(person, pk)
        pages = ByTime()
        page = cast("list[Event]", pages.paginate_queryset(claim_events(person, claim), request, view=self))
        return pages.get_paginated_response(LineOut(claim_lines(person, claim, page), many=True).data)


class HistoryHead(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="history_head", auth=[], responses=HeadOut)
    def get(self, request: Request) -> Response:
        """The newest signed head of the history that is shown; a new one comes each five minutes, whatever happens."""
        head = shown_head()
        if head is None:
            raise NotFound("No head of the history has been made yet.")
        return Response(HeadOut(head).data)


urlpatterns = [
    path("reviews/<int:pk>/events", Events.as_view(), name="api_events"),
    path("claims/<int:pk>/events", ClaimEvents.as_view(), name="api_claim_events"),
    path("history/head", HistoryHead.as_view(), name="api_history_head"),
]
