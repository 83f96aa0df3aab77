"""Opening gzip and zip files without letting them fill the machine."""

import io
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from claims.intake.counted import counted, size_in_words
from claims.intake.rows import BadFile
from claims.intake.zip_members import RATIO_LIMIT, is_document, open_member, open_zip, safe_members

UNPACKED_LIMIT = 4 * 1024**3
_GZIP = b"\x1f\x8b"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PACKED = (_GZIP, *_ZIPS, b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd")
_CHUNK = 64 * 1024
_HEAD = 4096


def packing(head: bytes) -> str:
    """Say whether a file that begins with ``head`` is a "gzip", a "zip" or neither ("").

    A workbook is a zip too, and no packing: what it holds is one document.
    """
    if head.startswith(_GZIP):
        return "gzip"
    return "zip" if head.startswith(_ZIPS) and not is_document(head) else ""


def unpack(
    stream: BinaryIO, name: str = "", *, limit: int = UNPACKED_LIMIT, ratio: int = RATIO_LIMIT
) -> Iterator[tuple[str, BinaryIO]]:
    """Give the name and the content of each file of data packed in a gzip or zip.

    Each content can be read until the next is asked for, from its beginning as often as wished, and never gives more
    than ``limit`` bytes or, above RATIO_FROM bytes, ``ratio`` times what it is packed in. A zip is judged by its
    directory before anything is unpacked, and counted all the same, since directories lie. Folders, dot files and
    ``__MACOSX`` are left out. Reading a content raises BadFile where it is damaged or too large; so does this for
    anything that is not to be unpacked: another packing inside, a link, a password, a path that leads elsewhere.
    """
    with seekable(stream, limit=limit) as packed:
        kind = packing(packed.read(_HEAD))
        packed.seek(0)
        if kind == "gzip":
            yield _gunzip(packed, name, limit, ratio)
        elif kind == "zip":
            yield from _unzip(packed, limit, ratio)
        else:
            raise BadFile("The file is neither gzip nor zip. Send it unpacked.")


@contextmanager
def seekable(stream: BinaryIO, *, limit: int) -> Iterator[BinaryIO]:
    """Give the stream from its beginning, copied to a temporary file if its end cannot be gone to."""
    try:
        stream.seek(0, io.SEEK_END)
        stream.seek(0)
    except (io.UnsupportedOperation, AttributeError):
        with tempfile.TemporaryFile() as copy:
            while data := stream.read(_CHUNK):
                copy.write(data)
                if copy.tell() > limit:
                    raise BadFile(f"The file is larger than {size_in_words(limit)}. Split it.") from None
            copy.seek(0)
            yield copy
    else:
        yield stream


def _gunzip(stream: BinaryIO, name: str, limit: int, ratio: int) -> tuple[str, BinaryIO]:
    length = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if name.lower().endswith((".tgz", ".tar.gz")):
        raise BadFile("The file is an archive inside a gzip. Send the files in it one by one, or as a zip.")
    plain = name[:-3] if name.lower().endswith(".gz") else name
    content = counted(_Gunzip(stream), "gzip", limit, length * ratio)
    _refuse_packed(content, plain)
    return plain, content


def _unzip(stream: BinaryIO, limit: int, ratio: int) -> Iterator[tuple[str, BinaryIO]]:
    with open_zip(stream) as archive:
        members = [member for member in safe_members(archive, limit=limit, ratio=ratio) if _is_data(member.filename)]
        if not members:
            raise BadFile("The zip holds no files. Send one that does.")
        for member in members:
            # The directory's sizes add up to no more than the limit, and a member that is larger than it says is cut
            # off by zipfile as damaged, so that each may be counted for itself.
            content = open_member(archive, member, limit=limit, ratio=ratio)
            _refuse_packed(content, member.filename)
            yield member.filename, content


def _is_data(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return not any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _refuse_packed(content: BinaryIO, name: str) -> None:
    head = content.read(_HEAD)
    content.seek(0)
    if (head.startswith(_PACKED) and not is_document(head)) or head[257:262] == b"ustar":
        raise BadFile(f"“{name[:80] or 'The content'}” is packed inside another packing. Unpack it first.")


class _Gunzip:
    """What one or more gzip members hold (RFC 1952). The header is read by zlib too: Python's own takes it by bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._begin()

    def _begin(self) -> None:
        self._stream.seek(0)
        self._member = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._ended = False

    def read(self, size: int = -1, /) -> bytes:
        while True:
            if not self._packed:
                self._packed = self._stream.read(_CHUNK)
            if self._ended:
                # Some writers fill up with zeros.
                self._packed = self._packed.lstrip(b"\0")
                if self._packed:
                    self._member, self._ended = zlib.decompressobj(wbits=31), False
                elif not (more := self._stream.read(_CHUNK)):
                    return b""
                else:
                    self._packed = more
                continue
            data = self._member.decompress(self._packed, max(size, 0))
            if not data and not self._packed:
                raise EOFError
            self._packed = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            self._ended = self._member.eof
            if data:
                return data

    def seek(self, offset: int, /) -> int:
        self._begin()
        while offset > 0 and (data := self.read(min(offset, _CHUNK))):
            offset -= len(data)
        return offset
