"""What a reader of tables gives: rows as sent, and refusals that say where and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

# A row longer than this is refused and only its beginning is kept: nobody corrects a megabyte in a form.
ROW_LIMIT = 1_000_000
RAW_KEPT = 2_000
# Of a cell in a row that can be read but not taken, so much, so that it can be set right on a page.
CELL_KEPT = 20_000
COLUMN_LIMIT = 1_000

Cell = str | list[str]


class BadRow(Exception):
    """One row that cannot be taken.

    ``number`` counts rows of data from 1 as `Row.number` does, ``line`` is where it begins in the file (from 1; the
    sheet's row in a workbook), ``column`` the header as written ("" for the whole row), ``reason`` a sentence that
    says what is wrong, what was received and what to do, ``cells`` what was sent by column, cut short when too long.
    """

    def __init__(
        self, number: int, line: int, reason: str, *, column: str = "", cells: dict[str, str] | None = None
    ) -> None:
        super().__init__(reason)
        self.number = number
        self.line = line
        self.column = column
        self.reason = reason
        self.cells = cells or {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Go from one process to another with everything."""
        return _bad_row, (self.number, self.line, self.reason, self.column, self.cells)


def _bad_row(number: int, line: int, reason: str, column: str, cells: dict[str, str]) -> BadRow:
    return BadRow(number, line, reason, column=column, cells=cells)


class BadFile(BadRow):
    """A file that cannot be read at all, or no further; ``reason`` says why and what to do."""

    def __init__(self, reason: str, *, line: int = 0) -> None:
        super().__init__(0, line, reason)

    def __reduce__(self) -> tuple[Any, ...]:
        """Go from one process to another with everything."""
        return _bad_file, (self.reason, self.line)


def _bad_file(reason: str, line: int) -> BadFile:
    return BadFile(reason, line=line)


class Row(NamedTuple):
    """One row as sent. ``cells`` stand in the order of the table's ``columns``; there may be fewer of them.

    A tuple, because one is made for each of millions of rows: a frozen dataclass takes four times as long.
    """

    number: int
    line: int
    cells: Sequence[Cell]


@dataclass
class Guess:
    """How a file was read, for people to see and to override: each value is a plain word or number."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    member: str = ""
    notes: list[str] = field(default_factory=list)


class Table(Protocol):
    """A file as rows. Reading is a stream: memory does not grow with the file.

    ``columns`` are the headers as written. Those of JSON records grow as new keys are met, never shrink or move.
    Iterating raises BadFile when nothing more can be read, and yields BadRow for a row that cannot be taken.
    """

    @property
    def columns(self) -> list[str]: ...

    @property
    def guess(self) -> Guess: ...

    def __iter__(self) -> Iterator[Row | BadRow]: ...

    def batches(self) -> Iterator[list[Row | BadRow]]:
        """Give the same rows in lists of some thousands at most, which costs less for each row."""
        ...
