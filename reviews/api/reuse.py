"""A public verdict is taken for another claim that says the same."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.rest import if_match
from factcheck.core.users import caller
from reviews.actions.reuse_verdict import REASON_LIMIT, reuse_for_claim
from reviews.api.review_json import ReviewOut, answer


class ReuseIn(serializers.Serializer[Any]):
    verdict = serializers.IntegerField(min_value=1, max_value=2**63 - 1, help_text="the public verdict to take")
    reason = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=REASON_LIMIT,
        help_text="why it holds for this claim; needed where the claims do not say the same, and shown to readers",
    )  # fmt: skip
    publish = serializers.BooleanField(default=False, help_text="publish it in the same act")


class Reuse(APIView):
    @extend_schema(
        operation_id="claims_reuse", request=ReuseIn, responses=ReviewOut,
        parameters=[
            OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="the version of the claim you saw")
        ],
    )  # fmt: skip
    def post(self, request: Request, pk: int) -> Response:
        """Take a public verdict for a claim: it is kept and sent to the queue where it was not, and decided."""
        sent = ReuseIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        review = reuse_for_claim(
            pk, by=caller(request), verdict=fields["verdict"], reason=fields["reason"],
            publish_now=fields["publish"], expected_version=if_match(request),
        )  # fmt: skip
        return answer(request, review.pk)


urlpatterns = [path("claims/<int:pk>/reuse", Reuse.as_view(), name="api_claim_reuse")]
