"""The parts of a workbook beside its sheets: which sheets there are, which numbers are dates, the shared texts."""

import posixpath
import re
import tempfile
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from claims.intake.rows import ROW_LIMIT, BadFile

PART_LIMIT = 16 * 1024**2
_TOKEN_LIMIT = 1024**2
_CHUNK = 64 * 1024
# A cell of a few bytes may stand for a text of a megabyte, so that few rows may be waiting at once.
_PIECE = 1024
_LIST_LIMIT = 100_000
_TEXT_LIMIT = 4_000_000
_CACHED = 4_096
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAMAGED = "The workbook is damaged: its part “{part}” cannot be read. Open it, save it again as .xlsx, and send that."

Attributes = dict[str, str]


def parse(
    content: BinaryIO,
    part: str,
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Read XML and call ``start``, ``end`` and ``text`` with local names; give way after each kilobyte.

    A document type is refused, and with it every entity, and so is a tag of more than a megabyte, which the parser
    would hold. Raises BadFile.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    seen = 0

    def started(name: str, attributes: Attributes) -> None:
        nonlocal seen
        seen = fed
        start(name.rpartition(" ")[2], attributes)

    def ended(name: str) -> None:
        nonlocal seen
        seen = fed
        if end:
            end(name.rpartition(" ")[2])

    def written(data: str) -> None:
        nonlocal seen
        seen = fed
        if text:
            text(data)

    def refuse(*_: object) -> None:
        raise BadFile("The workbook declares a document type, which no spreadsheet program writes. It was not read.")

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = written
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    fed = 0
    try:
        while data := content.read(_CHUNK):
            for at in range(0, len(data), _PIECE):
                piece = data[at : at + _PIECE]
                fed += len(piece)
                parser.Parse(piece, False)
                yield
            if fed - seen > _TOKEN_LIMIT:
                raise BadFile(_DAMAGED.format(part=part[:80]))
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise BadFile(_DAMAGED.format(part=part[:80])) from error
    yield


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its name as people see it, the part that holds it, whether it is shown."""

    name: str
    part: str
    is_visible: bool


def relations(content: BinaryIO, part: str, base: str) -> dict[str, tuple[str, str]]:
    """Give the kind (the last word of its address) and the part of each relation by its id."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and len(found) < _LIST_LIMIT and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + base, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

    for _ in parse(content, part, start=start):
        pass
    return found


def sheets(content: BinaryIO, part: str, related: dict[str, tuple[str, str]]) -> tuple[list[Sheet], bool]:
    """Give the worksheets in their order, and whether dates count from 1904."""
    found: list[Sheet] = []
    from_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if name == "workbookPr":
            from_1904 = attributes.get("date1904", "") in {"1", "true"}
        elif name == "sheet" and len(found) < _LIST_LIMIT:
            ids = [value for key, value in attributes.items() if key.endswith(" id")]
            kind, target = related.get(ids[0] if ids else "", ("", ""))
            if kind == "worksheet":
                found.append(Sheet(attributes.get("name", ""), target, attributes.get("state", "visible") == "visible"))

    for _ in parse(content, part, start=start):
        pass
    return found, from_1904


def number_kinds(content: BinaryIO, part: str) -> list[str]:
    """Give what the numbers of each cell style are: "date", "duration", "percent" or "number" ("")."""
    formats: dict[str, str] = {str(key): value for key, value in BUILTIN_FORMATS.items()}
    kinds: list[str] = []
    judged: dict[str, str] = {}
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "numFmt" and len(formats) < _LIST_LIMIT:
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:255]
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside and len(kinds) < _LIST_LIMIT:
            key = attributes.get("numFmtId", "0")
            if key not in judged:
                judged[key] = _kind(formats.get(key, "General"))
            kinds.append(judged[key])

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    for _ in parse(content, part, start=start, end=end):
        pass
    return kinds


def _kind(code: str) -> str:
    if is_timedelta_format(code):
        return "duration"
    if is_date_format(code):
        return "date"
    return "percent" if "%" in re.sub(r'"[^"]*"|\\.', "", code) else ""


def unescaped(text: str) -> str:
    """Give a text with its ``_x000D_`` as the characters they stand for (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class SharedTexts:
    """The texts that cells refer to by number, on disk: a workbook may hold more of them than memory should.

    A text longer than ROW_LIMIT is kept as one character more than that, so that its row is refused.
    """

    def __init__(self, content: BinaryIO | None, part: str) -> None:
        # Lives as long as the table does.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._ends = array("Q", [0])
        self._cache: dict[int, str] = {}
        self._pieces: list[str] = []
        self._size = 0
        self._is_text = False
        self._phonetic = 0
        if content:
            for _ in parse(content, part, start=self._start, end=self._end, text=self._text):
                pass

    def __getitem__(self, number: int) -> str:
        """Give a text. Raises IndexError for a number that has none."""
        if number in self._cache:
            return self._cache[number]
        if not 0 <= number < len(self._ends) - 1:
            raise IndexError(number)
        self._file.seek(self._ends[number])
        text = self._file.read(self._ends[number + 1] - self._ends[number]).decode("utf-8", "surrogatepass")
        if len(text) < 1_000:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[number] = text
        return text

    def close(self) -> None:
        """Remove the texts from disk."""
        self._file.close()

    def _start(self, name: str, attributes: Attributes) -> None:
        self._is_text = name == "t" and not self._phonetic
        self._phonetic += name == "rPh"
        if name == "si":
            self._pieces, self._size = [], 0

    def _text(self, data: str) -> None:
        if self._is_text and self._size <= ROW_LIMIT:
            self._pieces.append(data[: ROW_LIMIT + 1])
            self._size += len(data)

    def _end(self, name: str) -> None:
        self._is_text = False
        self._phonetic -= name == "rPh"
        if name != "si":
            return
        if len(self._ends) > _TEXT_LIMIT:
            raise BadFile(f"The workbook holds more than {_TEXT_LIMIT:,} different texts. Split it, or send it as CSV.")
        data = unescaped("".join(self._pieces)[: ROW_LIMIT + 1]).encode("utf-8", "surrogatepass")
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))
