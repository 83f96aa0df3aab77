"""A file as a stream that knows how far it was read, and the files that it may hold packed."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from claims.intake.unpack import unpack


@dataclass(frozen=True)
class Member:
    """One file: the import's own, or one that it holds packed. `name` is for people, never a path to write to."""

    name: str
    stream: BinaryIO


class Counted(io.RawIOBase):
    """A file that knows how far it was read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

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


def members(file: Counted, name: str, packed: str) -> Iterator[Member]:
    """The files to read, one after the other: each must be read, or left, before the next is asked for."""
    if not packed:
        yield Member(name, file)  # type: ignore[arg-type]  # a raw stream reads as a binary one
        return
    for member, stream in unpack(file, name):  # type: ignore[arg-type]
        yield Member(member, stream)
