"""Claims: reading, triage, correction."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, status
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import claim_for, visible_claims
from claims.actions.add_claim import add_claim
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.api.serializers import ClaimChange, ClaimIn, ClaimOut
from claims.models import Claim, ClaimState
from factcheck.core.permissions import Person
from factcheck.core.rest import declared, if_match
from factcheck.core.users import caller

_IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="the version you changed")


def claim_rows(person: Person) -> QuerySet[Claim]:
    """Claims that a person may read with all that their JSON needs, in constant queries."""
    return (
        visible_claims(person)
        .select_related("topic")
        .prefetch_related("attributions__party", "figures")
        .order_by("-id")
    )


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
        chosen = declared(self.request, "state", "topic", "document", "q")
        claims = claim_rows(self.request.user)
        if "state" in chosen:
            if chosen["state"] not in list(ClaimState):
                raise ParseError(f"There is no state {chosen['state'][:40]}. Use one of {', '.join(ClaimState)}.")
            claims = claims.filter(state=chosen["state"])
        if "topic" in chosen:
            claims = claims.filter(topic__slug=chosen["topic"])
        if "document" in chosen:
            if not chosen["document"].isascii() or not chosen["document"].isdigit():
                raise ParseError("The filter document takes a number.")
            claims = claims.filter(document_id=int(chosen["document"][:18]))
        if "q" in chosen:
            claims = claims.filter(text__icontains=chosen["q"])
        return claims

    @extend_schema(
        operation_id="claims_list",
        parameters=[OpenApiParameter(name, str) for name in ("state", "topic", "q")]
        + [OpenApiParameter("document", int)],
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
