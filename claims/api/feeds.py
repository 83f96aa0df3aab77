"""Feeds that are read on a schedule, and their items."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import generics, serializers, status
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import feed_for
from claims.actions.add_feed import add_feed
from claims.actions.change_feed import change_feed
from claims.actions.poll_feed_now import poll_feed_now
from claims.actions.remove_feed import remove_feed
from claims.models import Feed, FeedItem
from claims.models.feeds import LEAST_MINUTES, MOST_MINUTES
from claims.queries.feeds import feed_rows, items_of, state_of
from factcheck.core.rest import declared, if_match
from factcheck.core.users import caller

_IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="the version you changed")


class FeedOut(serializers.ModelSerializer[Feed]):
    """A feed and how reading it goes.

    `problem` says why the last poll failed; with no `failures` it is something to see to while the feed is read.
    `recent` counts the items of the last seven days that became documents.
    """

    self = serializers.HyperlinkedIdentityField(view_name="api_feed")
    items = serializers.HyperlinkedIdentityField(view_name="api_feed_items")
    publisher = serializers.SerializerMethodField()
    topic = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    added_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]
    state = serializers.SerializerMethodField(help_text="failing, gone, polling, waiting, read or paused")
    recent = serializers.IntegerField(read_only=True)

    class Meta:
        model = Feed
        fields = [
            "id", "self", "version", "items", "url", "title", "publisher", "topic", "language", "minutes", "is_active",
            "state", "polled_at", "succeeded_at", "changed_at", "next_poll_at", "status", "problem", "failures",
            "recent", "added_by", "added_at",
        ]  # fmt: skip

    def get_publisher(self, feed: Feed) -> str | None:
        return feed.publisher.name if feed.publisher else None

    def get_state(self, feed: Feed) -> str:
        return state_of(feed, timezone.now()).value


class FeedItemOut(serializers.ModelSerializer[FeedItem]):
    """An item: the import that made a document of it, or why it was not taken.

    One with neither was there before the feed was added.
    """

    document = serializers.SerializerMethodField()
    work = serializers.SerializerMethodField(help_text="the import's address")

    class Meta:
        model = FeedItem
        fields = ["id", "url", "title", "published_on", "seen_at", "work", "document", "problem"]

    def get_document(self, item: FeedItem) -> int | None:
        return item.work.document_id if item.work else None

    def get_work(self, item: FeedItem) -> str | None:
        if item.work is None:
            return None
        return str(self.context["request"].build_absolute_uri(reverse("api_import", args=[item.work.pk])))


class FeedIn(serializers.Serializer[Any]):
    url = serializers.URLField(max_length=2000)
    title = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
    publisher = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
    topic = serializers.SlugField(required=False, allow_blank=True)
    language = serializers.CharField(max_length=12, default="en")
    minutes = serializers.IntegerField(
        min_value=LEAST_MINUTES, max_value=MOST_MINUTES, default=60, help_text="between two polls"
    )


class FeedChange(serializers.Serializer[Any]):
    """What may be changed; `is_active` pauses the feed or lets it go on."""

    url = serializers.URLField(required=False, max_length=2000)
    title = serializers.CharField(required=False, allow_blank=True, max_length=300)
    publisher = serializers.CharField(required=False, allow_blank=True, max_length=300)
    topic = serializers.SlugField(required=False, allow_blank=True)
    language = serializers.CharField(required=False, max_length=12)
    minutes = serializers.IntegerField(required=False, min_value=LEAST_MINUTES, max_value=MOST_MINUTES)
    is_active = serializers.BooleanField(required=False)


def answer(request: Request, feed_id: int, code: int = status.HTTP_200_OK) -> Response:
    """A feed as JSON with its version as `ETag`."""
    feed = feed_for(request.user, feed_id)
    row = feed_rows(request.user).get(pk=feed.pk)
    data: dict[str, Any] = dict(FeedOut(row, context={"request": request}).data)
    headers = {"ETag": f'"{row.version}"'}
    if code != status.HTTP_200_OK:
        headers["Location"] = str(data["self"])
    return Response(data, status=code, headers=headers)


class Feeds(generics.ListAPIView[Feed]):
    serializer_class = FeedOut

    def get_queryset(self) -> QuerySet[Feed]:
        chosen = declared(self.request, "topic", "is_active")
        feeds = feed_rows(self.request.user)
        if "topic" in chosen:
            feeds = feeds.filter(topic__slug=chosen["topic"])
        if "is_active" in chosen:
            if chosen["is_active"] not in ("true", "false"):
                raise ParseError("The filter is_active takes true or false.")
            feeds = feeds.filter(is_active=chosen["is_active"] == "true")
        return feeds

    @extend_schema(
        operation_id="feeds_list",
        parameters=[OpenApiParameter("topic", str), OpenApiParameter("is_active", bool)],
    )
    def get(self, request: Request) -> Response:
        """Feeds that exist for you, newest first, each with how reading it goes."""
        return self.list(request)

    @extend_schema(operation_id="feeds_create", request=FeedIn, responses={201: FeedOut})
    def post(self, request: Request) -> Response:
        """Add a feed. It is read at once, then every `minutes`; its new items become documents."""
        sent = FeedIn(data=request.data)
        sent.is_valid(raise_exception=True)
        feed = add_feed(by=caller(request), **sent.validated_data)
        return answer(request, feed.pk, status.HTTP_201_CREATED)


class FeedView(APIView):
    @extend_schema(operation_id="feeds_retrieve", responses=FeedOut)
    def get(self, request: Request, pk: int) -> Response:
        """One feed and how reading it goes."""
        return answer(request, pk)

    @extend_schema(operation_id="feeds_update", request=FeedChange, responses=FeedOut, parameters=[_IF_MATCH])
    def patch(self, request: Request, pk: int) -> Response:
        """Change what is sent, leave the rest. `is_active` false pauses it, true reads it at once."""
        sent = FeedChange(data=request.data)
        sent.is_valid(raise_exception=True)
        change_feed(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)

    @extend_schema(operation_id="feeds_delete", responses={204: None}, parameters=[_IF_MATCH])
    def delete(self, request: Request, pk: int) -> Response:
        """Remove a feed with its list of items. Its documents stay; to keep the list, pause it."""
        remove_feed(pk, by=caller(request), expected_version=if_match(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class FeedPoll(APIView):
    @extend_schema(
        operation_id="feeds_poll",
        request=None,
        responses={202: OpenApiResponse(FeedOut, "A worker asks it; `Location` is the feed to watch.")},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Have a feed read now."""
        poll_feed_now(pk, by=caller(request))
        return answer(request, pk, status.HTTP_202_ACCEPTED)


class FeedItems(generics.ListAPIView[FeedItem]):
    serializer_class = FeedItemOut

    def get_queryset(self) -> QuerySet[FeedItem]:
        declared(self.request)
        return items_of(self.request.user, feed_for(self.request.user, self.kwargs["pk"]))

    @extend_schema(operation_id="feeds_items")
    def get(self, request: Request, pk: int) -> Response:
        """Items of a feed, newest first."""
        return self.list(request)
