"""Parties: their names, whom they are affiliated with, and that two are one."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, status
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.models import Party
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.rest import declared
from factcheck.core.users import caller
from reviews.actions.affiliate_parties import affiliate_parties, withdraw_affiliation
from reviews.actions.merge_parties import merge_parties
from reviews.actions.name_party import name_party, unname_party
from reviews.actions.rename_party import rename_party
from reviews.actions.unmerge_parties import unmerge_parties
from reviews.api.parties_shape import (
    AffiliationIn,
    NameIn,
    PartyDetail,
    PartyMergeIn,
    PartyMergeOut,
    PartyOut,
    PartyReason,
    UnmergeIn,
)
from reviews.queries.party_page import PartyAsk, found_parties, merge_for, party_page


def _answer(request: Request, pk: int, code: int = status.HTTP_200_OK) -> Response:
    return Response(PartyDetail(party_page(caller(request), pk)).data, status=code)


def _sent(serializer: type[Any], request: Request, pk: int) -> dict[str, Any]:
    """What was sent, of whoever may manage a party that is there for them."""
    require(caller(request), Can.MANAGE_PARTIES)
    party_page(caller(request), pk)
    sent = serializer(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


class Parties(generics.ListAPIView[Party]):
    serializer_class = PartyOut

    def get_queryset(self) -> QuerySet[Party]:
        chosen = declared(self.request, "q", "waiting")
        if chosen.get("waiting", "true") not in ("true", "false"):
            raise ParseError(f"The filter waiting takes true or false, not {chosen['waiting'][:40]}.")
        ask = PartyAsk(q=chosen.get("q", ""), waiting=chosen.get("waiting") == "true")
        return found_parties(self.request.user, ask)

    @extend_schema(
        operation_id="parties_list",
        parameters=[
            OpenApiParameter("q", str, description="a part of any name"),
            OpenApiParameter("waiting", bool, description="true: only those that a proposal waits for"),
        ],
    )
    def get(self, request: Request) -> Response:
        """Who says and publishes things, as far as you may know of it, newest first."""
        return self.list(request)


class PartyView(APIView):
    @extend_schema(operation_id="parties_retrieve", responses=PartyDetail)
    def get(self, request: Request, pk: int) -> Response:
        """A party, or the one that it was merged into."""
        declared(request)
        return _answer(request, pk)


class RenameParty(APIView):
    @extend_schema(operation_id="parties_rename", request=NameIn, responses=PartyDetail)
    def post(self, request: Request, pk: int) -> Response:
        """Call a party by another name; the one that it had stays an alias."""
        rename_party(pk, by=caller(request), **_sent(NameIn, request, pk))
        return _answer(request, pk)


class Aliases(APIView):
    @extend_schema(operation_id="parties_add_alias", request=NameIn, responses={201: PartyDetail})
    def post(self, request: Request, pk: int) -> Response:
        """Have a name stand for a party from now on. 409 where it stands for another: merge those."""
        name_party(pk, by=caller(request), **_sent(NameIn, request, pk))
        return _answer(request, pk, status.HTTP_201_CREATED)


class RemoveAlias(APIView):
    @extend_schema(operation_id="parties_remove_alias", request=None, responses=PartyDetail)
    def post(self, request: Request, pk: int, alias_id: int) -> Response:
        """Have a name stand for a party no longer. What was said under it stays."""
        unname_party(pk, alias_id, by=caller(request))
        return _answer(request, pk)


class Affiliations(APIView):
    @extend_schema(operation_id="parties_affiliate", request=AffiliationIn, responses={201: PartyDetail})
    def post(self, request: Request, pk: int) -> Response:
        """Say that a party is affiliated with another, and on what basis."""
        affiliate_parties(pk, by=caller(request), **_sent(AffiliationIn, request, pk))
        return _answer(request, pk, status.HTTP_201_CREATED)


class WithdrawAffiliation(APIView):
    @extend_schema(operation_id="parties_withdraw_affiliation", request=PartyReason, responses=PartyDetail)
    def post(self, request: Request, pk: int, of: int) -> Response:
        """Say that a party is not affiliated with another after all, and why."""
        withdraw_affiliation(pk, of, by=caller(request), **_sent(PartyReason, request, pk))
        return _answer(request, pk)


class MergeParty(APIView):
    @extend_schema(operation_id="parties_merge", request=PartyMergeIn, responses=PartyMergeOut)
    def post(self, request: Request, pk: int) -> Response:
        """Have all that refers to a party refer to another from now on; the merge can be undone."""
        merge = merge_parties(pk, by=caller(request), **_sent(PartyMergeIn, request, pk))
        return Response(PartyMergeOut(merge).data)


class UnmergeParty(APIView):
    @extend_schema(operation_id="party_merges_undo", request=UnmergeIn, responses=PartyMergeOut)
    def post(self, request: Request, pk: int) -> Response:
        """Give a merged party back what was moved from it. What cannot go back is named in `missing`."""
        require(caller(request), Can.MANAGE_PARTIES)
        merge_for(caller(request), pk)
        sent = UnmergeIn(data=request.data)
        sent.is_valid(raise_exception=True)
        return Response(PartyMergeOut(unmerge_parties(pk, by=caller(request), **sent.validated_data)).data)


_PARTY = "parties/<int:pk>"
urlpatterns = [
    path("parties", Parties.as_view(), name="api_parties"),
    path(_PARTY, PartyView.as_view(), name="api_party"),
    path(f"{_PARTY}/rename", RenameParty.as_view(), name="api_party_rename"),
    path(f"{_PARTY}/aliases", Aliases.as_view(), name="api_party_aliases"),
    path(f"{_PARTY}/aliases/<int:alias_id>/remove", RemoveAlias.as_view(), name="api_party_alias_remove"),
    path(f"{_PARTY}/affiliations", Affiliations.as_view(), name="api_party_affiliations"),
    path(f"{_PARTY}/affiliations/<int:of>/withdraw", WithdrawAffiliation.as_view(), name="api_party_disaffiliate"),
    path(f"{_PARTY}/merge", MergeParty.as_view(), name="api_party_merge"),
    path("party-merges/<int:pk>/undo", UnmergeParty.as_view(), name="api_party_unmerge"),
]
