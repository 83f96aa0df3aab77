"""Running the queue: priority, due dates, several reviews at once, saved filters."""

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.rest import declared, if_match
from factcheck.core.users import caller
from reviews.actions.bulk_reviews import BulkReview, bulk_reviews
from reviews.actions.delete_filter import delete_filter
from reviews.actions.move_to_desk import move_to_desk
from reviews.actions.reassign_review import reassign_review
from reviews.actions.save_filter import save_filter
from reviews.actions.set_due import set_due
from reviews.actions.set_priority import set_priority
from reviews.api.queue_shape import (
    BulkIn,
    BulkOut,
    DeskIn,
    DueIn,
    FilterIn,
    FilterOut,
    PriorityIn,
    ReassignIn,
    bulk_out,
    terms,
)
from reviews.api.review_json import ReviewOut, answer
from reviews.models import Part
from reviews.queries.saved_filters import saved_filters

_IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="the version you saw")


class SetPriority(APIView):
    @extend_schema(operation_id="reviews_priority", request=PriorityIn, responses=ReviewOut, parameters=[_IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Say how urgent it is, and why."""
        sent = PriorityIn(data=request.data)
        sent.is_valid(raise_exception=True)
        set_priority(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)


class SetDue(APIView):
    @extend_schema(operation_id="reviews_due", request=DueIn, responses=ReviewOut, parameters=[_IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Set when it is due, and say why."""
        sent = DueIn(data=request.data)
        sent.is_valid(raise_exception=True)
        set_due(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)


class ReviewDesk(APIView):
    @extend_schema(operation_id="reviews_desk", request=DeskIn, responses=ReviewOut, parameters=[_IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Move it to a desk, or to none."""
        sent = DeskIn(data=request.data)
        sent.is_valid(raise_exception=True)
        move_to_desk(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)


class Reassign(APIView):
    @extend_schema(operation_id="reviews_reassign", request=ReassignIn, responses=ReviewOut, parameters=[_IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Give a part that somebody holds to somebody else, as an editor who has none in the round."""
        sent = ReassignIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        reassign_review(
            pk,
            by=caller(request),
            username=fields["user"],
            reason=fields["reason"],
            part=Part(fields["part"]) if "part" in fields else None,
            expected_version=if_match(request),
        )
        return answer(request, pk)


class Bulk(APIView):
    @extend_schema(operation_id="reviews_bulk", request=BulkIn, responses=BulkOut)
    def post(self, request: Request) -> Response:
        """Do the same with up to 200 reviews. Each goes by itself, wholly or not at all; each refusal is named."""
        sent = BulkIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        result = bulk_reviews(fields["reviews"], BulkReview(fields["do"]), by=caller(request), terms=terms(fields))
        return Response(BulkOut(bulk_out(result)).data)


class MyFilters(APIView):
    @extend_schema(operation_id="my_filters_list", responses=FilterOut(many=True))
    def get(self, request: Request) -> Response:
        """Your saved filters of the queue, and then those that others share with you."""
        declared(request)
        return Response(FilterOut(saved_filters(require(request.user, Can.SEE_DESK)), many=True).data)

    @extend_schema(operation_id="my_filters_create", request=FilterIn, responses={201: FilterOut})
    def post(self, request: Request) -> Response:
        """Save filters of the queue under a name; `is_shared` shows them to everybody who may ask for the same."""
        sent = FilterIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields, person = sent.validated_data, caller(request)
        made = save_filter(by=person, name=fields["name"], asked_for=fields["asked"], is_shared=fields["is_shared"])
        mine = next(saved for saved in saved_filters(person) if saved.filter.pk == made.pk)
        return Response(FilterOut(mine).data, status=status.HTTP_201_CREATED)


class MyFilter(APIView):
    @extend_schema(operation_id="my_filters_delete", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Remove a saved filter of yours."""
        delete_filter(pk, by=caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


_REVIEW = "reviews/<int:pk>"
urlpatterns = [
    path("reviews/bulk", Bulk.as_view(), name="api_reviews_bulk"),
    path(f"{_REVIEW}/priority", SetPriority.as_view(), name="api_priority"),
    path(f"{_REVIEW}/due", SetDue.as_view(), name="api_due"),
    path(f"{_REVIEW}/desk", ReviewDesk.as_view(), name="api_review_desk"),
    path(f"{_REVIEW}/reassign", Reassign.as_view(), name="api_reassign"),
    path("me/filters", MyFilters.as_view(), name="api_my_filters"),
    path("me/filters/<int:pk>", MyFilter.as_view(), name="api_my_filter"),
]
