"""Reports: agreement between reviewers, and how long reviews stay in each state."""

from datetime import timedelta
from typing import Any

from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.permissions import require
from factcheck.core.rest import declared
from factcheck.core.users import caller
from reviews.api.reports_shape import AgreementAsk, AgreementOut, FlowOut, PeriodAsk
from reviews.queries.agreement import agreement_report
from reviews.queries.flow import LONGEST, flow_report

_USUAL = timedelta(weeks=8)


class AgreementReport(APIView):
    @extend_schema(operation_id="reports_agreement", parameters=[AgreementAsk], responses=AgreementOut)
    def get(self, request: Request) -> Response:
        """Agreement of blind reviewers beyond chance: Krippendorff's alpha with its 95 % interval.

        Only rounds that are in are counted, and none of a topic that is restricted to others.
        """
        person = require(caller(request), Can.SEE_REPORTS)
        asked = _asked(AgreementAsk, request, "by", "since", "until", "scale")
        report = agreement_report(
            person, by=asked["by"], since=asked.get("since"), until=asked.get("until"), scale_id=asked.get("scale")
        )
        return Response(AgreementOut(report).data)


class FlowReport(APIView):
    @extend_schema(operation_id="reports_flow", parameters=[PeriodAsk], responses=FlowOut)
    def get(self, request: Request) -> Response:
        """Time in each state, and reviews that came and went by week; the last eight weeks unless asked otherwise.

        Stays of a round that is still blind are not counted.
        """
        person = require(caller(request), Can.SEE_REPORTS)
        asked = _asked(PeriodAsk, request, "since", "until")
        until = asked.get("until") or timezone.localtime().date()
        since = asked.get("since") or until - _USUAL
        if not timedelta(0) <= until - since <= LONGEST:
            raise Invalid(Fault(f"A period has 0 to {LONGEST.days:,} days; received {since} to {until}.", "/since"))
        return Response(FlowOut(flow_report(person, since=since, until=until)).data)


def _asked(shape: type[PeriodAsk], request: Request, *names: str) -> dict[str, Any]:
    sent = shape(data=declared(request, *names))
    sent.is_valid(raise_exception=True)
    return sent.validated_data  # type: ignore[no-any-return]


urlpatterns = [
    path("reports/agreement", AgreementReport.as_view(), name="api_report_agreement"),
    path("reports/flow", FlowReport.as_view(), name="api_report_flow"),
]
