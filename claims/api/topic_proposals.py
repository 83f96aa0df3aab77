"""Claims without a topic, and the topics that are proposed for them."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import claim_for, topic_for
from claims.actions.dismiss_topic import dismiss_topic
from claims.actions.file_claims import MOST, file_claims
from claims.queries.topic_proposals import TopicProposal, claims_for_topic, topics_for_claims
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.rest import declared
from factcheck.core.users import caller


class TopicProposalOut(serializers.Serializer[TopicProposal]):
    claim = serializers.IntegerField(source="claim.pk")
    text = serializers.CharField(source="claim.text")
    topic = serializers.SlugField(source="topic.slug")
    title = serializers.CharField(source="topic.title")
    score = serializers.FloatField(help_text="how well they fit; 3 and more")
    why = serializers.ListField(child=serializers.CharField())


class TopicProposalsOut(serializers.Serializer[Any]):
    results = TopicProposalOut(many=True)


class ClaimsIn(serializers.Serializer[Any]):
    claims = serializers.ListField(child=serializers.IntegerField(min_value=1), max_length=MOST, allow_empty=False)


class FiledOut(serializers.Serializer[Any]):
    claims = serializers.ListField(child=serializers.IntegerField())


def _sent(request: Request) -> list[int]:
    require(caller(request), Can.TRIAGE)
    sent = ClaimsIn(data=request.data)
    sent.is_valid(raise_exception=True)
    return list(sent.validated_data["claims"])


class ClaimTopics(APIView):
    @extend_schema(operation_id="claims_topics", responses=TopicProposalsOut)
    def get(self, request: Request, pk: int) -> Response:
        """Topics proposed for a claim that is in none, best first, with why; nothing for one that is in a topic."""
        declared(request)
        claim = claim_for(caller(request), pk)
        found = topics_for_claims(caller(request), [claim]).get(claim.pk, [])
        return Response(TopicProposalsOut({"results": found}).data)


class TopicClaims(APIView):
    @extend_schema(operation_id="topics_proposals", responses=TopicProposalsOut)
    def get(self, request: Request, slug: str) -> Response:
        """Claims without a topic that are proposed for this one, best first, with why."""
        declared(request)
        found = claims_for_topic(caller(request), topic_for(caller(request), slug))
        return Response(TopicProposalsOut({"results": found}).data)


class AcceptProposals(APIView):
    @extend_schema(operation_id="topics_proposals_accept", request=ClaimsIn, responses=FiledOut)
    def post(self, request: Request, slug: str) -> Response:
        """Put claims into the topic, all or none."""
        filed = file_claims(slug, _sent(request), by=caller(request))
        return Response({"claims": [claim.pk for claim in filed]})


class DismissProposals(APIView):
    @extend_schema(
        operation_id="topics_proposals_dismiss",
        request=ClaimsIn,
        responses={204: OpenApiResponse(description="The topic is proposed for them no more.")},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Say that claims do not belong to the topic, all or none."""
        dismiss_topic(slug, _sent(request), by=caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


_PROPOSALS = "topics/<slug:slug>/proposals"

urlpatterns = [
    path("claims/<int:pk>/topics", ClaimTopics.as_view(), name="api_claim_topics"),
    path(_PROPOSALS, TopicClaims.as_view(), name="api_topic_proposals"),
    path(f"{_PROPOSALS}/accept", AcceptProposals.as_view(), name="api_topic_proposals_accept"),
    path(f"{_PROPOSALS}/dismiss", DismissProposals.as_view(), name="api_topic_proposals_dismiss"),
]
