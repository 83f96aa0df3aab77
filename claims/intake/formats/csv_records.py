"""Cutting delimited text into records, block by block, so that no record can swallow the file."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from claims.intake.rows import RAW_KEPT, ROW_LIMIT

_LINE_END = re.compile("\r\n|\r|\n")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# What is kept of a record that is too long: a quotation mark, a delimiter and the like.
_SHORT = 8
_LOOKED_AT = 20
_UNCLOSED = "unexpected end of data"
# Records are cut at ROW_LIMIT here. The module's own limit holds for the whole process and may only be raised: someone
# else may rely on it, and at its default of 131,072 a long transcript would be refused.
csv.field_size_limit(max(csv.field_size_limit(), 4 * ROW_LIMIT))


@dataclass(frozen=True, slots=True)
class Run:
    """Records that follow one another, the lines they begin in, and whether their text needs no looking at."""

    lines: Sequence[int]
    records: list[list[str]]
    clean: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be cut out: the line it begins in, why, and its beginning as it stands in the file."""

    line: int
    reason: str
    raw: str


class Records:
    """The records of a text with ``delimiter`` between cells and double quotation marks round them.

    A quotation mark inside quotation marks must be doubled. Anything else is refused, since reading it would change
    what was sent. When an opened quotation mark is not closed where it should be, and the lines after it look like
    records of their own, only the line that opened it is refused; otherwise everything up to its end is.
    At most ROW_LIMIT characters and a block are held at any moment.
    """

    def __init__(
        self, blocks: Iterator[tuple[str, bool]], delimiter: str, *, skip_spaces: bool = False, first_line: int = 1
    ) -> None:
        self._blocks = blocks
        self._delimiter = delimiter
        self._skip_spaces = skip_spaces
        self._line = first_line
        self._carry = ""
        self._clean = True
        self._too_long: Broken | None = None
        self._width = 0
        # Reading lines again costs time, so for each character read no more than two are read again.
        self._again = 4 * ROW_LIMIT

    def __iter__(self) -> Iterator[Run | Broken]:
        for text, clean in self._blocks:
            self._again += 2 * len(text)
            self._carry += text
            self._clean = (self._clean or not UNSTORABLE.search(self._carry)) and clean
            cut = _last_end(self._carry)
            yield from self._cut(self._carry[:cut], self._carry[cut:], final=False)
            while len(self._carry) > (_SHORT if self._too_long else ROW_LIMIT):
                yield from self._shorten()
        yield from self._cut(self._carry, "", final=True)
        if self._too_long:
            yield self._too_long

    def _cut(self, text: str, rest: str, *, final: bool) -> Iterator[Run | Broken]:
        """Give the records of whole lines, and leave in ``_carry`` what waits for more text."""
        source = io.StringIO(text, newline="")
        while (start := source.tell()) < len(text):
            records, taken, problem = self._parse(source)
            end = source.tell()
            spans = [] if taken == len(records) else [_span(record) for record in records]
            whole = taken if problem is None else sum(spans)
            if self._too_long and (records or problem != _UNCLOSED or final):
                # The first of what was read is the end of the record that is too long.
                yield self._too_long
                self._too_long = None
                whole = (spans[0] if spans else 1) if records else taken
                _forward(source, start, whole)
                self._line += whole
                continue
            if records and len(text) > ROW_LIMIT:
                source.seek(start)
                yield from self._measured(records, spans or [1] * len(records), source)
            elif records:
                yield Run(_begins(self._line, spans) or range(self._line, self._line + whole), records, self._clean)
            if records:
                self._width = self._width or len(records[0])
            self._line += whole
            if problem is None:
                self._carry = rest
                return
            begin = _forward(source, start, whole)
            if problem == _UNCLOSED and not final:
                self._carry = text[begin:] + rest
                return
            yield self._broken(problem, text[begin : min(end, begin + RAW_KEPT + 1)])
            lines = taken - whole
            if lines > 1 and self._may_go_back(source, end - begin):
                lines = 1
            _forward(source, begin, lines)
            self._line += lines
        self._carry = rest

    def _parse(self, lines: Iterable[str]) -> tuple[list[list[str]], int, str | None]:
        """Give the records up to the first problem, how many lines were read, and the problem."""
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True, skipinitialspace=self._skip_spaces)
        records: list[list[str]] = []
        try:
            # What was appended before an error stays.
            records.extend(reader)
        except csv.Error as error:
            return records, reader.line_num, str(error)
        return records, reader.line_num, None

    def _measured(self, records: list[list[str]], spans: list[int], source: io.StringIO) -> Iterator[Run | Broken]:
        """Give records one by one, those that are too long as broken ones."""
        line = self._line
        for record, span in zip(records, spans, strict=True):
            raw = "".join(islice(source, span))
            if len(raw) > ROW_LIMIT:
                yield _too_long(line, raw)
            else:
                yield Run(range(line, line + 1), [record], self._clean)
            line += span

    def _broken(self, problem: str, raw: str) -> Broken:
        if problem == _UNCLOSED:
            reason = (
                f"A quotation mark opens a cell in this row and is never closed. The row begins in line {self._line}. "
                "Close the quotation mark, or write it twice if it belongs to the text."
            )
        elif "expected after" in problem:
            reason = (
                "A quotation mark stands inside a quoted cell and is not written twice, so that the end of the cell "
                "cannot be told. Write each quotation mark inside a quoted cell twice."
            )
        else:
            reason = f"The row cannot be cut into cells: {problem}. Check its quotation marks and line ends."
        return Broken(self._line, reason, raw)

    def _shorten(self) -> Iterator[Run | Broken]:
        """Drop the middle of a record that is too long, keeping what tells where it ends."""
        if self._too_long is None:
            too_long = _too_long(self._line, self._carry)
            source = io.StringIO(self._carry, newline="")
            if self._may_go_back(source, len(self._carry)):
                yield too_long
                self._line += 1
                begin, cut = _forward(source, 0, 1), _last_end(self._carry)
                yield from self._cut(self._carry[begin:cut], self._carry[cut:], final=False)
                return
            self._too_long = too_long
        # A carriage return at the end may be half of a line end, which is counted once.
        half = "\r" if self._carry.endswith("\r") else ""
        text = self._carry.removesuffix(half)
        self._line += len(_LINE_END.findall(text))
        self._carry = self._state(text) + half

    def _state(self, text: str) -> str:
        """Give a short beginning of a record that leaves the parser where ``text`` leaves it."""
        body = text.rstrip('"')
        marks = len(text) - len(body)
        # Pairs of quotation marks cancel out wherever they stand.
        end = '"' * (2 - marks % 2) if marks else ""
        _, _, problem = self._parse(io.StringIO(body, newline=""))
        if problem == _UNCLOSED:
            return '"' + end
        if body.endswith(self._delimiter):
            return "x" + self._delimiter + end
        return ("x" if body else "") + end

    def _may_go_back(self, source: io.StringIO, size: int) -> bool:
        """Tell whether the lines after the next, which a quoted cell swallowed, look like records of their own."""
        next(source, "")
        lines = list(islice(source, _LOOKED_AT))
        if self._width < 2 or size > self._again or not lines:
            return False
        strange = 0
        for line in lines:
            records, _, problem = self._parse([line])
            strange += problem is not None or len(records) != 1 or len(records[0]) != self._width
            if strange * 5 > len(lines):
                return False
        self._again -= size
        return True


def _last_end(text: str) -> int:
    """Give where the last whole line ends; a carriage return at the end may be half of a line end."""
    end = len(text) - text.endswith("\r")
    return max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1


def _forward(source: io.StringIO, position: int, lines: int) -> int:
    """Go to where ``lines`` lines after ``position`` end, and give that place."""
    source.seek(position)
    deque(islice(source, lines), maxlen=0)
    return source.tell()


def _too_long(line: int, raw: str) -> Broken:
    reason = (
        f"The row that begins in line {line} is longer than {ROW_LIMIT:,} characters. Shorten it; if it is meant to be "
        "short, look for a quotation mark in it that is never closed."
    )
    return Broken(line, reason, raw[: RAW_KEPT + 1])


def _begins(line: int, spans: list[int]) -> list[int]:
    """Give the line each record begins in."""
    return list(accumulate(spans[:-1], initial=line)) if spans else []


def _span(record: list[str]) -> int:
    """Give how many lines a record stands in."""
    return 1 + sum(len(_LINE_END.findall(cell)) for cell in record if "\n" in cell or "\r" in cell)
