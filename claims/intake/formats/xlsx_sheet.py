"""The rows of one worksheet, as people see them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import BinaryIO

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from claims.intake.formats.xlsx_parts import Attributes, SharedTexts, parse, unescaped
from claims.intake.rows import ROW_LIMIT, BadFile

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WHOLE = re.compile(r"-?[0-9]{1,400}")
_COLUMN_LIMIT = 16_384
# A sheet holds nothing larger than 1E+308.
_EXPONENT_LIMIT = 400
# One text may be referred to by each of millions of cells, which no limit on the unpacked file sees.
_TEXT_LIMIT = 8 * 1024**3
_ERRORS = (ValueError, ArithmeticError, IndexError, TypeError)


@dataclass(slots=True)
class SheetRow:
    """What the cells of a row say by their column, counted from 0, and in ``problems`` why some say nothing."""

    line: int
    cells: dict[int, str] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)
    size: int = 0


class SheetReader:
    """Reads a sheet row by row, whatever it says of its dimensions."""

    def __init__(self, texts: SharedTexts, kinds: list[str], *, from_1904: bool) -> None:
        self.has_merged = False
        self._texts = texts
        self._kinds = kinds
        self._epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
        self._ready: list[SheetRow] = []
        self._row = SheetRow(0)
        self._column = -1
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._size = 0
        self._given = 0
        self._phonetic = 0
        self._is_value = self._has_formula = False

    def rows(self, content: BinaryIO, part: str) -> Iterator[SheetRow]:
        """Give the rows that hold anything. Raises BadFile for a damaged sheet."""
        for _ in parse(content, part, start=self._start, end=self._end, text=self._text):
            ready, self._ready = self._ready, []
            yield from ready

    def _start(self, name: str, attributes: Attributes) -> None:
        self._is_value = False
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or (name == "t" and not self._phonetic):
            self._is_value = True
        elif name == "row":
            stated = attributes.get("r", "")
            self._row = SheetRow(int(stated) if stated.isdecimal() and len(stated) <= 7 else self._row.line + 1)
            self._column = -1
        elif name == "f":
            self._has_formula = True
        elif name == "rPh":
            self._phonetic += 1
        elif name == "mergeCell":
            self.has_merged = True

    def _begin_cell(self, attributes: Attributes) -> None:
        self._column += 1
        if found := _PLACE.fullmatch(attributes.get("r", "")):
            column = 0
            for letter in found[1]:
                column = column * 26 + ord(letter) - 64
            self._column = column - 1
        if self._column >= _COLUMN_LIMIT:
            raise BadFile("The sheet has more columns than a sheet can have. Save the workbook again, and send that.")
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._pieces, self._size = [], 0
        self._has_formula = False

    def _text(self, data: str) -> None:
        if self._is_value and self._size <= ROW_LIMIT:
            self._pieces.append(data[: ROW_LIMIT + 1])
            self._size += len(data)

    def _end(self, name: str) -> None:
        self._is_value = False
        if name == "c":
            self._end_cell()
        elif name == "row":
            if self._row.cells or self._row.problems:
                self._ready.append(self._row)
            self._row = SheetRow(self._row.line)
        elif name == "rPh":
            self._phonetic -= 1

    def _end_cell(self) -> None:
        row, raw = self._row, "".join(self._pieces)
        if row.size > ROW_LIMIT:
            return
        if self._has_formula and not raw and self._kind != "str":
            row.problems[self._column] = (
                "holds a formula whose result was never saved. Open the workbook in a spreadsheet program, save it, "
                "and send that"
            )
            return
        if self._kind == "e":
            row.problems[self._column] = f"holds the error {raw[:20]}. Correct the formula, or write the value"
            return
        try:
            text = self._said(raw)
        except _ERRORS:
            row.problems[self._column] = f"holds “{raw[:40]}”, which is no value that its cell can have. Correct it"
            return
        if text:
            row.cells[self._column] = text
            row.size += len(text)
            self._given += len(text)
            if self._given > _TEXT_LIMIT:
                raise BadFile("The cells of the sheet hold more text than can be taken. Split the workbook.")

    def _said(self, raw: str) -> str:
        if self._kind == "s":
            return self._texts[int(raw)] if raw else ""
        if self._kind in {"str", "inlineStr"}:
            return unescaped(raw)
        raw = raw.strip()
        if self._kind == "b":
            return {"1": "true", "0": "false"}.get(raw, raw)
        if self._kind == "d" or not raw:
            return raw.removesuffix("T00:00:00")
        number = int(self._style) if self._style.isdecimal() and len(self._style) <= 6 else 0
        kind = self._kinds[number] if number < len(self._kinds) else ""
        if kind in {"date", "duration"}:
            return _moment(from_excel(float(raw), self._epoch, timedelta=kind == "duration"))
        return _percent(raw) if kind == "percent" else plain_number(raw)


def plain_number(raw: str) -> str:
    """Give a number as a sheet shows it: 15 digits, no exponent unless it is very large or small, no ".0".

    Whole numbers keep all their digits, and what is no number stays as it is.
    """
    if _WHOLE.fullmatch(raw):
        return raw
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or abs(number.adjusted()) > _EXPONENT_LIMIT:
        return raw
    if number == 0:
        return "0"
    number = Decimal(f"{number:.14e}").normalize()
    return f"{number:f}" if -20 < number.adjusted() < 30 else str(number)


def _percent(raw: str) -> str:
    shown = plain_number(str(Decimal(raw).scaleb(2)))
    return f"{shown}%"


def _moment(moment: object) -> str:
    if isinstance(moment, timedelta):
        seconds = round(moment.total_seconds())
        return f"{'-' if seconds < 0 else ''}{abs(seconds) // 3600}:{abs(seconds) // 60 % 60:02}:{abs(seconds) % 60:02}"
    if isinstance(moment, datetime) and moment.time() == time():
        return moment.date().isoformat()
    if isinstance(moment, datetime | time):
        return moment.isoformat()
    raise ValueError(moment)
