"""Oneself, one's notices and colleagues."""

from typing import Any, cast

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.capabilities import Can, Role
from factcheck.core.models import User
from factcheck.core.people import add_person
from factcheck.core.permissions import may, require
from factcheck.core.rest import NewestFirst, declared
from factcheck.core.users import caller
from reviews.actions.change_person import change_person
from reviews.actions.read_notices import read_notices
from reviews.api.people_shape import MeChange, PersonIn, PersonOut
from reviews.api.persons import person_answer
from reviews.api.serializers import NoticeOut, UserOut
from reviews.models import Notice
from reviews.queries.inbox import told_of
from reviews.queries.person_page import away_until
from reviews.queries.rows import assignable_people, notices

_ME = inline_serializer(
    "Me",
    {
        "username": serializers.CharField(),
        "name": serializers.CharField(),
        "role": serializers.CharField(),
        "may": serializers.ListField(child=serializers.CharField()),
        "languages": serializers.ListField(child=serializers.CharField()),
        "load_limit": serializers.IntegerField(allow_null=True),
        "desks": serializers.ListField(child=serializers.CharField()),
        "away_until": serializers.DateField(allow_null=True),
    },
)
_READ_OUT = inline_serializer("ReadOut", {"read": serializers.IntegerField()})


class ReadIn(serializers.Serializer[Any]):
    ids = serializers.ListField(child=serializers.UUIDField(), required=False, help_text="default: all of them")


class LastTold(NewestFirst):
    ordering = ("-made_at", "-id")


def _me(me: User) -> dict[str, Any]:
    return {
        **UserOut(me).data,
        "may": [can.name.lower() for can in Can if may(me, can)],
        "languages": me.languages,
        "load_limit": me.load_limit,
        "desks": [desk.slug for desk in me.desks.all()],
        "away_until": away_until(me, timezone.localdate()),
    }


class Me(APIView):
    @extend_schema(operation_id="me_retrieve", responses=_ME)
    def get(self, request: Request) -> Response:
        """Who you are and what you may do."""
        me = caller(request)
        return Response(_me(me))

    @extend_schema(operation_id="me_update", request=MeChange, responses=_ME)
    def patch(self, request: Request) -> Response:
        """Say which languages you read: you are offered reviews in these."""
        sent = MeChange(data=request.data)
        sent.is_valid(raise_exception=True)
        me = caller(request)
        return Response(_me(change_person(me.username, by=me, **sent.validated_data)))


class MyNotices(generics.ListAPIView[Notice]):
    serializer_class = NoticeOut  # type: ignore[assignment]  # of a notice with what it is about

    class pagination_class(NewestFirst):
        ordering = ("-made_at", "-id")

    def get_queryset(self) -> QuerySet[Notice]:
        chosen = declared(self.request, "unread")
        mine = notices(caller(self.request))
        return mine.filter(read_at__isnull=True) if chosen.get("unread") == "true" else mine

    @extend_schema(operation_id="me_notices", parameters=[OpenApiParameter("unread", bool)])
    def get(self, request: Request) -> Response:
        """What you were told, newest first."""
        page = cast("list[Notice]", self.paginate_queryset(self.get_queryset()))
        told: Any = told_of(caller(request), page)
        return self.get_paginated_response(NoticeOut(told, many=True, context={"request": request}).data)


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

    @extend_schema(operation_id="users_create", request=PersonIn, responses={201: PersonOut})
    def post(self, request: Request) -> Response:
        """Add a person, or a service account, which has no password and acts with tokens alone."""
        by = require(caller(request), Can.MANAGE_PEOPLE)
        sent = PersonIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = {"password": "", **sent.validated_data}
        added = add_person(by=by, **{**fields, "role": Role(fields["role"])})
        return person_answer(request, added.username, status.HTTP_201_CREATED)
