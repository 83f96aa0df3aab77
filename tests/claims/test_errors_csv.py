"""The report of refused rows: nothing in it runs, and sent again it says what was sent first."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.intake.errors_csv import (
    CUT,
    REPORT_COLUMNS,
    Refusal,
    RestoredTable,
    defused,
    errors_csv,
    is_report,
    is_report_column,
    restored,
)
from claims.intake.formats.csv import CsvTable
from claims.intake.rows import CELL_KEPT, BadRow, Row

FORMULAS = [
    "=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(1)",
    " =1+1", "\u00a0=1", "\ufeff=1", "'=1", "''=1", "' =1", "−1+2", "-", "=", "+", "@", "-1e", "+-1", "\u200f=1",
]  # fmt: skip
PLAIN = ["", "a", "'", "''", "it's", "'tis", "-5", "+5", "-1,500.5", "5 %", "-3%", "1=1", "a@b.example", " a", "'-5"]


def read_back(report: str) -> list[dict[str, object]]:
    table = RestoredTable(CsvTable(io.BytesIO(report.encode()), encoding="", delimiter="", has_header=True))
    return [dict(zip(table.columns, row.cells, strict=False)) for row in table if isinstance(row, Row)]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_is_defused_and_comes_back(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert restored(defused(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_what_computes_nothing_is_left_alone(text: str) -> None:
    assert defused(text) == restored(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n ＝＋1.,%a\u200f\ufeff")) | st.text())
@example("'" * 50 + "=")
@example("\r1")
@example("\t-1")
def test_every_text_comes_back(text: str) -> None:
    assert restored(defused(text)) == text
    assert defused(text)[:1] not in tuple("=@＝＋－＠\t\r\n") or defused(text) == ""


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
@example([("=1", "\r\n=2"), ("'=3", "-4")])
@example([("\r", "\n")])
@example([("", "a")])
def test_the_report_is_read_as_the_rows_it_was_made_from(rows: list[tuple[str, str]]) -> None:
    refusals = [Refusal(number, "=column", "+reason", {"=claim": a, "who": b}) for number, (a, b) in enumerate(rows)]
    report = "".join(errors_csv(["=claim", "who"], refusals))
    for line in csv.reader(io.StringIO(report.removeprefix("\ufeff"), newline="")):
        assert all(cell == "" or not cell.startswith(tuple("=@\t\r＝＋－＠")) for cell in line), line
    # A row of nothing but empty cells before the report's own columns is still a row.
    found = [(each["=claim"], each["who"]) for each in read_back(report)]
    assert found == rows


def test_its_own_columns_are_known_and_others_are_read_as_they_are() -> None:
    assert is_report(["Claim", "Refused: Line", *REPORT_COLUMNS[1:]])
    assert not is_report(["Claim", "refused: line"])
    assert [is_report_column(each) for each in ("refused: line", "REFUSED: REASON ", "line")] == [True, True, False]
    other = "claim,b\n'=1,2\n"
    assert read_back(other) == [{"claim": "'=1", "b": "2"}]


def test_a_report_of_a_report_has_its_columns_once() -> None:
    columns = ["claim", *REPORT_COLUMNS]
    report = "".join(errors_csv(columns, [Refusal(3, "", "Again.", {"claim": "x", "refused: reason": "Before."})]))
    assert report == "\ufeffclaim,refused: line,refused: column,refused: reason\r\nx,3,,Again.\r\n"


def test_it_comes_in_pieces() -> None:
    refusals = (Refusal(number, "", "No.", {"claim": "x" * 1000}) for number in range(1000))
    pieces = list(errors_csv(["claim"], refusals))
    assert len(pieces) > 10
    assert max(map(len, pieces)) < 70_000
    assert len("".join(pieces).splitlines()) == 1001


def test_a_cell_that_was_cut_says_so_and_is_not_taken_for_whole() -> None:
    """Only the beginning of a long cell is kept, and must not become the claim when the report is sent."""
    cut = "x" * CELL_KEPT
    report = "".join(errors_csv(["claim", "day"], [Refusal(7, "day", "No such date.", {"claim": cut, "day": "x"})]))
    assert f"{cut}{CUT}," in report
    table = RestoredTable(CsvTable(io.BytesIO(report.encode()), encoding="", delimiter="", has_header=True))
    [row] = list(table)
    assert isinstance(row, BadRow)
    assert (row.number, row.column) == (1, "claim")
    assert "your own file" in row.reason
