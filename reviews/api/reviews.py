"""The queue: reading it and running it."""

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import generics, status
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.capabilities import Can
from factcheck.core.permissions import may
from factcheck.core.rest import declared, if_match
from factcheck.core.users import caller
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.hold_review import hold_review, resume_review
from reviews.actions.open_review import open_review
from reviews.actions.release_review import release_review
from reviews.actions.take_next import take_next
from reviews.api.review_json import ReviewOut, ReviewRow, answer
from reviews.api.serializers import AssignIn, CloseIn, HoldIn, ReleaseIn, ReviewIn
from reviews.models import Part, Review
from reviews.queries.rows import held_by, review_rows
from reviews.workflow import State

IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="the version you saw")


class Reviews(generics.ListAPIView[Review]):
    serializer_class = ReviewRow

    def get_queryset(self) -> QuerySet[Review]:
        chosen = declared(self.request, "state", "assignee", "topic", "claim")
        rows = review_rows(self.request.user)
        if "state" in chosen:
            if chosen["state"] not in list(State):
                raise ParseError(f"There is no state {chosen['state'][:40]}. Use one of {', '.join(State)}.")
            rows = rows.filter(state=chosen["state"])
        if "assignee" in chosen:
            rows = self._held_by(rows, chosen["assignee"])
        if "topic" in chosen:
            rows = rows.filter(claim__topic__slug=chosen["topic"])
        if "claim" in chosen:
            if not chosen["claim"].isascii() or not chosen["claim"].isdigit():
                raise ParseError("The filter claim takes a number.")
            rows = rows.filter(claim_id=int(chosen["claim"][:18]))
        return rows

    def _held_by(self, rows: QuerySet[Review], username: str) -> QuerySet[Review]:
        me = caller(self.request)
        if username not in ("me", me.username) and not may(me, Can.SEE_ROUND):
            raise ParseError("You may ask only for what you hold yourself: assignee=me.")
        return held_by(rows, me.username if username == "me" else username, asked_by=me)

    @extend_schema(
        operation_id="reviews_list",
        parameters=[OpenApiParameter(name, str) for name in ("state", "assignee", "topic")]
        + [OpenApiParameter("claim", int)],
    )
    def get(self, request: Request) -> Response:
        """Reviews that you may see, newest first. `assignee=me` gives those in which you hold a part."""
        return self.list(request)

    @extend_schema(operation_id="reviews_create", request=ReviewIn, responses={201: ReviewOut})
    def post(self, request: Request) -> Response:
        """Send a kept claim to the queue."""
        sent = ReviewIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        review = open_review(fields.pop("claim"), by=caller(request), **fields)
        return answer(request, review.pk, status.HTTP_201_CREATED)


class ReviewView(APIView):
    @extend_schema(operation_id="reviews_retrieve", responses=ReviewOut)
    def get(self, request: Request, pk: int) -> Response:
        """One review, as far as you may see it."""
        return answer(request, pk)


class TakeNext(APIView):
    @extend_schema(
        operation_id="reviews_take_next",
        request=None,
        responses={200: ReviewOut, 204: OpenApiResponse(description="Nothing waits that you may take.")},
    )
    def post(self, request: Request) -> Response:
        """Take a part of the most urgent review that you may take."""
        taken = take_next(by=caller(request))
        if taken is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return answer(request, taken.review_id)


class Assign(APIView):
    @extend_schema(operation_id="reviews_assign", request=AssignIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Give somebody a part of the round; in `split`, name who decides."""
        sent = AssignIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        part = Part(fields["part"]) if "part" in fields else None
        assign_review(pk, by=caller(request), username=fields["user"], part=part, expected_version=if_match(request))
        return answer(request, pk)


class Release(APIView):
    @extend_schema(operation_id="reviews_release", request=ReleaseIn, responses=ReviewOut)
    def post(self, request: Request, pk: int) -> Response:
        """Hand your part back, or, as an editor, somebody's."""
        sent = ReleaseIn(data=request.data)
        sent.is_valid(raise_exception=True)
        part = sent.validated_data.get("part")
        release_review(pk, by=caller(request), part=Part(part) if part else None)
        return answer(request, pk)


class Hold(APIView):
    @extend_schema(operation_id="reviews_hold", request=HoldIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Let it wait for something named, until a date."""
        sent = HoldIn(data=request.data)
        sent.is_valid(raise_exception=True)
        hold_review(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)


class Resume(APIView):
    @extend_schema(operation_id="reviews_resume", request=None, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Take it off hold."""
        resume_review(pk, by=caller(request), expected_version=if_match(request))
        return answer(request, pk)


class Close(APIView):
    @extend_schema(operation_id="reviews_close", request=CloseIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """End it without a verdict, with the reason."""
        sent = CloseIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        reason = CloseReason(fields.pop("reason"))
        close_review(pk, by=caller(request), reason=reason, expected_version=if_match(request), **fields)
        return answer(request, pk)
