"""Looking again at what is public: letting it stand, and saying when to look next."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.rest import if_match
from factcheck.core.users import caller
from reviews.actions.let_stand import let_stand
from reviews.actions.set_review_by import set_review_by
from reviews.api.review_json import ReviewOut, answer
from reviews.api.reviews import IF_MATCH
from reviews.api.standing_shape import LetStandIn, ReviewByIn


class LetStand(APIView):
    @extend_schema(operation_id="reviews_let_stand", request=LetStandIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """End the new round of a published review without another verdict: the public one stands."""
        sent = LetStandIn(data=request.data)
        sent.is_valid(raise_exception=True)
        let_stand(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)


class ReviewBy(APIView):
    @extend_schema(operation_id="reviews_review_by", request=ReviewByIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Set the day on which a published review comes back to the queue by itself."""
        sent = ReviewByIn(data=request.data)
        sent.is_valid(raise_exception=True)
        set_review_by(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)


urlpatterns = [
    path("reviews/<int:pk>/let-stand", LetStand.as_view(), name="api_let_stand"),
    path("reviews/<int:pk>/review-by", ReviewBy.as_view(), name="api_review_by"),
]
