"""Opening a table, whatever it is written in."""

from typing import BinaryIO

from claims.intake.formats.csv import CsvTable
from claims.intake.formats.jsonl import JsonTable
from claims.intake.formats.xlsx import XlsxTable
from claims.intake.kinds import Format
from claims.intake.rows import BadFile, Table


def open_table(
    stream: BinaryIO,
    format: Format,
    *,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    has_header: bool = True,
) -> Table:
    """Open a table of rows from a stream of bytes, which stays the caller's to close.

    What is left empty is guessed, and the guess shown in the table's ``guess``. A table is iterated once. Raises
    BadFile for a file that cannot be read and for an override that names nothing.
    """
    if format is Format.CSV:
        return CsvTable(stream, encoding=encoding, delimiter=delimiter, has_header=has_header)
    if format is Format.XLSX:
        return XlsxTable(stream, sheet=sheet, has_header=has_header)
    if format is Format.JSONL:
        return JsonTable(stream, encoding=encoding)
    raise BadFile(f"A file of the kind “{format}” holds no table of rows. Use CSV, XLSX or JSON.")
