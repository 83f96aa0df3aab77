"""Merging claims, and taking it back."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.actions.merge_claim import merge_claim
from claims.actions.unmerge_claim import unmerge_claim
from claims.api.claims import answer
from claims.api.serializers import ClaimOut
from factcheck.core.rest import if_match
from factcheck.core.users import caller

_IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="the version you saw")


class MergeIn(serializers.Serializer[Any]):
    into = serializers.IntegerField(min_value=1, max_value=2**63 - 1, help_text="the claim that goes on for both")
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


class Merge(APIView):
    @extend_schema(operation_id="claims_merge", request=MergeIn, responses=ClaimOut, parameters=[_IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Merge a claim into another one, which goes on for both.

        A claim under review is merged by closing the review as a duplicate with `merge`.
        """
        sent = MergeIn(data=request.data)
        sent.is_valid(raise_exception=True)
        return answer(
            request, merge_claim(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        )


class Unmerge(APIView):
    @extend_schema(operation_id="claims_unmerge", request=None, responses=ClaimOut, parameters=[_IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Take a merge back: the claim is where triage had it."""
        return answer(request, unmerge_claim(pk, by=caller(request), expected_version=if_match(request)))


urlpatterns = [
    path("claims/<int:pk>/merge", Merge.as_view(), name="api_claim_merge"),
    path("claims/<int:pk>/unmerge", Unmerge.as_view(), name="api_claim_unmerge"),
]
