"""Reading samples of tables in tests, and what every reader of them promises."""

import io
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

from claims.intake.rows import BadFile, BadRow, Row, Table

SAMPLES = Path(__file__).parent / "samples" / "tables"


def sample(name: str) -> io.BytesIO:
    return io.BytesIO((SAMPLES / name).read_bytes())


def rows_of(table: Table) -> list[list[object]]:
    """Cells of a table that refuses nothing."""
    rows = list(table)
    assert [row.reason for row in rows if isinstance(row, BadRow)] == []
    return [list(row.cells) for row in rows if isinstance(row, Row)]


def refusals(table: Table) -> list[tuple[int, int, str, str]]:
    """Number, line, column and the beginning of the reason of each row that is refused."""
    return [(row.number, row.line, row.column, row.reason[:60]) for row in table if isinstance(row, BadRow)]


def read_all(open_it: Callable[[], Table]) -> tuple[str, list[str], list[Row | BadRow], float]:
    """Why a file is refused, or its columns and rows, and the seconds that this thread took."""
    began = time.thread_time()
    try:
        table = open_it()
        found = list(table)
        return "", table.columns, found, time.thread_time() - began
    except BadFile as refused:
        return refused.reason, [], [], time.thread_time() - began


def keeps_promises(open_it: Callable[[], Table], *, size: int) -> None:
    """Only BadFile is raised, rows are numbered from 1, text can be stored, and time is bounded by the size.

    Time is that of this thread, which no other process on the machine lengthens.
    """
    reason, columns, found, spent = read_all(open_it)
    if reason:
        assert reason.endswith(".")
        storable([reason])
        return
    allowed = 0.5 + size / 20_000 + len(found) / 1_000
    # Once may be the collector's turn; thrice is the reader's own.
    assert spent < allowed or min(read_all(open_it)[3] for _ in range(3)) < allowed
    assert [row.number for row in found] == list(range(1, len(found) + 1))
    assert [row.line for row in found] == sorted(row.line for row in found)
    for row in found:
        if isinstance(row, BadRow):
            assert row.reason
            storable([row.reason, row.column, *row.cells, *row.cells.values()])
        else:
            assert len(row.cells) <= len(columns)
            storable([text for cell in row.cells for text in ([cell] if isinstance(cell, str) else cell)])
    storable(columns)


def storable(texts: list[str]) -> None:
    for text in texts:
        assert "\0" not in text
        text.encode("utf-8")


class OneWay(io.RawIOBase):
    """A stream that can only be read on, in small pieces, such as a socket."""

    def __init__(self, data: bytes, piece: int = 7_000) -> None:
        self._data = io.BytesIO(data)
        self._piece = piece

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        data = self._data.read(min(len(buffer), self._piece))
        buffer[: len(data)] = data
        return len(data)


class Endless(io.RawIOBase):
    """A stream made while it is read, so that it takes no memory itself."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        self._rest = self._rest or next(self._pieces, b"")
        taken, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def most_memory(work: Callable[[], object]) -> float:
    """The most memory in MB that Python held more than before while ``work`` ran."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
