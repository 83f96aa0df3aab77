"""Stories that claims belong to."""

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.access import visible_topics
from claims.actions.add_topic import add_topic
from claims.api.serializers import TopicIn, TopicOut
from claims.models import Topic
from factcheck.core.rest import declared
from factcheck.core.users import caller


class Topics(generics.ListAPIView[Topic]):
    serializer_class = TopicOut

    def get_queryset(self) -> QuerySet[Topic]:
        declared(self.request)
        return visible_topics(self.request.user).order_by("-id")

    @extend_schema(operation_id="topics_list")
    def get(self, request: Request) -> Response:
        """Topics that exist for you, newest first."""
        return self.list(request)

    @extend_schema(operation_id="topics_create", request=TopicIn, responses={201: TopicOut})
    def post(self, request: Request) -> Response:
        """Name a story."""
        sent = TopicIn(data=request.data)
        sent.is_valid(raise_exception=True)
        return Response(TopicOut(add_topic(by=caller(request), **sent.validated_data)).data, status.HTTP_201_CREATED)


urlpatterns = [path("topics", Topics.as_view(), name="api_topics")]
