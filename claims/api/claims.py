"""Claims: reading, triage, correction."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, status
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import claim_for
from claims.actions.add_claim import add_claim
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.api.serializers import ClaimChange, ClaimIn, ClaimOut
from claims.models import Claim, ClaimState
from claims.queries.claims import ClaimAsk, found_claims, with_surroundings
from factcheck.core.permissions import Person
from factcheck.core.rest import declared, if_match
from factcheck.core.users import caller

_IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="the version you changed")


_SAID = {
    "external_id": "what its sender calls the claim, or a row that was linked to it",
    "q": "words of the claim: phrases in quotation marks, `or`, a minus before what must not be there",
}
_NUMBERS = {"document": "document_id", "import": "import_id"}
_WORDS = ("state", "topic", "language", "tag", "external_id", "q")


def claim_rows(person: Person, ask: ClaimAsk | None = None) -> QuerySet[Claim]:
    """Claims that a person may read with all that their JSON needs, in constant queries, newest first."""
    return with_surroundings(person, found_claims(person, ask or ClaimAsk()))


def answer(request: Request, claim: Claim, code: int = status.HTTP_200_OK) -> Response:
    """A claim as JSON with its version as `ETag`."""
    row = claim_rows(request.user).get(pk=claim.pk)
    data: dict[str, Any] = dict(ClaimOut(row, context={"request": request}).data)
    headers = {"ETag": f'"{row.version}"'}
    if code == status.HTTP_201_CREATED:
        headers["Location"] = str(data["self"])
    return Response(data, status=code, headers=headers)


class Claims(generics.ListAPIView[Claim]):
    serializer_class = ClaimOut

    def get_queryset(self) -> QuerySet[Claim]:
        chosen = declared(self.request, *_WORDS, *_NUMBERS)
        if "state" in chosen and chosen["state"] not in list(ClaimState):
            raise ParseError(f"There is no state {chosen['state'][:40]}. Use one of {', '.join(ClaimState)}.")
        for name in _NUMBERS:
            if name in chosen and not (chosen[name].isascii() and chosen[name].isdigit()):
                raise ParseError(f"The filter {name} takes a number.")
        ask: dict[str, Any] = {name: chosen[name] for name in _WORDS if name in chosen}
        ask |= {field: int(chosen[name][:18]) for name, field in _NUMBERS.items() if name in chosen}
        return claim_rows(self.request.user, ClaimAsk(**ask))

    @extend_schema(
        operation_id="claims_list",
        parameters=[OpenApiParameter(name, str, description=_SAID.get(name, "")) for name in _WORDS]
        + [OpenApiParameter(name, int) for name in _NUMBERS],
    )
    def get(self, request: Request) -> Response:
        """Claims that you may read, newest first."""
        return self.list(request)

    @extend_schema(operation_id="claims_create", request=ClaimIn, responses={201: ClaimOut})
    def post(self, request: Request) -> Response:
        """Add a claim as kept: a span of a document (`document`, `start`, `end` in code points), or by `text`."""
        sent = ClaimIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        given = sent.common()
        claim = add_claim(
            by=caller(request), document_id=fields.get("document"), start=fields.get("start"), end=fields.get("end"),
            language=fields["language"], **given,
        )  # fmt: skip
        return answer(request, claim, status.HTTP_201_CREATED)


class ClaimView(APIView):
    @extend_schema(operation_id="claims_retrieve", responses=ClaimOut)
    def get(self, request: Request, pk: int) -> Response:
        """One claim."""
        return answer(request, claim_for(request.user, pk))

    @extend_schema(operation_id="claims_update", request=ClaimChange, responses=ClaimOut, parameters=[_IF_MATCH])
    def patch(self, request: Request, pk: int) -> Response:
        """Correct what is sent, leave the rest. `figure` null takes the figure away."""
        sent = ClaimChange(data=request.data)
        sent.is_valid(raise_exception=True)
        drop = "figure" in sent.validated_data and sent.validated_data["figure"] is None
        claim = edit_claim(
            pk, by=caller(request), expected_version=if_match(request), drop_figure=drop, **sent.common()
        )
        return answer(request, claim)


class Decide(APIView):
    """The verbs of triage: each subclass names the state that its address puts a claim in."""

    state = ClaimState.UNDECIDED

    def decide(self, request: Request, pk: int) -> Response:
        claim = decide_claim(pk, self.state, by=caller(request), expected_version=if_match(request))
        return answer(request, claim)


class Keep(Decide):
    state = ClaimState.KEPT

    @extend_schema(operation_id="claims_keep", request=None, responses=ClaimOut, parameters=[_IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Keep a claim. Keeping it again changes nothing."""
        return self.decide(request, pk)


class Drop(Decide):
    state = ClaimState.DROPPED

    @extend_schema(operation_id="claims_drop", request=None, responses=ClaimOut, parameters=[_IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Drop a claim. It stays in its document and can be kept later."""
        return self.decide(request, pk)


class Undecide(Decide):
    @extend_schema(operation_id="claims_undecide", request=None, responses=ClaimOut, parameters=[_IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Take a decision back."""
        return self.decide(request, pk)
