"""Reading records in JSON: one a line, or all in one array, however large."""

import re
from collections.abc import Iterator
from itertools import chain
from json import JSONDecodeError, JSONDecoder
from typing import Any, BinaryIO

from claims.intake.encodings import Decoded
from claims.intake.formats.csv_records import UNSTORABLE
from claims.intake.json_stream import UNREAD, Element, elements
from claims.intake.rows import COLUMN_LIMIT, RAW_KEPT, BadFile, BadRow, Cell, Guess, Row

_BATCH = 2_000
_LISTS = frozenset({"claims", "rows", "records", "items", "data", "results", "entries"})
_FIRST_LIST = re.compile(r'[\s\ufeff]*\{\s*"([^"\\]{1,100})"\s*:\s*\[\s*\{')
_PLAIN = {None: "", True: "true", False: "false"}


class _Refused(Exception):
    """Why a record cannot become a row, and in which column."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column


class _Repeated(dict[str, Any]):
    """An object that names ``key`` more than once."""

    key: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated = _Repeated(found)
    seen: set[str] = set()
    repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


class JsonTable:
    """JSON records as rows (see `rows.Table`). It can be iterated once.

    Read are JSON Lines, one array of objects, one object, objects one after another, and an object that holds its
    records in a list ("claims", "rows", "items" and the like, or whatever the first key is). Numbers stay as they are
    written, of any size; NaN and Infinity come as those words. Objects inside a record become columns with dots
    ("figure.value"), lists of plain values stay lists, objects in a list are numbered from 1 ("sources.1.url"). null
    is "". A record that names a key twice is refused, since nothing says which of the two was meant.
    """

    columns: list[str]
    guess: Guess

    def __init__(self, stream: BinaryIO, *, encoding: str = "") -> None:
        self._text = Decoded(stream, encoding)
        self._blocks = self._text.blocks()
        self._clean = True
        first = next(self._blocks, ("", True))
        self._blocks = chain([first], self._blocks)
        if not first[0].strip("\ufeff \t\r\n"):
            raise BadFile("The file is empty. Send JSON Lines or a JSON array of objects.")
        self.guess = Guess(encoding=self._text.encoding, notes=self._text.notes)
        inside = _LISTS
        if named := _FIRST_LIST.match(first[0]):
            inside |= {named[1]}
            self.guess.member = named[1]
        self.columns = []
        self._places: dict[str, int] = {}
        self._number = 0
        decoder = JSONDecoder(object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=str)
        self._elements = elements(self._read, decoder, inside=inside)

    def __iter__(self) -> Iterator[Row | BadRow]:
        for element in self._elements:
            self._number += 1
            try:
                yield self._row(element)
            except _Refused as refused:
                raw = UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", element.text[:RAW_KEPT])
                yield BadRow(self._number, element.line, refused.reason, column=refused.column, cells={"": raw})

    def batches(self) -> Iterator[list[Row | BadRow]]:
        """Give the rows in lists."""
        batch: list[Row | BadRow] = []
        for row in self:
            batch.append(row)
            if len(batch) >= _BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _read(self, _: int) -> str:
        text, clean = next(self._blocks, ("", True))
        self._clean = self._clean and clean
        return text

    def _row(self, element: Element) -> Row:
        if element.reason:
            raise _Refused(element.reason)
        record = element.value
        if record is UNREAD:
            raise _Refused(_why_unread(element.text))
        if not isinstance(record, dict):
            raise _Refused(
                f"This is {_kind(record)} where a record should be. Write each record as an object: "
                '{"text": "…", "claimant": "…"}.'
            )
        flat: dict[str, Cell] = {}
        _flatten(record, "", flat)
        if not self._clean or "\\u" in element.text:
            for column, cell in flat.items():
                self._refuse_unstorable(column, cell)
        cells: list[Cell] = [""] * len(self.columns)
        for column, cell in flat.items():
            place = self._places.get(column)
            if place is None:
                if len(self.columns) >= COLUMN_LIMIT:
                    raise _Refused(
                        f"The record brings the key “{column[:80]}” after {COLUMN_LIMIT:,} different ones. Use the "
                        "same keys in each record."
                    )
                self._places[column] = len(self.columns)
                self.columns.append(column)
                cells.append(cell)
            else:
                cells[place] = cell
        return Row(self._number, element.line, cells)

    def _refuse_unstorable(self, column: str, cell: Cell) -> None:
        for text in (column, cell) if isinstance(cell, str) else (column, *cell):
            if found := UNSTORABLE.search(text):
                code = ord(found.group())
                if code == 0:
                    what = "a NUL character (U+0000), which cannot be stored"
                elif not self._clean and 0xDC80 <= code <= 0xDCFF:
                    what = self._text.undecodable(found.group())
                else:
                    what = f"half of a character pair (U+{code:04X}), which cannot be stored"
                shown = UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", column[:80])
                raise _Refused(f"“{shown}” holds {what}. Remove it and send the record again.", shown)


def _flatten(record: dict[str, Any], path: str, flat: dict[str, Cell]) -> None:
    """Put the values of a record under their names. As deep as `json_stream.DEPTH_LIMIT` lets a record be."""
    if isinstance(record, _Repeated):
        key = path + record.key
        raise _Refused(f"The record names “{key[:80]}” more than once. Keep the one that is meant.", key[:80])
    for key, value in record.items():
        name = path + (key or "(no name)")
        if name in flat:
            raise _Refused(f"The record names “{name[:80]}” more than once. Keep the one that is meant.", name[:80])
        if type(value) is str:
            flat[name] = value
        elif isinstance(value, dict):
            _flatten(value, name + ".", flat)
        elif not isinstance(value, list):
            flat[name] = _PLAIN[value]
        elif any(isinstance(item, dict | list) for item in value):
            _flatten({str(place): item for place, item in enumerate(value, start=1)}, name + ".", flat)
        else:
            flat[name] = [item if type(item) is str else _PLAIN[item] for item in value]


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f"“{UNSTORABLE.sub(chr(0xFFFD), value[:40])}”"
    return "null" if value is None else str(value).lower()


def _why_unread(text: str) -> str:
    try:
        JSONDecoder().decode(text)
    except JSONDecodeError as error:
        return (
            f"This is not JSON: {error.msg}, at character {error.pos + 1} of the record. Correct it and send it again."
        )
    except (ValueError, RecursionError):
        pass
    return "This is not JSON. Correct the record and send it again."
