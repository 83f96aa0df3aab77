"""Reading CSV, TSV and their like, in any encoding."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO

from claims.intake.encodings import Decoded
from claims.intake.formats.csv_dialect import NO_DELIMITER, Dialect, named_delimiter, sniff
from claims.intake.formats.csv_records import UNSTORABLE, Broken, Records, Run
from claims.intake.formats.headers import named_columns
from claims.intake.rows import RAW_KEPT, BadFile, BadRow, Guess, Row

_SAMPLE = 64 * 1024
_row = partial(tuple.__new__, Row)


class CsvTable:
    """A delimited file as rows (see `rows.Table`). It can be iterated once.

    Rows without any text are left out and not numbered, but their lines count. A row may have fewer cells than there
    are columns; more of them is refused unless the rest are empty. A row with a NUL or a byte that is not of the
    encoding is refused alone. Raises BadFile for an unknown encoding or delimiter, and when there are no headers.
    """

    columns: list[str]
    guess: Guess

    def __init__(self, stream: BinaryIO, *, encoding: str = "", delimiter: str = "", has_header: bool = True) -> None:
        self._text = Decoded(stream, encoding)
        blocks = self._text.blocks()
        taken: list[tuple[str, bool]] = []
        size = 0
        for block in blocks:
            taken.append(block)
            size += len(block[0])
            if size >= _SAMPLE:
                break
        sample = "".join(text for text, _ in taken)[:_SAMPLE]
        stated, skipped = _stated_delimiter(sample)
        if skipped:
            # Excel's own first line, which is no row; its line still counts.
            taken[0] = (taken[0][0][skipped:], taken[0][1])
        if delimiter or stated:
            dialect = Dialect(named_delimiter(delimiter or stated))
        else:
            dialect = sniff(sample[skipped:], whole=size < _SAMPLE)
        self.guess = Guess(
            encoding=self._text.encoding,
            delimiter="none" if dialect.delimiter == NO_DELIMITER else dialect.delimiter,
            notes=self._text.notes,
        )
        self._pieces = iter(
            Records(
                chain(taken, blocks),
                dialect.delimiter,
                skip_spaces=dialect.skip_spaces,
                first_line=2 if skipped else 1,
            )
        )
        self._number = 0
        self._begin(has_header=has_header)

    def __iter__(self) -> Iterator[Row | BadRow]:
        return chain.from_iterable(self.batches())

    def batches(self) -> Iterator[list[Row | BadRow]]:
        """Give the rows in lists, each of what one block of the file holds."""
        width = len(self.columns)
        for piece in self._pieces:
            if isinstance(piece, Broken):
                self._number += 1
                yield [BadRow(self._number, piece.line, piece.reason, cells={"": _short(piece.raw)})]
                continue
            records = [record for record in piece.records if any(record)]
            if piece.clean and len(records) == len(piece.records) and max(map(len, records)) <= width:
                first = self._number + 1
                self._number += len(records)
                yield list(map(_row, zip(range(first, first + len(records)), piece.lines, records, strict=True)))
            elif records:
                yield list(self._checked(piece, width))

    def _checked(self, piece: Run, width: int) -> Iterator[Row | BadRow]:
        for line, record in zip(piece.lines, piece.records, strict=True):
            if not any(record):
                continue
            self._number += 1
            while len(record) > width and not record[-1]:
                record.pop()
            if len(record) > width:
                yield BadRow(
                    self._number,
                    line,
                    f"The row has {len(record)} cells, but there are {width} columns. Quote cells that contain the "
                    "character that stands between cells, or add the missing column.",
                    cells=self._shown([*record[: width - 1], self._join(record[width - 1 :])]),
                )
            elif not piece.clean and (problem := self._unstorable(record)):
                column, reason = problem
                yield BadRow(self._number, line, reason, column=column, cells=self._shown(record))
            else:
                yield Row(self._number, line, record)

    def _begin(self, *, has_header: bool) -> None:
        """Read the headers, and put back what follows them."""
        for piece in self._pieces:
            if isinstance(piece, Broken):
                raise BadFile(f"The first row cannot be read. {piece.reason}", line=piece.line)
            at = next((at for at, record in enumerate(piece.records) if any(record)), None)
            if at is None:
                continue
            first = piece.records[at]
            if not piece.clean and (found := UNSTORABLE.search("".join(first))):
                raise BadFile(
                    f"The first row holds {self._named(found.group())}. Remove it, or choose another encoding.",
                    line=piece.lines[at],
                )
            self.columns, notes = named_columns(first if has_header else [""] * len(first), noted=has_header)
            self.guess.notes += notes
            at += has_header
            rest = Run(piece.lines[at:], piece.records[at:], piece.clean)
            self._pieces = chain([rest] if rest.records else [], self._pieces)
            return
        raise BadFile("The file holds no rows. Send a file whose first line names the columns.")

    def _unstorable(self, record: list[str]) -> tuple[str, str] | None:
        for column, cell in zip(self.columns, record, strict=False):
            if found := UNSTORABLE.search(cell):
                return column, (
                    f"“{column}” holds {self._named(found.group())}, at character {found.start() + 1}. "
                    "Remove it, or choose another encoding, and send the row again."
                )
        return None

    def _named(self, character: str) -> str:
        if character == "\0":
            return "a NUL character (U+0000), which cannot be stored"
        return self._text.undecodable(character)

    def _shown(self, record: list[str]) -> dict[str, str]:
        return {column: _short(cell) for column, cell in zip(self.columns, record, strict=False)}

    def _join(self, cells: list[str]) -> str:
        return self.guess.delimiter.join(cells)


def _stated_delimiter(sample: str) -> tuple[str, int]:
    """Give the delimiter of a first line ``sep=;``, which Excel reads and writes, and where that line ends."""
    line = sample[:16].splitlines(keepends=True)
    if line and line[0].lower().startswith("sep=") and len(line[0].rstrip("\r\n")) == 5:
        return line[0][4], len(line[0])
    return "", 0


def _short(text: str) -> str:
    """Give a text as it can be shown and stored: cut, and with a sign for each character that cannot be."""
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text[:RAW_KEPT]) + ("…" if len(text) > RAW_KEPT else "")
