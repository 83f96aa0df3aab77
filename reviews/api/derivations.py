"""What sources were taken from: said, proposed by rules, judged."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import exceptions, generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.models import Derivation, DerivationState
from factcheck.core.rest import NewestFirst, declared
from factcheck.core.users import caller
from reviews.access import review_for, source_for
from reviews.actions.derive_known_source import derive_known_source
from reviews.actions.judge_derivation import judge_derivation
from reviews.actions.look_for_derivations import look_for_derivations
from reviews.actions.undo_dismissal import undo_dismissal
from reviews.api.evidence_shape import DerivationOut, JudgeIn, SourceDeriveIn
from reviews.queries.derivations import derivations_in, unnamed_judges, visible_derivations

_STATE = OpenApiParameter("state", str, enum=list(map(str, DerivationState)), description="only in this state")


class ByKey(NewestFirst):
    # By the random key: a running number in a cursor would tell how many others have made.
    ordering = ("-key",)


def _asked(request: Request) -> dict[str, str]:
    """The state that is asked for, as a filter. Raises a 400 that names those there are."""
    asked = declared(request, "state")
    if "state" in asked and asked["state"] not in list(DerivationState):
        raise exceptions.ParseError(f"There is no state {asked['state'][:40]}. Use {', '.join(DerivationState)}.")
    return asked


class Derivations(generics.ListAPIView[Derivation]):
    """A list of derivations, in which nobody is named who goes without a name elsewhere."""

    serializer_class = DerivationOut
    pagination_class = ByKey

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if not args:
            return super().get_serializer(*args, **kwargs)
        page: list[Derivation] = args[0]
        sources = {derivation.source_id: derivation.source for derivation in page}
        unnamed = unnamed_judges(self.request.user, *sources.values())
        return DerivationOut(page, many=True, context={**self.get_serializer_context(), "unnamed": unnamed})


class SourceDerivations(Derivations):
    def get_queryset(self) -> QuerySet[Derivation]:
        asked = _asked(self.request)
        source = source_for(self.request.user, self.kwargs["source_id"])
        return visible_derivations(self.request.user).filter(source=source, **asked)

    @extend_schema(operation_id="sources_derivations", parameters=[_STATE])
    def get(self, request: Request, source_id: UUID) -> Response:
        """What a source was taken from, as far as the other end is there for you; `state=proposed` for what waits."""
        return self.list(request)

    @extend_schema(operation_id="sources_derive", request=SourceDeriveIn, responses={201: DerivationOut})
    def post(self, request: Request, source_id: UUID) -> Response:
        """Say what a source was taken from: `from_source` or `from_party`. Saying it again judges it anew."""
        sent = SourceDeriveIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        state = DerivationState(fields.pop("state"))
        made = derive_known_source(source_id, by=caller(request), state=state, **fields)
        return Response(DerivationOut(made).data, status=status.HTTP_201_CREATED)


class ReviewDerivations(Derivations):
    def get_queryset(self) -> QuerySet[Derivation]:
        asked = _asked(self.request)
        return derivations_in(self.request.user, review_for(self.request.user, self.kwargs["pk"])).filter(**asked)

    @extend_schema(operation_id="reviews_derivations", parameters=[_STATE])
    def get(self, request: Request, pk: int) -> Response:
        """What the sources in a review's current round were taken from, as far as both ends are there for you."""
        return self.list(request)


class LookForDerivations(APIView):
    @extend_schema(
        operation_id="reviews_derivations_look",
        request=None,
        responses={202: OpenApiResponse(description="A worker looks; what it proposes comes into the list.")},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Have rules look for what the sources were taken from: your own or, once the round is in, everybody's."""
        look_for_derivations(pk, by=caller(request))
        return Response(status=status.HTTP_202_ACCEPTED)


class JudgeDerivation(APIView):
    @extend_schema(operation_id="derivations_judge", request=JudgeIn, responses=DerivationOut)
    def post(self, request: Request, key: UUID) -> Response:
        """Accept what was proposed or said as shown or as alleged, or dismiss it with the reason in `basis`."""
        sent = JudgeIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        made = judge_derivation(key, by=caller(request), state=DerivationState(fields.pop("state")), **fields)
        return Response(DerivationOut(made).data)


class UndoDismissal(APIView):
    @extend_schema(operation_id="derivations_undo", request=None, responses=DerivationOut)
    def post(self, request: Request, key: UUID) -> Response:
        """Take back the dismissal of a proposal, which waits again then."""
        return Response(DerivationOut(undo_dismissal(key, by=caller(request))).data)


urlpatterns = [
    path("sources/<uuid:source_id>/derivations", SourceDerivations.as_view(), name="api_source_derivations"),
    path("reviews/<int:pk>/derivations", ReviewDerivations.as_view(), name="api_review_derivations"),
    path("reviews/<int:pk>/derivations/look", LookForDerivations.as_view(), name="api_derivations_look"),
    path("derivations/<uuid:key>/judge", JudgeDerivation.as_view(), name="api_derivation_judge"),
    path("derivations/<uuid:key>/undo", UndoDismissal.as_view(), name="api_derivation_undo"),
]
