"""People: adding and changing them, their interests and leave, and their desks."""

from typing import Any

from django.urls import path, reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.capabilities import Can, Role
from factcheck.core.permissions import require
from factcheck.core.rest import declared
from factcheck.core.users import caller
from reviews.actions.add_desk import add_desk
from reviews.actions.change_desk import change_desk
from reviews.actions.change_person import change_person
from reviews.actions.declare_interest import declare_interest
from reviews.actions.end_leave import end_leave
from reviews.actions.set_leave import set_leave
from reviews.actions.withdraw_interest import withdraw_interest
from reviews.api.people_shape import (
    DeskAdd,
    DeskChange,
    DeskOut,
    InterestIn,
    InterestOut,
    LeaveIn,
    LeaveOut,
    PersonChange,
    PersonOut,
    WithdrawalIn,
)
from reviews.queries.people import desks
from reviews.queries.person_page import interests_of, leaves_of, person_page


def person_answer(request: Request, username: str, code: int = status.HTTP_200_OK) -> Response:
    """A person as the caller may know them; with 201 where they are found."""
    data = PersonOut(person_page(caller(request), username), context={"request": request}).data
    where = request.build_absolute_uri(reverse("api_user", args=[username]))
    return Response(data, status=code, headers={"Location": where} if code == status.HTTP_201_CREATED else {})


def _sent(serializer: type[Any], request: Request) -> dict[str, Any]:
    sent = serializer(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


class UserView(APIView):
    @extend_schema(operation_id="users_retrieve", responses=PersonOut)
    def get(self, request: Request, username: str) -> Response:
        """A person, what they hold and what they have done. Yourself, or, as an editor, anybody."""
        declared(request)
        return person_answer(request, username)

    @extend_schema(operation_id="users_update", request=PersonChange, responses=PersonOut)
    def patch(self, request: Request, username: str) -> Response:
        """Change what is sent, leave the rest. Whoever is switched off hands back what is not finished."""
        require(caller(request), Can.MANAGE_PEOPLE)
        fields = _sent(PersonChange, request)
        if "load_limit" in fields:
            fields["load_limit"] = fields["load_limit"] or 0
        if "role" in fields:
            fields["role"] = Role(fields["role"])
        change_person(username, by=caller(request), **fields)
        return person_answer(request, username)


class MyInterests(APIView):
    @extend_schema(operation_id="me_interests", responses=InterestOut(many=True))
    def get(self, request: Request) -> Response:
        """Parties that you declared an interest in, by name."""
        declared(request)
        return Response(InterestOut(interests_of(caller(request)), many=True).data)

    @extend_schema(operation_id="me_interests_create", request=InterestIn, responses={201: InterestOut})
    def post(self, request: Request) -> Response:
        """Declare an interest: you review no claim about or by this party. Open parts of such claims go back."""
        return _declare(request, caller(request).username)


class UserInterests(APIView):
    @extend_schema(operation_id="users_interests_create", request=InterestIn, responses={201: InterestOut})
    def post(self, request: Request, username: str) -> Response:
        """Declare somebody's interest for them."""
        require(caller(request), Can.MANAGE_PEOPLE)
        return _declare(request, username)


def _declare(request: Request, username: str) -> Response:
    interest = declare_interest(username, by=caller(request), **_sent(InterestIn, request))
    return Response(InterestOut(interest).data, status=status.HTTP_201_CREATED)


class InterestWithdraw(APIView):
    @extend_schema(operation_id="interests_withdraw", request=WithdrawalIn, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        """Take a declared interest away, with the reason, which stays in the history."""
        withdraw_interest(pk, by=caller(request), **_sent(WithdrawalIn, request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class MyLeave(APIView):
    @extend_schema(operation_id="me_leave", responses=LeaveOut(many=True))
    def get(self, request: Request) -> Response:
        """Your leaves that are not over, by their first day."""
        declared(request)
        return Response(LeaveOut(leaves_of(caller(request), timezone.localdate()), many=True).data)

    @extend_schema(operation_id="me_leave_create", request=LeaveIn, responses={201: LeaveOut})
    def post(self, request: Request) -> Response:
        """Say on which days you are away. When it begins, what you have not finished goes back."""
        return _leave(request, caller(request).username)


class UserLeave(APIView):
    @extend_schema(operation_id="users_leave_create", request=LeaveIn, responses={201: LeaveOut})
    def post(self, request: Request, username: str) -> Response:
        """Say for somebody on which days they are away."""
        require(caller(request), Can.MANAGE_PEOPLE)
        return _leave(request, username)


def _leave(request: Request, username: str) -> Response:
    leave = set_leave(username, by=caller(request), **_sent(LeaveIn, request))
    return Response(LeaveOut(leave).data, status=status.HTTP_201_CREATED)


class LeaveEnd(APIView):
    @extend_schema(operation_id="leave_end", request=None, responses=LeaveOut)
    def post(self, request: Request, pk: int) -> Response:
        """End a leave today, or call it off."""
        return Response(LeaveOut(end_leave(pk, by=caller(request))).data)


class Desks(APIView):
    @extend_schema(operation_id="desks_list", responses=DeskOut(many=True))
    def get(self, request: Request) -> Response:
        """Desks with who works at them, by name."""
        require(caller(request), Can.SEE_DESK)
        declared(request)
        return Response(DeskOut(desks(), many=True).data)

    @extend_schema(operation_id="desks_create", request=DeskAdd, responses={201: DeskOut})
    def post(self, request: Request) -> Response:
        """Make a desk."""
        require(caller(request), Can.MANAGE_PEOPLE)
        desk = add_desk(by=caller(request), **_sent(DeskAdd, request))
        return Response(DeskOut(desk).data, status=status.HTTP_201_CREATED)


class DeskView(APIView):
    @extend_schema(operation_id="desks_update", request=DeskChange, responses=DeskOut)
    def patch(self, request: Request, slug: str) -> Response:
        """Change what is sent, leave the rest: its name, who works at it, whether it is open."""
        require(caller(request), Can.MANAGE_PEOPLE)
        return Response(DeskOut(change_desk(slug, by=caller(request), **_sent(DeskChange, request))).data)


urlpatterns = [
    path("users/<str:username>", UserView.as_view(), name="api_user"),
    path("users/<str:username>/interests", UserInterests.as_view(), name="api_user_interests"),
    path("users/<str:username>/leave", UserLeave.as_view(), name="api_user_leave"),
    path("me/interests", MyInterests.as_view(), name="api_my_interests"),
    path("me/leave", MyLeave.as_view(), name="api_my_leave"),
    path("interests/<int:pk>/withdraw", InterestWithdraw.as_view(), name="api_interest_withdraw"),
    path("leave/<int:pk>/end", LeaveEnd.as_view(), name="api_leave_end"),
    path("desks", Desks.as_view(), name="api_desks"),
    path("desks/<slug:slug>", DeskView.as_view(), name="api_desk"),
]
