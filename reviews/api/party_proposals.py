"""What rules proposed of names and parties, judged."""

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.models import PartyProposal, ProposalState
from factcheck.core.rest import declared
from factcheck.core.users import caller
from reviews.actions.judge_party_proposal import confirm_proposal, dismiss_proposal, take_back_judgement
from reviews.api.parties_shape import PartyReason, ProposalOut
from reviews.queries.party_proposals import proposal_for, visible_proposals


def _answer(request: Request, pk: int) -> Response:
    return Response(ProposalOut(proposal_for(caller(request), pk), context={"request": request}).data)


class PartyProposals(generics.ListAPIView[PartyProposal]):
    serializer_class = ProposalOut

    def get_queryset(self) -> QuerySet[PartyProposal]:
        state = declared(self.request, "state").get("state", "")
        if state and state not in list(ProposalState):
            raise ParseError(f"There is no state {state[:40]}. Use one of {', '.join(ProposalState)}.")
        found = visible_proposals(self.request.user)
        return found.filter(state=state) if state else found

    @extend_schema(
        operation_id="party_proposals_list",
        parameters=[OpenApiParameter("state", str, enum=list(ProposalState))],
    )
    def get(self, request: Request) -> Response:
        """What documents suggest of names and parties, newest first. What is settled otherwise is left out."""
        return self.list(request)


class PartyProposalView(APIView):
    @extend_schema(operation_id="party_proposals_retrieve", responses=ProposalOut)
    def get(self, request: Request, pk: int) -> Response:
        """One proposal."""
        declared(request)
        return _answer(request, pk)


class ConfirmProposal(APIView):
    @extend_schema(operation_id="party_proposals_confirm", request=None, responses=ProposalOut)
    def post(self, request: Request, pk: int) -> Response:
        """Do what it says: merge two parties, give one its other name, or affiliate one with the other."""
        confirm_proposal(pk, by=caller(request))
        return _answer(request, pk)


class DismissProposal(APIView):
    @extend_schema(operation_id="party_proposals_dismiss", request=PartyReason, responses=ProposalOut)
    def post(self, request: Request, pk: int) -> Response:
        """Say that it is not so, and why: the two are told apart, and no rule proposes it again."""
        sent = PartyReason(data=request.data)
        proposal_for(caller(request), pk)
        sent.is_valid(raise_exception=True)
        dismiss_proposal(pk, by=caller(request), **sent.validated_data)
        return _answer(request, pk)


class TakeBackProposal(APIView):
    @extend_schema(operation_id="party_proposals_take_back", request=None, responses=ProposalOut)
    def post(self, request: Request, pk: int) -> Response:
        """Have a judged proposal wait again, and undo what confirming it did."""
        take_back_judgement(pk, by=caller(request))
        return _answer(request, pk)


_PROPOSAL = "party-proposals/<int:pk>"
urlpatterns = [
    path("party-proposals", PartyProposals.as_view(), name="api_party_proposals"),
    path(_PROPOSAL, PartyProposalView.as_view(), name="api_party_proposal"),
    path(f"{_PROPOSAL}/confirm", ConfirmProposal.as_view(), name="api_party_proposal_confirm"),
    path(f"{_PROPOSAL}/dismiss", DismissProposal.as_view(), name="api_party_proposal_dismiss"),
    path(f"{_PROPOSAL}/take-back", TakeBackProposal.as_view(), name="api_party_proposal_take_back"),
]
