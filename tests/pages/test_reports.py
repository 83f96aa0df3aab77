"""The page of reports: figures with their counts, the same in chart, table and file."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.core.models import User
from reviews.queries.agreement import By, agreement_report
from tests.factories import assess, assigned, make_review

AsPerson = Callable[[str], Client]


@pytest.fixture
def twelve(cast: dict[str, User]) -> None:
    cast["ada"].name = "=HYPERLINK(1)"
    cast["ada"].save()
    for number in range(12):
        review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
        assess(review, cast["ada"], ("true", "false", "half-true")[number % 3])
        assess(review, cast["ben"], ("true", "false", "mostly-true")[number % 3])


def test_an_empty_desk_says_so(cast: dict[str, User], as_person: AsPerson) -> None:
    body = as_person("erin").get(reverse("reports")).content.decode()
    assert "Nothing to compare yet" in body
    assert "none ended" in body


def test_chart_table_and_file_say_the_same(twelve: None, cast: dict[str, User], as_person: AsPerson) -> None:
    figure = agreement_report(cast["erin"], by=By.MONTH).whole.ordinal
    assert figure.alpha is not None
    assert figure.low is not None
    assert figure.high is not None
    erin = as_person("erin")
    body = erin.get(reverse("reports"), {"by": "month", "period": "1y"}).content.decode()
    interval = f"{figure.low:.2f} to {figure.high:.2f}"
    assert f"{interval}, 12 pairs" in body.split("Chart of agreement")[1].split("</svg>")[0]
    assert interval in body.split("Agreement as a table")[1]
    answer = erin.get(reverse("reports_csv"), {"by": "month", "period": "1y"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="agreement-by-month-1y.csv"'
    whole, month = csv.DictReader(io.StringIO(answer.content.decode()))
    assert (whole["name"], whole["pairs"], whole["same"]) == ("All", "12", "8")
    assert month["ordinal"] == whole["ordinal"] == str(round(figure.alpha, 4))
    assert whole["attribution"] == ""  # always the same: no figure


def test_no_cell_of_the_file_is_a_live_formula(twelve: None, as_person: AsPerson) -> None:
    answer = as_person("erin").get(reverse("reports_csv"), {"by": "pair"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert rows[1]["name"] == "'=HYPERLINK(1) and Ben Lindqvist"


def test_an_unknown_period_or_grouping_is_the_usual_one(as_person: AsPerson, cast: dict[str, User]) -> None:
    erin = as_person("erin")
    answer = erin.get(reverse("reports"), {"by": "mood", "period": "9y"})
    assert answer.context["agreement"].by is By.DESK
    assert (answer.context["until"] - answer.context["since"]).days == 56
