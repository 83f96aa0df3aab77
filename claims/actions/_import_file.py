"""The stored file of an import, unpacked and opened as what it is."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files.storage import default_storage

from claims.intake.detect import detect, packing
from claims.intake.errors_csv import RestoredTable
from claims.intake.kinds import Format
from claims.intake.open_table import open_table
from claims.intake.rows import BadFile, Table
from claims.intake.unpack import unpack
from claims.models import Import

HEAD = 64 * 1024  # so many bytes tell what a file is


@dataclass(frozen=True)
class Member:
    """One file: the import's own, or one that it holds packed. `name` is for people, never a path to write to."""

    name: str
    stream: BinaryIO


class Counted(io.RawIOBase):
    """A stored file that knows how far it was read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.position = self._file.tell()
        return piece

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stubs ask for any buffer
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


@contextmanager
def opened(path: str) -> Iterator[Counted]:
    """The stored file at a path. Raises BadFile when it is not there any more."""
    try:
        file = default_storage.open(path)
    except FileNotFoundError as error:
        raise BadFile("The file is no longer in the storage. Send it again.") from error
    with file:
        yield Counted(file)  # type: ignore[arg-type]  # a Django file reads as a binary one


def members(file: Counted, name: str, packed: str) -> Iterator[Member]:
    """The files to read, one after the other: each must be read, or left, before the next is asked for."""
    if not packed:
        yield Member(name, file)  # type: ignore[arg-type]  # a raw stream reads as a binary one
        return
    for member, stream in unpack(file, name):  # type: ignore[arg-type]
        yield Member(member, stream)


def kind_of(path: str, name: str, chosen: Format | None = None) -> tuple[Format, str]:
    """What a stored file is, and how it is packed ("gzip", "zip" or ""); of an archive, what its first member is.

    `chosen` is what its sender says it is. Raises BadFile for what cannot be read at all.
    """
    with opened(path) as file:
        packed = packing(file.read(HEAD))
        file.seek(0)
        for member in members(file, name, packed):
            head = member.stream.read(HEAD)
            return chosen or detect(head, member.name), packed
    raise BadFile("The archive holds no file.")


def table_of(work: Import, member: Member, format: Format) -> Table:
    """A member opened as a table, as the sender said it is to be read."""
    asked = work.asked
    table = open_table(
        member.stream,
        format,
        encoding=asked.get("encoding", ""),
        delimiter=asked.get("delimiter", ""),
        sheet=asked.get("sheet", ""),
    )
    if work.asked.get("packing"):
        table.guess.member = member.name
    return RestoredTable(table)


def columns_of(work: Import) -> list[str]:
    """The headers of an import's file, or of the first in an archive. Raises BadFile."""
    with opened(work.path) as file:
        for member in members(file, work.name, work.asked.get("packing", "")):
            return list(table_of(work, member, Format(work.format)).columns)
    return []
