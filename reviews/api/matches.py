"""What is here already of a claim or a text: claims of the desk, public verdicts, fact-checks of others."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import claim_for
from claims.models import Claim
from claims.queries.matches import MatchKind
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.rest import declared
from factcheck.core.users import caller
from reviews.api.matches_shape import ClaimMatchesAsk, MatchesAsk, MatchesOut, MatchOut
from reviews.queries.matches import KINDS, known_of

_FILTERS = ("kind", "language", "limit", "least")


class ClaimMatches(APIView):
    @extend_schema(operation_id="claims_matches", parameters=[ClaimMatchesAsk], responses=MatchesOut)
    def get(self, request: Request, pk: int) -> Response:
        """What is like a claim: by words, then compared by figure, place, date and stance. People decide and merge."""
        claim = claim_for(request.user, pk)
        return _answer(request, claim, _asked(ClaimMatchesAsk, request, *_FILTERS))


class Matches(APIView):
    @extend_schema(operation_id="matches", parameters=[MatchesAsk], responses=MatchesOut)
    def get(self, request: Request) -> Response:
        """What is like a text: has this been checked? The same as for a claim, whose fields are read from the text."""
        require(caller(request), Can.SEE_DESK)
        asked = _asked(MatchesAsk, request, "text", *_FILTERS)
        return _answer(request, asked.pop("text"), asked)


def _asked(shape: type[ClaimMatchesAsk], request: Request, *names: str) -> dict[str, Any]:
    sent = shape(data=declared(request, *names))
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def _answer(request: Request, of: Claim | str, asked: dict[str, Any]) -> Response:
    kinds = [MatchKind(asked["kind"])] if "kind" in asked else KINDS
    found = known_of(
        request.user, of, asked["limit"], kinds=kinds, language=asked.get("language", ""), least=asked["least"]
    )
    rows = MatchOut(found, many=True, context={"request": request}).data
    return Response({"results": rows, "next": None, "previous": None})


urlpatterns = [
    path("claims/<int:pk>/matches", ClaimMatches.as_view(), name="api_claim_matches"),
    path("matches", Matches.as_view(), name="api_matches"),
]
