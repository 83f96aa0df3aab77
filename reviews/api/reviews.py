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
from factcheck.core.rest import NewestFirst, declared, if_match
from factcheck.core.users import caller
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.hold_review import hold_review, resume_review
from reviews.actions.open_review import open_review
from reviews.actions.release_review import release_review
from reviews.actions.renew_lease import renew_lease
from reviews.actions.take_next import take_next
from reviews.api.review_json import ReviewOut, ReviewRow, answer, answer_with
from reviews.api.serializers import AssignIn, CloseIn, HoldIn, ReleaseIn, ReviewIn
from reviews.models import Part, Review
from reviews.queries.queue_filters import DUE, NARROWING, ORDERS, WORKING, asked, narrowed
from reviews.queries.rows import review_rows
from reviews.workflow import State

IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="the version you saw")


def _in_order(rows: QuerySet[Review], chosen: dict[str, str]) -> QuerySet[Review]:
    """The rows that an order is of. Raises a 400 for an order that there is not, or not of these."""
    order = chosen.get("order", "newest")
    if order not in ORDERS:
        raise ParseError(f"There is no order {order[:40]}. Use one of {', '.join(ORDERS)}.")
    if order not in ("priority", "due"):
        return rows
    if chosen.get("state", State.QUEUED) not in WORKING:
        raise ParseError(f"The order {order} is of open reviews. Leave the state out, or use order=newest.")
    # A cursor cannot stand on a date that is not there.
    return rows.filter(state__in=WORKING, **({"due_at__isnull": False} if order == "due" else {}))


class QueueOrder(NewestFirst):
    """Pages in the order that is asked for."""

    def get_ordering(self, request: Request, queryset: QuerySet[Review], view: APIView) -> tuple[str, ...]:
        self.ordering = ORDERS.get(request.query_params.get("order", ""), ORDERS["newest"])
        return super().get_ordering(request, queryset, view)


class Reviews(generics.ListAPIView[Review]):
    serializer_class = ReviewRow
    pagination_class = QueueOrder

    def get_queryset(self) -> QuerySet[Review]:
        chosen = declared(self.request, "state", "claim", "order", *NARROWING)
        person = self.request.user
        rows = review_rows(person)
        if "state" in chosen:
            if chosen["state"] not in list(State):
                raise ParseError(f"There is no state {chosen['state'][:40]}. Use one of {', '.join(State)}.")
            rows = rows.filter(state=chosen["state"])
        if "claim" in chosen:
            if not chosen["claim"].isascii() or not chosen["claim"].isdigit():
                raise ParseError("The filter claim takes a number.")
            rows = rows.filter(claim_id=int(chosen["claim"][:18]))
        if not may(person, Can.SEE_DESK):
            return rows
        ask, faults = asked(caller(self.request), {name: chosen[name] for name in NARROWING if name in chosen})
        if faults:
            raise ParseError(faults[0].detail)
        return _in_order(narrowed(rows, caller(self.request), ask), chosen)

    @extend_schema(
        operation_id="reviews_list",
        parameters=[
            *(
                OpenApiParameter(name, str)
                for name in ("state", "q", "topic", "desk", "language", "assignee", "reason")
            ),
            OpenApiParameter("claim", int),
            OpenApiParameter("level", int, enum=[1, 2, 3]),
            OpenApiParameter("due", str, enum=list(DUE)),
            OpenApiParameter("older_than", int, description="days since it was opened"),
            OpenApiParameter("order", str, enum=list(ORDERS), description="priority and due: of open reviews alone"),
        ],
    )
    def get(self, request: Request) -> Response:
        """Reviews that you may see, newest first or as `order` says.

        `assignee=me` gives those in which you hold a part, `desk=none` those of no desk, `due` one of late, today and
        week, `reason` those whose claim is worth checking for it.
        """
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
        return answer_with(request, taken.review)


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


class Renew(APIView):
    @extend_schema(operation_id="reviews_renew", request=None, responses=ReviewOut)
    def post(self, request: Request, pk: int) -> Response:
        """Keep your part for longer: its lease runs for its whole length again."""
        renew_lease(pk, by=caller(request))
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
