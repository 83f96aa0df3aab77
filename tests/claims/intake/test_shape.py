"""Rows as claims: exactly the text that was sent, or a refusal that names row, line and column."""

import timeit
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.candidate import Bound, Stance
from claims.intake.claim_row import ClaimRow
from claims.intake.fields import FIELDS
from claims.intake.rows import CELL_KEPT, BadRow, Cell, Row
from claims.intake.shape import ClaimShape
from factcheck.core.text import refuse_unstorable

NAMES = [field.name for field in FIELDS]


def shaped(**cells: Cell) -> ClaimRow:
    """A row with a column for each field given."""
    columns = list(cells)
    return ClaimShape(columns, {name: name for name in columns}).shape(Row(7, 9, list(cells.values())))


def refused(**cells: Cell) -> BadRow:
    with pytest.raises(BadRow) as error:
        shaped(**cells)
    assert (error.value.number, error.value.line) == (7, 9)
    assert error.value.reason.endswith(".")
    return error.value


def test_every_field_of_a_row() -> None:
    claim = shaped(
        text=" Over 1,500 died ",
        quote="«بیش از ۱۵۰۰»",
        claimant="Reuters > an Iranian official",
        stance="confirms",
        value="1,500",
        bound="more than",
        unit="deaths",
        place="Iran",
        as_of="2019-12",
        said_on="23 Dec 2019",
        language="fa-ir",
        url="https://news.example/1",
        topic="November 2019",
        priority="high",
        due="2020-01-31",
        reach="1.2 million",
        tags="toll; protest",
        external_id="A-1",
    )
    assert claim == ClaimRow(
        number=7,
        line=9,
        text="Over 1,500 died",
        quote="«بیش از ۱۵۰۰»",
        claimants=("Reuters", "an Iranian official"),
        stance=Stance.CONFIRMS,
        value=Decimal(1500),
        bound=Bound.MORE_THAN,
        unit="deaths",
        place="Iran",
        as_of="2019-12",
        said_on="2019-12-23",
        language="fa-IR",
        url="https://news.example/1",
        topic="November 2019",
        priority=1,
        due=date(2020, 1, 31),
        reach=1_200_000,
        tags=("toll", "protest"),
        external_id="A-1",
    )


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cگوید",
        "e\u0301\u0323",
        "\u202eabc\u202c",
        "a\u00a0b\r\nc\td",
        "=SUM(A1)",
        "\U0001f600",
        "&amp;",
        "ﬁ",
        "\ufeffx",
    ],
)
def test_text_is_kept_exactly(text: str) -> None:
    assert shaped(text=f" \t{text}\n").text == text


def test_a_quote_alone_is_the_claim() -> None:
    claim = shaped(text=" ", quote="They said so")
    assert (claim.text, claim.quote) == ("They said so", "They said so")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"value": "at least 400 deaths"}, (400, None, Bound.AT_LEAST, "deaths")),
        ({"value": "400", "unit": "deaths", "bound": "over"}, (400, None, Bound.MORE_THAN, "deaths")),
        ({"value": "over 400", "unit": "d", "bound": ">"}, (400, None, Bound.MORE_THAN, "d")),
        ({"value": "200-300", "unit": "d"}, (200, 300, Bound.BETWEEN, "d")),
        ({"value": "200", "value_max": "300", "unit": "d"}, (200, 300, Bound.BETWEEN, "d")),
        ({"value": "200", "value_max": "300", "bound": "between", "unit": "d"}, (200, 300, Bound.BETWEEN, "d")),
        ({"value": "45%"}, (45, None, Bound.EXACT, "percent")),
        ({"value": "45%", "unit": "share of votes"}, (45, None, Bound.EXACT, "share of votes")),
        ({"value": "", "unit": "deaths"}, (None, None, Bound.EXACT, "deaths")),
        ({"value": "0", "unit": "deaths"}, (0, None, Bound.EXACT, "deaths")),
    ],
)
def test_figures(cells: dict[str, str], expected: tuple[Any, ...]) -> None:
    claim = shaped(text="x", **cells)
    assert (claim.value, claim.value_max, claim.bound, claim.unit) == expected


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"value": "over 400", "unit": "d", "bound": "at most"}, "bound", "says more than, the bound at most"),
        ({"value": "300", "unit": "d", "value_max": "200"}, "value_max", "must be above 300"),
        ({"value": "300", "unit": "d", "value_max": "300"}, "value_max", "must be above 300"),
        ({"value": "400", "unit": "d", "bound": "between"}, "bound", "goes with the bound between"),
        ({"value": "400", "unit": "d", "bound": "exact", "value_max": "500"}, "bound", "goes with the bound between"),
        ({"value": "over 400", "unit": "d", "value_max": "500"}, "value_max", "Keep one of them"),
        ({"value": "200-300", "unit": "d", "value_max": "400"}, "value_max", "Keep one"),
        ({"value": "", "bound": "over"}, "bound", "no value"),
        ({"value_max": "4"}, "value_max", "no value"),
        ({"value": "400"}, "value", "without a unit"),
        ({"value": "400 " + "x" * 101}, "value", "100 are kept"),
        ({"value": "1.500", "unit": "d"}, "value", "may be 1500"),
        ({"stance": "denies"}, "stance", "without a claimant"),
        ({"said_on": "03/04/2019"}, "said_on", "two days"),
        ({"due": "2019"}, "due", "no day"),
        ({"url": "x"}, "url", "no address"),
        ({"place": "x" * 201}, "place", "200 are kept"),
        ({"language": ["en", "fa"]}, "language", "2 values"),
    ],
)
def test_refusals_name_the_column(cells: dict[str, Cell], column: str, words: str) -> None:
    bad = refused(text="x", **cells)
    assert bad.column == column
    assert words in bad.reason
    assert bad.cells["text"] == "x"


def test_rows_without_a_claim() -> None:
    assert (refused(text=" ", unit="").reason, refused(text="").column) == ("The row is empty.", "")
    bad = refused(text="", place="Iran")
    assert (bad.column, bad.reason) == ("text", "There is no claim in this row. Add its text.")
    with pytest.raises(BadRow, match="empty"):
        ClaimShape(["text"], {"text": "text"}).shape(Row(1, 1, []))


@pytest.mark.parametrize(("text", "name"), [("a\0b", "U+0000"), ("a\ud800", "U+D800"), ("\udfff", "U+DFFF")])
def test_what_cannot_be_stored_is_refused_wherever_it_stands(text: str, name: str) -> None:
    for bad in (refused(text=text), refused(text="x", tags=["ok", text]), refused(text="x", claimant=text)):
        assert name in bad.reason
        assert bad.column
        assert "\N{REPLACEMENT CHARACTER}" in bad.cells[bad.column]
    shape = ClaimShape(["text", "ignored"], {"text": "text"})
    with pytest.raises(BadRow) as error:
        shape.shape(Row(1, 1, ["x", text]))
    assert error.value.column == "ignored"


def test_long_cells_are_cut_in_the_report() -> None:
    assert len(refused(text="x" * 1_000_000).cells["text"]) == CELL_KEPT


def test_headers_match_in_any_case_and_columns_may_grow() -> None:
    columns = ["Claim Text", "Note"]
    shape = ClaimShape(columns, {"claim text": "text", "PLACE": "place", "Note": ""}, language="fa")
    assert shape.shape(Row(1, 1, ["x", "ignored"])).place == ""
    columns.append("Place")
    claim = shape.shape(Row(2, 2, ["y", "", "Iran"]))
    assert (claim.text, claim.place, claim.language) == ("y", "Iran", "fa")
    assert shape.shape(Row(3, 3, ["z"])).place == ""


def test_what_repeats_is_read_once_and_never_kept_for_another_field() -> None:
    columns = ["text", "as_of", "due", "place", "topic"]
    shape = ClaimShape(columns, {name: name for name in columns})
    first = shape.shape(Row(1, 1, ["x", "2019-12-15", "2019-12-15", "2019-12-15", "2019-12-15"]))
    again = shape.shape(Row(2, 2, ["x", "2019-12-15", "2019-12-15", "2019-12-15", "2019-12-15"]))
    assert (again.as_of, again.due, again.place) == ("2019-12-15", date(2019, 12, 15), "2019-12-15")
    assert first.due is again.due
    for number in range(10_000):
        assert shape.shape(Row(number, 1, ["x", "", "", f"place {number}", ""])).place == f"place {number}"


CELLS = (
    st.text(max_size=30) | st.lists(st.text(max_size=8), max_size=3) | st.sampled_from(["2019", "400", "en", "\ud800"])
)


@given(st.lists(st.sampled_from(NAMES), unique=True), st.lists(CELLS, max_size=20))
def test_any_cells_are_a_claim_or_a_refusal(names: list[str], cells: list[Cell]) -> None:
    try:
        claim = ClaimShape(names, {name: name for name in names}).shape(Row(1, 1, cells))
    except BadRow as bad:
        texts = [bad.reason, *bad.cells.values()]
    else:
        assert claim.text
        texts = [claim.text, claim.quote, claim.unit, claim.place, claim.topic, claim.external_id, *claim.claimants]
    for text in texts:
        refuse_unstorable(text)


def test_a_row_takes_microseconds() -> None:
    """Six columns, unlike as in real files. The aim is 6; the bound leaves room for a busy machine."""
    columns = ["Claim", "Who", "Date", "Lang", "URL", "ID"]
    shape = ClaimShape(
        columns, dict(zip(columns, ["text", "claimant", "said_on", "language", "url", "external_id"], strict=True))
    )
    text = "At least {} people were killed in the protests, by figures that the ministry gave on Tuesday. "
    rows = [
        Row(n, n, [text.format(n).ljust(180, "x"), f"A > B {n % 50}", f"2019-12-{n % 28 + 1:02}", "en",
                   f"https://news.example/{n}", f"row-{n}"])
        for n in range(5000)
    ]  # fmt: skip
    best = min(timeit.repeat(lambda: [shape.shape(row) for row in rows], number=1, repeat=5)) / len(rows)
    assert best < 20e-6
