"""Numbers, bounds, units and dates, in the words of many kinds of text."""

from datetime import date
from decimal import Decimal

import pytest

from claims.extraction.candidate import Bound
from claims.extraction.dates import Calendar
from claims.extraction.quantities import quantities
from claims.extraction.tokens import tokenize


def read(text: str, document_date: date | None = date(2024, 5, 15)) -> list[tuple[str, str | None, str, str]]:
    dates = Calendar(text, document_date).mentions(text, 0, len(text))
    found, _ = quantities(tokenize(text, 0, len(text)), [(d.start, d.end) for d in dates])
    return [(str(q.value), str(q.value_max) if q.value_max else None, q.bound.value, q.unit) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("police killed at least 1,500 people", [("1500", None, "at_least", "deaths")]),
        ("He put the number of wounded at 4,000", [("4000", None, "exact", "wounded")]),
        ("The death toll has passed 46", [("46", None, "more_than", "deaths")]),
        ("no fewer than 12 soldiers were injured", [("12", None, "at_least", "wounded")]),
        ("between 30 and 40 miners died", [("30", "40", "between", "deaths")]),
        ("1.5 to 2 million people were displaced", [("1500000", "2000000", "between", "displaced")]),
        ("$3-4 million in aid", [("3000000", "4000000", "between", "dollars")]),
        ("200-plus killed", [("200", None, "more_than", "deaths")]),
        ("300 or more homes", [("300", None, "at_least", "homes")]),
        ("up to 20 villages", [("20", None, "at_most", "villages")]),
        ("fewer than 50 schools", [("50", None, "less_than", "schools")]),
        ("a third of households", [("33", None, "exact", "percent")]),
        ("two-thirds of the patients", [("67", None, "exact", "percent")]),
        ("inflation rose to 5.4 per cent", [("5.4", None, "exact", "percent")]),
        ("it fell by 2 percentage points", [("2", None, "exact", "percentage points")]),
        ("two hundred and fifty thousand people fled", [("250000", None, "exact", "displaced")]),
        ("a dozen protesters were arrested", [("12", None, "exact", "arrests")]),
        (
            "12 people were killed and 30 injured",
            [("12", None, "exact", "deaths"), ("30", None, "exact", "wounded")],
        ),
        (
            "killed 12 people, injuring 30 others",
            [("12", None, "exact", "deaths"), ("30", None, "exact", "wounded")],
        ),
        ("Cases rose to 3,400", [("3400", None, "exact", "cases")]),
        ("for almost a week", [("1", None, "approx", "weeks")]),
        ("a 12-hour power cut", [("12", None, "exact", "hours")]),
        ("sales reached €1.2bn", [("1200000000", None, "exact", "euros")]),
        ("دست‌کم ۱۵۰۰ نفر کشته شدند", [("1500", None, "at_least", "deaths")]),
        ("مقتل ٣٠٠ شخص", [("300", None, "exact", "people")]),
        ("some 12,000 protesters were detained", [("12000", None, "approx", "arrests")]),
        ("one person was killed", [("1", None, "exact", "deaths")]),
    ],
)
def test_a_figure_is_typed(text: str, expected: list[tuple[str, str | None, str, str]]) -> None:
    assert read(text) == expected


def test_a_list_keeps_what_is_counted_and_its_bound() -> None:
    text = "At least 40 have been killed in Goma, 32 in Bukavu, and 10 in Beni."
    assert [(v, b, u) for v, _, b, u in read(text)] == [
        ("40", "at_least", "deaths"),
        ("32", "at_least", "deaths"),
        ("10", "at_least", "deaths"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Declaration No. 55",
        "Statement No-43",
        "a 34-year-old man",
        "John Smith, 45, spoke",
        "at 10:30 on 12 May 2020",
        "Article 5 of the treaty",
        "the 9/11 attacks",
        "the 21st century",
        "Covid-19",
        "https://example.org/26908-200-plus-killed",
        "one of the ministers",
        "In 2019 the law changed",
    ],
)
def test_a_number_that_counts_nothing_is_no_figure(text: str) -> None:
    assert [found for found in read(text) if found[3]] == []


def test_offsets_are_those_of_the_number_with_its_bound_and_unit() -> None:
    text = "Officials said more than 200 homes burned."
    found, _ = quantities(tokenize(text, 0, len(text)), [])
    assert text[found[0].start : found[0].end] == "more than 200 homes"
    assert found[0].value == Decimal(200)
    assert found[0].bound is Bound.MORE_THAN


@pytest.mark.parametrize(
    ("text", "document_date", "expected"),
    [
        ("On 3 March 2021 it rained.", None, ["2021-03-03"]),
        ("On March 3rd, 2021 it rained.", None, ["2021-03-03"]),
        ("It began on 2021-03-03.", None, ["2021-03-03"]),
        ("On Tuesday", date(2024, 5, 15), ["2024-05-14"]),
        ("on Wednesday", date(2024, 5, 15), ["2024-05-15"]),
        ("On Tuesday", None, []),
        ("yesterday", date(2024, 3, 1), ["2024-02-29"]),
        ("On 30 December", date(2024, 1, 3), ["2023-12-30"]),
        (
            "On May 3. Four days later. The following day.",
            date(2024, 5, 15),
            ["2024-05-03", "2024-05-07", "2024-05-08"],
        ),
        ("in March 2021", None, ["2021-03"]),
        ("in early December", date(2024, 1, 3), ["2023-12"]),
        ("in early December. A week later", date(2024, 1, 3), ["2023-12", "2023-12"]),
        ("since 2019", None, ["2019"]),
        ("three people may have died", date(2024, 5, 15), []),
        ("31 February 2021", None, []),
        ("two years ago", date(2024, 5, 15), ["2022"]),
    ],
)
def test_dates_are_resolved(text: str, document_date: date | None, expected: list[str]) -> None:
    found = Calendar(text, document_date).mentions(text, 0, len(text))
    assert [mention.as_of.value for mention in found] == expected
