"""Reading XLSX workbooks.

The sheets are read with expat and not through openpyxl's workbook, which holds all shared texts and styles in memory
and makes a row of nothing for each row that a sheet leaves out: a file of a few kilobytes then takes all memory, or
minutes. What a number format means and which day a number is are openpyxl's knowledge.
"""

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from typing import BinaryIO

from claims.intake.formats.csv_records import UNSTORABLE
from claims.intake.formats.headers import named_columns
from claims.intake.formats.xlsx_parts import PART_LIMIT, SharedTexts, Sheet, number_kinds, relations, sheets
from claims.intake.formats.xlsx_sheet import SheetReader, SheetRow
from claims.intake.rows import COLUMN_LIMIT, RAW_KEPT, ROW_LIMIT, BadFile, BadRow, Guess, Row
from claims.intake.unpack import seekable
from claims.intake.zip_members import open_member, open_zip, safe_members

UNPACKED_LIMIT = 1024**3
_MEMBERS = 5_000
_BATCH = 2_000
_OLD = b"\xd0\xcf\x11\xe0"


class XlsxTable:
    """A worksheet as rows (see `rows.Table`). It can be iterated once.

    Read is the sheet called ``sheet``, else the first that is visible and not empty. The first row that holds anything
    has the headers. Cells are given as people see them: a formula's saved result, 1500 for 1500.0, 45% for a 0.45
    that is formatted so, ISO dates, true and false. A row with an error such as #DIV/0!, or with a formula that was
    never calculated, is refused. Of merged cells only the first holds anything. Macros are not looked at.
    Raises BadFile for anything that is no workbook, or one that would unpack to more than UNPACKED_LIMIT bytes.
    """

    columns: list[str]
    guess: Guess

    def __init__(self, stream: BinaryIO, *, sheet: str = "", has_header: bool = True) -> None:
        self._open = ExitStack()
        self._number = 0
        self.guess = Guess()
        with ExitStack() as opened:
            packed = opened.enter_context(seekable(stream, limit=UNPACKED_LIMIT))
            if packed.read(4) == _OLD:
                raise BadFile(
                    "This is a workbook in the old Excel format, or one with a password. Save it as .xlsx without a "
                    "password, and send that."
                )
            packed.seek(0)
            self._archive = opened.enter_context(open_zip(packed))
            self._parts = {
                member.filename: member
                for member in safe_members(self._archive, limit=UNPACKED_LIMIT, members=_MEMBERS)
            }
            self._read_workbook(opened)
            self._choose(sheet)
            self._begin(has_header=has_header)
            self._open = opened.pop_all()

    def __iter__(self) -> Iterator[Row | BadRow]:
        with self._open:
            for row in self._rows:
                self._number += 1
                yield self._taken(row)
            if self._reader.has_merged:
                self.guess.notes.append("The sheet has merged cells; only the first of each holds its text.")

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

    def _read_workbook(self, opened: ExitStack) -> None:
        root = relations(self._part("_rels/.rels"), "_rels/.rels", "") if "_rels/.rels" in self._parts else {}
        main = next((part for kind, part in root.values() if kind == "officeDocument"), "xl/workbook.xml")
        if main.endswith(".bin"):
            raise BadFile("This is a binary workbook (.xlsb). Save it as .xlsx, and send that.")
        if main not in self._parts or not main.startswith("xl/"):
            raise BadFile("This zip holds no workbook. Send an .xlsx file.")
        folder, _, name = main.rpartition("/")
        listed = f"{folder}/_rels/{name}.rels"
        related = relations(self._part(listed), listed, folder) if listed in self._parts else {}
        self._sheets, from_1904 = sheets(self._part(main), main, related)
        named = dict(related.values())
        styles, texts = named.get("styles", ""), named.get("sharedStrings", "")
        kinds = number_kinds(self._part(styles), styles) if styles in self._parts else []
        shared = SharedTexts(self._part(texts, UNPACKED_LIMIT) if texts in self._parts else None, texts)
        opened.callback(shared.close)
        self._reader = SheetReader(shared, kinds, from_1904=from_1904)

    def _part(self, name: str, limit: int = PART_LIMIT) -> BinaryIO:
        member: zipfile.ZipInfo = self._parts[name]
        return open_member(self._archive, member, limit=limit)

    def _choose(self, wanted: str) -> None:
        """Find the sheet and its first row that holds anything."""
        if wanted:
            alike = [sheet for sheet in self._sheets if sheet.name.casefold() == wanted.strip().casefold()]
            candidates = [sheet for sheet in alike if sheet.name == wanted][:1] or alike[:1]
            if not candidates:
                names = ", ".join(f"“{sheet.name[:40]}”" for sheet in self._sheets[:20])
                raise BadFile(f"The workbook has no sheet called “{wanted[:40]}”. It has {names or 'none'}.")
        else:
            candidates = [sheet for sheet in self._sheets if sheet.is_visible]
        for sheet in candidates:
            rows = self._reader.rows(self._sheet_part(sheet), sheet.part)
            if first := next(rows, None):
                self._rows = chain([first], rows)
                self.guess.sheet = sheet.name
                if len(self._sheets) > 1 and not wanted:
                    self.guess.notes.append(f"The workbook has {len(self._sheets)} sheets; “{sheet.name}” was read.")
                return
        raise BadFile("The workbook holds no rows. Send one whose first row names the columns.")

    def _sheet_part(self, sheet: Sheet) -> BinaryIO:
        if sheet.part not in self._parts:
            raise BadFile(f"The workbook is damaged: its sheet “{sheet.name[:40]}” is missing. Save it again.")
        return self._part(sheet.part, UNPACKED_LIMIT)

    def _begin(self, *, has_header: bool) -> None:
        first = next(self._rows)
        problem = next(iter(first.problems.values()), "")
        if has_header and (problem or first.size > ROW_LIMIT or UNSTORABLE.search("".join(first.cells.values()))):
            raise BadFile(f"The row of headers cannot be read: a cell {problem or 'is too long'}.", line=first.line)
        self._left = min(first.cells) if has_header else 0
        width = max([*first.cells, *first.problems]) - self._left + 1
        if width > COLUMN_LIMIT:
            raise BadFile(f"The sheet has {width:,} columns; {COLUMN_LIMIT:,} can be taken. Remove the others.")
        headers = [first.cells.get(self._left + at, "") if has_header else "" for at in range(width)]
        self.columns, notes = named_columns(headers, noted=has_header)
        self.guess.notes += notes
        if not has_header:
            self._rows = chain([first], self._rows)

    def _taken(self, row: SheetRow) -> Row | BadRow:
        for at, problem in row.problems.items():
            return self._refused(row, f"“{self._name(at)}” {problem}.", self._name(at))
        if row.size > ROW_LIMIT:
            return self._refused(row, f"The row is longer than {ROW_LIMIT:,} characters. Shorten it.")
        width = len(self.columns)
        cells = [""] * min(max(row.cells) - self._left + 1, width)
        for at, cell in row.cells.items():
            if not 0 <= at - self._left < width:
                if not cell.strip():
                    continue
                return self._refused(row, f"A cell in {self._name(at)} has no header above it. Add one, or clear it.")
            # Only an escape in a text can stand for what XML itself cannot hold.
            if found := UNSTORABLE.search(cell):
                what = f"a character that cannot be stored (U+{ord(found.group()):04X})"
                return self._refused(row, f"“{self._name(at)}” holds {what}. Remove it.", self._name(at))
            cells[at - self._left] = cell
        return Row(self._number, row.line, cells)

    def _name(self, at: int) -> str:
        if 0 <= at - self._left < len(self.columns):
            return self.columns[at - self._left]
        letters, at = "", at + 1
        while at:
            at, rest = divmod(at - 1, 26)
            letters = chr(65 + rest) + letters
        return f"column {letters}"

    def _refused(self, row: SheetRow, reason: str, column: str = "") -> BadRow:
        cells = {
            self._name(at): UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", cell[:RAW_KEPT])
            for at, cell in list(row.cells.items())[:COLUMN_LIMIT]
        }
        return BadRow(self._number, row.line, reason, column=column, cells=cells)
