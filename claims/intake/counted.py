"""Unpacked bytes, counted while they are read, because what a file says of its size may be a lie."""

import io
import zipfile
import zlib
from typing import BinaryIO, Protocol

from claims.intake.rows import BadFile

# Below this much of unpacked data the ratio says nothing: a small file of one repeated line packs better than any bomb.
RATIO_FROM = 16 * 1024**2
DAMAGED = "The {kind} file is damaged or breaks off. Pack it again and send it once more."
READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError)


class _Bytes(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, /) -> int: ...


def counted(content: _Bytes, kind: str, limit: int, by_ratio: int) -> BinaryIO:
    """Give ``content`` so that reading it raises BadFile where it is damaged or too large.

    Too large is more than ``limit`` bytes or, above RATIO_FROM bytes, more than ``by_ratio`` bytes. What has been
    read can be gone back to; further than that the stream cannot be moved.
    """
    return io.BufferedReader(_Counted(content, kind, limit, by_ratio), 64 * 1024)


class _Counted(io.RawIOBase):
    """What is unpacked from ``content``, until it is more than ``limit`` bytes or than the ratio allows."""

    def __init__(self, content: _Bytes, kind: str, limit: int, by_ratio: int) -> None:
        self._content = content
        self._kind = kind
        self._limit = limit
        self._by_ratio = max(by_ratio, RATIO_FROM)
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray", /) -> int:  # type: ignore[override]
        try:
            data = self._content.read(len(buffer))
        except READ_ERRORS as error:
            raise BadFile(DAMAGED.format(kind=self._kind)) from error
        self._place += len(data)
        if self._place > self._limit:
            raise BadFile(f"Unpacked, the file is larger than {size_in_words(self._limit)}. Split it.")
        if self._place > self._by_ratio:
            raise BadFile("The file grows too much when unpacked, as only bombs do. Send it unpacked.")
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_CUR and offset == 0:
            return self._place
        if whence != io.SEEK_SET or not 0 <= offset <= self._place:
            raise io.UnsupportedOperation("Only to what has been read can be gone back.")
        try:
            self._content.seek(offset)
        except READ_ERRORS as error:
            raise BadFile(DAMAGED.format(kind=self._kind)) from error
        self._place = offset
        return offset

    def tell(self) -> int:
        return self._place


def size_in_words(size: int) -> str:
    """Give a number of bytes as people read it."""
    return f"{size / 1024**3:,.1f} GiB" if size >= 1024**3 else f"{max(size // 1024**2, 1):,} MiB"
