"""Oneself, one's notices and colleagues."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.capabilities import Can
from factcheck.core.permissions import may, require
from factcheck.core.rest import NewestFirst, declared
from factcheck.core.users import caller
from reviews.actions.read_notices import read_notices
from reviews.api.serializers import NoticeOut, UserOut
from reviews.models import Notice
from reviews.queries.rows import assignable_people, notices

_ME = inline_serializer(
    "Me",
    {
        "username": serializers.CharField(),
        "name": serializers.CharField(),
        "role": serializers.CharField(),
        "may": serializers.ListField(child=serializers.CharField()),
    },
)
_READ_OUT = inline_serializer("ReadOut", {"read": serializers.IntegerField()})


class ReadIn(serializers.Serializer[Any]):
    ids = serializers.ListField(child=serializers.UUIDField(), required=False, help_text="default: all of them")


class LastTold(NewestFirst):
    ordering = ("-made_at", "-id")


class Me(APIView):
    @extend_schema(operation_id="me_retrieve", responses=_ME)
    def get(self, request: Request) -> Response:
        """Who you are and what you may do."""
        me = caller(request)
        return Response({**UserOut(me).data, "may": [can.name.lower() for can in Can if may(me, can)]})


class MyNotices(generics.ListAPIView[Notice]):
    serializer_class = NoticeOut

    class pagination_class(NewestFirst):
        ordering = ("-made_at", "-id")

    def get_queryset(self) -> QuerySet[Notice]:
        chosen = declared(self.request, "unread")
        mine = notices(caller(self.request))
        return mine.filter(read_at__isnull=True) if chosen.get("unread") == "true" else mine

    @extend_schema(operation_id="me_notices", parameters=[OpenApiParameter("unread", bool)])
    def get(self, request: Request) -> Response:
        """What you were told, newest first."""
        return self.list(request)


class ReadNotices(APIView):
    @extend_schema(operation_id="me_notices_read", request=ReadIn, responses=_READ_OUT)
    def post(self, request: Request) -> Response:
        """Mark notices as read: those in `ids`, or all of them."""
        sent = ReadIn(data=request.data)
        sent.is_valid(raise_exception=True)
        chosen = sent.validated_data.get("ids")
        return Response({"read": read_notices(by=caller(request), ids=chosen)})


class Users(APIView):
    @extend_schema(operation_id="users_list", responses=UserOut(many=True))
    def get(self, request: Request) -> Response:
        """People who can be given work."""
        require(caller(request), Can.ASSIGN)
        return Response(UserOut(assignable_people(), many=True).data)
