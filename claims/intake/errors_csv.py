"""The report of refused rows as CSV: no cell is a live formula, and sent again it says what was sent first.

A spreadsheet runs a cell that begins with an equals sign or one of its kin. Such a cell gets an apostrophe in front,
and so does one that begins with apostrophes before such a sign; reading the report takes exactly one away. Plain
numbers with a sign are left as they are: they compute nothing.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from claims.intake.rows import CELL_KEPT, BadRow, Cell, Guess, Row, Table

LINE, COLUMN, REASON = "refused: line", "refused: column", "refused: reason"
REPORT_COLUMNS = (LINE, COLUMN, REASON)
# What may stand before the sign is what spreadsheets skip, and the apostrophes of an earlier report.
_LIVE = re.compile(r"['\s\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n＝＋－＠﹢﹣﹫−]")
_NUMBER = re.compile(r"[^\S\t\r\n]*[+-]?[0-9][0-9.,]*%?\s*")
_PIECE = 64 * 1024
# After a cell of which only the beginning was kept. A row that still has it is refused.
CUT = " … [cut here: take the whole cell from your own file]"


class Refusal(NamedTuple):
    """A refused row: where it begins in the file, which column is wrong ("" for the row), why, and what was sent."""

    line: int
    column: str
    reason: str
    cells: Mapping[str, str]


def is_report_column(header: str) -> bool:
    """Whether a column is one that the report adds, and that says nothing of the claim."""
    return header.strip().casefold() in REPORT_COLUMNS


def is_report(columns: Sequence[str]) -> bool:
    """Whether a file is such a report, corrected and sent again."""
    return set(REPORT_COLUMNS) <= {column.strip().casefold() for column in columns}


def defused(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if _is_live(text) else text


def restored(text: str) -> str:
    """What `defused` was given."""
    return text[1:] if text.startswith("'") and _is_live(text[1:]) else text


def errors_csv(columns: Sequence[str], refusals: Iterable[Refusal]) -> Iterator[str]:
    """The report in pieces of some 64 KiB: the columns of the file, then line, column and reason."""
    page = StringIO()
    writer = csv.writer(page, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    kept = [column for column in columns if not is_report_column(column)]
    # A byte order mark tells spreadsheets that this is UTF-8.
    page.write("\ufeff")
    writer.writerow([*map(defused, kept), *REPORT_COLUMNS])
    for refusal in refusals:
        cells = [defused(_marked(as_text(refusal.cells.get(column, "")))) for column in kept]
        writer.writerow([*cells, refusal.line, defused(refusal.column), defused(refusal.reason)])
        if page.tell() >= _PIECE:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
    yield page.getvalue()


def as_text(cell: object) -> str:
    """A cell as one text: values of a list with semicolons between them."""
    return "; ".join(map(str, cell)) if isinstance(cell, list) else str(cell)


class RestoredTable:
    """A report that is sent again, read as the file it was made from; any other table is read as it is."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._is_report = is_report(table.columns)

    @property
    def columns(self) -> list[str]:
        return [restored(column) for column in self._table.columns] if self._is_report else self._table.columns

    @property
    def guess(self) -> Guess:
        return self._table.guess

    def __iter__(self) -> Iterator[Row | BadRow]:
        for batch in self.batches():
            yield from batch

    def batches(self) -> Iterator[list[Row | BadRow]]:
        """The rows in lists of some thousands at most."""
        for batch in self._table.batches():
            if self._is_report:
                columns = self.columns
                yield [_restored_row(row, columns) if isinstance(row, Row) else row for row in batch]
            else:
                yield batch


def _restored_row(row: Row, columns: Sequence[str]) -> Row | BadRow:
    cells: list[Cell] = [restored(cell) if isinstance(cell, str) else cell for cell in row.cells]
    for header, cell in zip(columns, cells, strict=False):
        if isinstance(cell, str) and cell.endswith(CUT):
            sent = {name: as_text(each)[:CELL_KEPT] for name, each in zip(columns, cells, strict=False)}
            words = "Only the beginning of this cell was kept in the report. Take the whole from your own file."
            return BadRow(row.number, row.line, words, column=header, cells=sent)
    return Row(row.number, row.line, cells)


def _marked(text: str) -> str:
    return f"{text}{CUT}" if len(text) >= CELL_KEPT and not text.endswith(CUT) else text


def _is_live(text: str) -> bool:
    if not _LIVE.match(text):
        return False
    return not _NUMBER.fullmatch(text.lstrip("'"))
