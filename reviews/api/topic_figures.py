"""A topic's figures over time, what does not fit in them, and where they come from."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import topic_for
from claims.models import Finding, FindingState
from claims.queries.findings import in_state, visible_findings
from factcheck.core.rest import declared
from factcheck.core.users import caller
from reviews.actions.confirm_finding import confirm_finding
from reviews.actions.dismiss_finding import dismiss_finding
from reviews.actions.reopen_finding import reopen_finding
from reviews.api.figures_shape import DismissFindingIn, FiguresOut, FindingOut, JudgeFindingIn, TopicOriginsOut
from reviews.queries.figures_csv import figures_csv
from reviews.queries.topic_figures import marked_figures, rows_of
from reviews.queries.topic_origins import topic_origins

_STATE = OpenApiParameter("state", str, enum=list(map(str, FindingState)), description="only in this state")


class Figures(APIView):
    @extend_schema(operation_id="topics_figures", responses=FiguresOut)
    def get(self, request: Request, slug: str) -> Response:
        """The figures of a topic: one line a party or network for each measure, breakdowns, silences, findings.

        Of reviews it says the state and, where the verdict is public, the rating.
        """
        declared(request)
        marked = marked_figures(caller(request), slug)
        return Response(FiguresOut(marked, context={"marks": marked.marks}).data)


class FiguresCsv(APIView):
    @extend_schema(operation_id="topics_figures_csv", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The figures of a topic as CSV, a row for each, in the order in which they are drawn."""
        declared(request)
        marked = marked_figures(caller(request), slug)
        answer = HttpResponse(figures_csv(rows_of(marked)), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="figures.csv"'
        return answer


class Findings(generics.ListAPIView[Finding]):
    serializer_class = FindingOut

    def get_queryset(self) -> QuerySet[Finding]:
        asked = declared(self.request, "state").get("state", "")
        if asked and asked not in list(FindingState):
            raise exceptions.ParseError(f"There is no state {asked[:40]}. Use {', '.join(FindingState)}.")
        found = visible_findings(self.request.user, topic_for(self.request.user, self.kwargs["slug"]))
        return in_state(found, FindingState(asked)) if asked else found

    @extend_schema(operation_id="topics_findings", parameters=[_STATE])
    def get(self, request: Request, slug: str) -> Response:
        """What does not fit among the figures of a topic, newest first; those that hold no longer are `gone`."""
        return self.list(request)


class Judge(APIView):
    """One of the verbs on a finding."""

    def sent(self, serializer: type[Any], request: Request) -> dict[str, Any]:
        sent = serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return dict(sent.validated_data)


class Confirm(Judge):
    @extend_schema(operation_id="topics_findings_confirm", request=JudgeFindingIn, responses=FindingOut)
    def post(self, request: Request, slug: str, finding_id: int) -> Response:
        """Confirm a finding."""
        by = caller(request)
        return Response(FindingOut(confirm_finding(slug, finding_id, by=by, **self.sent(JudgeFindingIn, request))).data)


class Dismiss(Judge):
    @extend_schema(operation_id="topics_findings_dismiss", request=DismissFindingIn, responses=FindingOut)
    def post(self, request: Request, slug: str, finding_id: int) -> Response:
        """Dismiss a finding, with the reason."""
        by = caller(request)
        sent = self.sent(DismissFindingIn, request)
        return Response(FindingOut(dismiss_finding(slug, finding_id, by=by, **sent)).data)


class Undo(Judge):
    @extend_schema(operation_id="topics_findings_undo", request=None, responses=FindingOut)
    def post(self, request: Request, slug: str, finding_id: int) -> Response:
        """Take back what was judged of a finding: it is open again."""
        return Response(FindingOut(reopen_finding(slug, finding_id, by=caller(request))).data)


class Origins(APIView):
    @extend_schema(operation_id="topics_origins", responses=TopicOriginsOut)
    def get(self, request: Request, slug: str) -> Response:
        """Where the figures of a topic come from: the sources of its reviews, what they were taken from, their origins.

        In a round that is blind to you, your own evidence alone counts.
        """
        declared(request)
        person = caller(request)
        return Response(TopicOriginsOut(topic_origins(person, topic_for(person, slug))).data)


_TOPIC = "topics/<slug:slug>"
_FINDING = f"{_TOPIC}/findings/<int:finding_id>"

urlpatterns = [
    path(f"{_TOPIC}/figures", Figures.as_view(), name="api_topic_figures"),
    path(f"{_TOPIC}/figures.csv", FiguresCsv.as_view(), name="api_topic_figures_csv"),
    path(f"{_TOPIC}/findings", Findings.as_view(), name="api_topic_findings"),
    path(f"{_FINDING}/confirm", Confirm.as_view(), name="api_finding_confirm"),
    path(f"{_FINDING}/dismiss", Dismiss.as_view(), name="api_finding_dismiss"),
    path(f"{_FINDING}/undo", Undo.as_view(), name="api_finding_undo"),
    path(f"{_TOPIC}/origins", Origins.as_view(), name="api_topic_origins"),
]
