"""Reports: agreement between reviewers, and how long reviews stay in each state."""

import csv
import io
from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.intake.errors_csv import defused
from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.templatetags.words import state_word
from reviews.pages.charts import agreement_chart, length, states_chart, weeks_chart
from reviews.queries.agreement import Agreement, By, Group, agreement_report
from reviews.queries.flow import flow_report
from reviews.reliability import FEWEST, Figure

_PERIODS = {"30d": ("30 days", 30), "8w": ("8 weeks", 56), "1y": ("1 year", 365)}
_USUAL = "8w"
_BY_WORDS = {By.DESK: "Desk", By.TOPIC: "Topic", By.PAIR: "Pair", By.MONTH: "Month"}
_COLUMNS = (
    "by", "group", "name", "pairs", "same", "off_axis",
    *(f"{measure}{part}" for measure in ("ordinal", "nominal", "attribution") for part in ("", "_low", "_high")),
)  # fmt: skip


@require_safe
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """Agreement of blind reviewers, time in each state, what came and went; the period stands in the query string."""
    person = require(request.user, Can.SEE_REPORTS)
    period, by = _period(request), _by(request)
    since, until = _days(period)
    agreement, flow = _agreement(person, by, period), flow_report(person, since=since, until=until)
    context = {
        "agreement": agreement,
        "flow": flow,
        "since": since,
        "until": until,
        "came": sum(week.came for week in flow.weeks),
        "went": sum(week.went for week in flow.weeks),
        "fewest": FEWEST,
        "by_words": _BY_WORDS[by],
        "weeks": weeks_chart(flow.weeks),
        "states": states_chart(flow.states, {each.state.value: state_word(each.state) for each in flow.states}),
        "times": [
            {
                "state": each.state,
                "stays": each.stays,
                "median": length(each.median) if each.median is not None else "",
                "ninth": length(each.ninth) if each.ninth is not None else "",
            }
            for each in flow.states
        ],
        "groups": agreement_chart(agreement.groups),
        "periods": [
            {"words": words, "href": _address("reports", key, by), "current": key == period}
            for key, (words, _) in _PERIODS.items()
        ],
        "groupings": [
            {"words": words, "href": f"{_address('reports', period, each)}#agreement", "current": each is by}
            for each, words in _BY_WORDS.items()
        ],
        "csv_url": _address("reports_csv", period, by),
    }
    return render(request, "reviews/reports.html", context)


@require_safe
@login_required
def reports_csv(request: HttpRequest) -> HttpResponse:
    """Agreement by group as a table for spreadsheets; a figure that is not given is an empty cell."""
    person = require(request.user, Can.SEE_REPORTS)
    period, by = _period(request), _by(request)
    report = _agreement(person, by, period)
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(_COLUMNS)
    for group in (report.whole, *report.groups):
        table.writerow([by.value, defused(group.key), defused(group.words), *_numbers(group)])
    return HttpResponse(
        made.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="agreement-by-{by.value}-{period}.csv"'},
    )


def _numbers(group: Group) -> list[object]:
    figures = [cell for figure in (group.ordinal, group.nominal, group.attribution) for cell in _cells(figure)]
    return [group.pairs, "" if group.same is None else group.same, group.off_axis, *figures]


def _cells(figure: Figure) -> list[object]:
    return ["" if each is None else round(each, 4) for each in (figure.alpha, figure.low, figure.high)]


def _agreement(person: User, by: By, period: str) -> Agreement:
    since, until = _days(period)
    return agreement_report(person, by=by, since=since, until=until)


def _days(period: str) -> tuple[date, date]:
    until = timezone.localtime().date()
    return until - timedelta(days=_PERIODS[period][1]), until


def _period(request: HttpRequest) -> str:
    asked = request.GET.get("period", _USUAL)
    return asked if asked in _PERIODS else _USUAL


def _by(request: HttpRequest) -> By:
    asked = request.GET.get("by", "")
    return By(asked) if asked in set(By) else By.DESK


def _address(name: str, period: str, by: By) -> str:
    return f"{reverse(name)}?{urlencode({'period': period, 'by': by.value})}"


urlpatterns = [
    path("reports/", reports, name="reports"),
    path("reports/agreement.csv", reports_csv, name="reports_csv"),
]
