"""One topic: who sees it."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import visible_topics
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.rest import declared
from factcheck.core.users import caller
from reviews.actions.change_members import change_members
from reviews.actions.open_topic import open_topic
from reviews.actions.restrict_topic import restrict_topic
from reviews.api.topics_shape import TopicDetail, TopicMembers, TopicRestrict
from reviews.queries.topics import topic_page


def _answer(request: Request, slug: str) -> Response:
    return Response(TopicDetail(topic_page(caller(request), slug)).data)


def _sent(serializer: type[Any], request: Request) -> dict[str, Any]:
    require(caller(request), Can.MANAGE_TOPICS)
    sent = serializer(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


class TopicView(APIView):
    @extend_schema(operation_id="topics_retrieve", responses=TopicDetail)
    def get(self, request: Request, slug: str) -> Response:
        """One topic, with its members where it is restricted, and how much is in it."""
        declared(request)
        return _answer(request, slug)


class RestrictTopic(APIView):
    @extend_schema(operation_id="topics_restrict", request=TopicRestrict, responses=TopicDetail)
    def post(self, request: Request, slug: str) -> Response:
        """Restrict a topic to members: for others it does not exist, and unfinished parts they hold in it go back.

        What was published stays public as it is.
        """
        restrict_topic(slug, by=caller(request), **_sent(TopicRestrict, request))
        return _answer(request, slug)


class OpenTopic(APIView):
    @extend_schema(operation_id="topics_open", request=None, responses=TopicDetail)
    def post(self, request: Request, slug: str) -> Response:
        """Open a restricted topic to the whole desk."""
        open_topic(slug, by=caller(request))
        return _answer(request, slug)


class Members(APIView):
    @extend_schema(
        operation_id="topics_members",
        request=TopicMembers,
        responses={200: TopicDetail, 204: OpenApiResponse(description="You are a member no longer.")},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Add members and take others out: unfinished parts that these hold in the topic go back."""
        change_members(slug, by=caller(request), **_sent(TopicMembers, request))
        if not visible_topics(request.user).filter(slug=slug).exists():
            return Response(status=status.HTTP_204_NO_CONTENT)
        return _answer(request, slug)


_TOPIC = "topics/<slug:slug>"

urlpatterns = [
    path(_TOPIC, TopicView.as_view(), name="api_topic"),
    path(f"{_TOPIC}/restrict", RestrictTopic.as_view(), name="api_topic_restrict"),
    path(f"{_TOPIC}/open", OpenTopic.as_view(), name="api_topic_open"),
    path(f"{_TOPIC}/members", Members.as_view(), name="api_topic_members"),
]
