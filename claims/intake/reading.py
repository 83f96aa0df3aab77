"""How a file of rows is to be read, and the tables in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.intake.errors_csv import RestoredTable
from claims.intake.kinds import Format, Makes
from claims.intake.members import Counted, Member, members
from claims.intake.open_table import open_table
from claims.intake.rows import BadFile, Table


@dataclass(frozen=True)
class Reading:
    """What its sender and the check of a file settled.

    ``packing`` is "gzip", "zip" or ""; ``encoding``, ``delimiter`` and ``sheet`` are guessed where empty. ``mapping``
    is from header to field, ``language`` for rows that name none. Rows up to number ``after`` were taken before.
    """

    name: str
    format: Format
    makes: Makes
    packing: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    after: int = 0


def table_of(reading: Reading, member: Member) -> Table:
    """A member opened as a table, as the sender said it is to be read. Raises BadFile."""
    table = open_table(
        member.stream,
        reading.format,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        sheet=reading.sheet,
    )
    if reading.packing:
        table.guess.member = member.name
    return RestoredTable(table)


def first_table(reading: Reading, file: Counted) -> Table:
    """The only table of a file, or the first in an archive. Raises BadFile."""
    for member in members(file, reading.name, reading.packing):
        return table_of(reading, member)
    raise BadFile("The archive holds no file.")
