"""Charts hold what they are given, cover nothing and say it all in words."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claims.charts.axes import day_words, days_between, value_words, values_of
from claims.charts.labels import spread
from claims.charts.parts import Part, parts_bar
from claims.charts.rivals import rivals
from claims.charts.timeline import MOST_LINES, Line, Mark, timeline

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
VALUES = st.decimals(-(10**9), 10**12, allow_nan=False, places=2)
BOUNDS = st.sampled_from(["exact", "at_least", "more_than", "at_most", "less_than", "approx"])
MARKS = st.builds(
    Mark,
    at=DAYS,
    value=VALUES,
    words=st.sampled_from(["over 200", "1,500", "around 500 people"]),
    bound=BOUNDS,
    note=st.sampled_from(["", "176 cities", "as told by Alef"]),
    is_told=st.booleans(),
    sign=st.sampled_from(["", "history"]),
)
LINES = st.lists(
    st.builds(
        Line,
        label=st.sampled_from(["NCRI / MEK", "Reuters", "وزارت بهداشت", "A very long name of an organisation"]),
        marks=st.lists(MARKS, max_size=4).map(lambda marks: sorted(marks, key=lambda mark: mark.at)),
    ),
    max_size=10,
)


def toll() -> list[Line]:
    def mark(day: date, value: int, words: str, **more: object) -> Mark:
        return Mark(at=day, value=Decimal(value), words=words, bound="more_than", **more)  # type: ignore[arg-type]

    return [
        Line(
            "NCRI / MEK",
            [
                mark(date(2019, 11, 19), 200, "over 200", sign="history", sign_words="Outdated"),
                mark(date(2019, 11, 23), 300, "over 300"),
                mark(date(2019, 11, 26), 450, "over 450", note="176 cities"),
                mark(date(2019, 12, 3), 750, "over 750", is_told=True, note="as told by Alef"),
                mark(date(2019, 12, 4), 1000, "above 1,000"),
                mark(date(2019, 12, 15), 1500, "over 1,500"),
            ],
        ),
        Line("US envoy", [mark(date(2019, 12, 5), 1000, "more than 1,000", is_hedged=True)]),
        Line("Reuters", [Mark(at=date(2019, 12, 23), value=Decimal(1500), words="1,500")]),
        Line("Government", [], note="no total published"),
    ]


def test_a_growing_toll_is_one_rising_line() -> None:
    drawn = timeline(toll(), unit="deaths")
    assert drawn is not None
    first = drawn.lines[0]
    heights = [point.y for point in first.points if not point.mark.is_told]
    assert heights == sorted(heights, reverse=True)
    # Five own statements make four steps; what others tell is none.
    assert first.path.count("V") == 4
    assert [tick.words for tick in drawn.grid] == ["0", "500", "1,000", "1,500"]
    assert drawn.lines[-1].is_silent
    assert {line.shape for line in drawn.lines[:3]} == {"circle", "diamond", "square"}


def test_every_statement_is_told_in_words() -> None:
    drawn = timeline(toll(), unit="deaths")
    assert drawn is not None
    assert drawn.words.startswith("Deaths. NCRI / MEK: over 200 on 19 November 2019, Outdated; over 300")
    assert "over 750 on 3 December 2019 (as told by Alef)" in drawn.words
    assert "Government: no total published." in drawn.words


def test_a_sparse_chart_has_every_label() -> None:
    drawn = timeline(toll(), unit="deaths")
    assert drawn is not None
    unlabelled = [point.words for line in drawn.lines for point in line.points if point.label is None]
    assert unlabelled == []


def test_nobody_who_speaks_no_chart() -> None:
    assert timeline([]) is None
    assert timeline([Line("Government", [], note="none")]) is None
    assert rivals([Line("Government", [], note="none")]) is None


@given(LINES)
def test_marks_and_words_stay_in_the_drawing_and_apart(lines: list[Line]) -> None:
    drawn = timeline(lines)
    if drawn is None:
        assert not any(line.marks for line in lines)
        return
    spoken = [line for line in lines if line.marks]
    assert drawn.left_out == max(0, len(spoken) - MOST_LINES)
    boxes = []
    for line in drawn.lines:
        for point in line.points:
            assert drawn.left - 1 <= point.x <= drawn.right + 1
            assert 0 <= point.y <= drawn.floor + 1
            if point.label is not None:
                boxes.append((point.label.anchor, point.label.x, point.label.y))
    assert len(boxes) == len(set(boxes))
    for tick in drawn.days:
        assert drawn.left - 1 <= tick.at <= drawn.right + 1
    assert len(drawn.days) <= 6
    assert all(mark.words in drawn.words for line in spoken[:1] for mark in line.marks if len(spoken) <= MOST_LINES)


@given(LINES)
def test_rivals_stay_in_the_drawing(lines: list[Line]) -> None:
    drawn = rivals(lines)
    if drawn is None:
        return
    assert all(0 <= dot.x <= drawn.width for row in drawn.rows for dot in row.dots)
    assert len({row.y for row in drawn.rows}) == len(drawn.rows)


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=8))
def test_a_scale_holds_its_numbers_and_has_few_lines(numbers: list[float]) -> None:
    scale = values_of(numbers)
    assert scale.low <= min(0, *numbers, 0)
    assert scale.high >= max(numbers)
    assert 1 <= len(scale.steps()) <= 7
    assert any(abs(step) < scale.step / 1000 for step in scale.steps())


@given(DAYS, st.integers(0, 20_000))
def test_an_axis_has_few_round_days(first: date, span: int) -> None:
    last = first + timedelta(days=span)
    days = days_between(first, last)
    assert 1 <= len(days) <= 6
    assert days == sorted(set(days))
    assert len(day_words(days)) == len(days)


def test_days_say_their_year_once() -> None:
    days = days_between(date(2019, 11, 15), date(2020, 1, 4))
    assert day_words(days) == ["15 Nov 2019", "1 Dec", "15 Dec", "1 Jan 2020"]
    assert day_words(days_between(date(2015, 3, 1), date(2020, 3, 1))) == ["2016", "2017", "2018", "2019", "2020"]


def test_values_are_written_as_people_read_them() -> None:
    assert [value_words(value) for value in (0, 1500, 2.5, 3_200_000, 4e9)] == ["0", "1,500", "2.5", "3.2m", "4bn"]


def test_six_provinces_leave_a_rest() -> None:
    figures = [
        ("Tehran", 400),
        ("Kermanshah", 320),
        ("Fars", 270),
        ("Khuzestan", 240),
        ("Isfahan", 120),
        ("Alborz", 100),
    ]
    parts = [Part(label, Decimal(value), str(value)) for label, value in figures]
    bar = parts_bar(
        parts,
        Decimal(1500),
        sum_words="parts: at least 1,450",
        total_words="total: over 1,500",
        note="At least 50 are not listed.",
        arrow="up",
    )
    assert bar is not None
    assert bar.rest_width > 0
    assert bar.slices[0].x == 0
    assert bar.slices[-1].x + bar.slices[-1].width <= bar.sum_x
    assert "Karaj" not in bar.words
    assert "Kermanshah 320" in bar.words


def test_parts_that_exceed_their_total_leave_none() -> None:
    bar = parts_bar(
        [Part("A", Decimal(8), "8"), Part("B", Decimal(7), "7")], Decimal(10), sum_words="15", total_words="10", note=""
    )
    assert bar is not None
    assert bar.rest_width == 0
    assert bar.total_x < bar.sum_x


def test_nothing_to_compare() -> None:
    assert parts_bar([], Decimal(0), sum_words="", total_words="", note="") is None


@given(st.lists(st.floats(0, 300), max_size=8))
def test_rows_keep_their_distance(wanted: list[float]) -> None:
    places = spread(sorted(wanted), 33, 14, 320)
    assert all(later - sooner >= 32.9 for sooner, later in itertools.pairwise(places))
