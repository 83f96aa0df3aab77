"""The files in a zip, judged by its directory before anything is unpacked."""

import io
import struct
import zipfile
from typing import BinaryIO

from claims.intake.counted import DAMAGED, RATIO_FROM, counted, size_in_words
from claims.intake.rows import BadFile

MEMBER_LIMIT = 1_000
RATIO_LIMIT = 200
_DOCUMENT_PARTS = ("[Content_Types].xml", "_rels/", "docProps/", "xl/", "word/", "ppt/", "visio/", "mimetype")
_LINK = 0o120000
_DIRECTORY_LIMIT = 1024**2
# What zipfile lets through of a damaged directory.
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError),
    *(OverflowError, EOFError, IndexError, struct.error),
)


def safe_members(
    archive: zipfile.ZipFile, *, limit: int, ratio: int = RATIO_LIMIT, members: int = MEMBER_LIMIT
) -> list[zipfile.ZipInfo]:
    """Give the files that a zip says it holds, once none of them is a reason to refuse it with BadFile."""
    found = archive.infolist()
    if len(found) > members:
        raise BadFile(f"The zip holds {len(found):,} files; {members:,} can be taken. Split it.")
    total = sum(member.file_size for member in found)
    packed = sum(member.compress_size for member in found)
    if total > limit:
        raise BadFile(
            f"Unpacked, the zip would be {size_in_words(total)}; {size_in_words(limit)} can be taken. Split it."
        )
    # Members that overlap say together that they are packed in more than the whole file.
    if total > RATIO_FROM and total > ratio * max(min(packed, _length(archive)), 1):
        raise BadFile(f"The zip would grow more than {ratio} times when unpacked, as only bombs do. Send it unpacked.")
    seen: set[str] = set()
    for member in found:
        _refuse_member(member, seen)
        seen.add(member.filename)
    return [member for member in found if not member.is_dir()]


def names_in(head: bytes) -> list[str]:
    """Give the names of the files that a zip which begins with ``head`` shows there."""
    names: list[str] = []
    at = head.find(b"PK\x03\x04")
    while 0 <= at <= len(head) - 30 and len(names) < 100:
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        names.append(head[at + 30 : at + 30 + length].decode("utf-8", "replace"))
        at = head.find(b"PK\x03\x04", at + 30)
    return names


def is_document(head: bytes) -> bool:
    """Tell whether a zip is one document of several parts (a workbook, a Word file), and no archive of files."""
    return any(name.startswith(_DOCUMENT_PARTS) for name in names_in(head)[:20])


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """Open a zip by its directory. Raises BadFile for a damaged one, and for a directory too large to be read."""
    if _directory_size(stream) > _DIRECTORY_LIMIT:
        raise BadFile(f"The zip holds too many files; {MEMBER_LIMIT:,} can be taken. Split it.")
    try:
        return zipfile.ZipFile(stream)
    except _ZIP_ERRORS as error:
        raise BadFile(DAMAGED.format(kind="zip")) from error


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, limit: int, ratio: int = RATIO_LIMIT) -> BinaryIO:
    """Open one file of a zip, counted while it is read. Raises BadFile where it cannot be."""
    try:
        content = archive.open(member)
    except _ZIP_ERRORS as error:
        raise BadFile(f"“{member.filename[:80]}” in the zip cannot be unpacked. Pack it again.") from error
    return counted(content, "zip", limit, member.compress_size * ratio)


def _refuse_member(member: zipfile.ZipInfo, seen: set[str]) -> None:
    shown = member.filename[:80]
    path = member.filename.replace("\\", "/")
    if not path:
        raise BadFile("The zip holds a file without a name. Pack the files again.")
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
        raise BadFile(f"The zip holds “{shown}”, a path that leads out of it. Pack the files again.")
    if member.external_attr >> 16 & 0o170000 == _LINK:
        raise BadFile(f"“{shown}” in the zip is a link. Pack the file it leads to instead.")
    if member.flag_bits & 0x1:
        raise BadFile(f"“{shown}” in the zip needs a password. Pack it without one.")
    if member.filename in seen:
        raise BadFile(f"The zip holds “{shown}” twice. Pack the files again.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadFile(f"“{shown}” in the zip is packed in a way that is not read. Pack it with deflate, the usual way.")


def _directory_size(stream: BinaryIO) -> int:
    """Give how many bytes the directory of a zip says it takes, 0 without one.

    Python reads the whole of it into memory, an object for each file (APPNOTE.TXT 4.3.14 to 4.3.16).
    """
    length = stream.seek(0, io.SEEK_END)
    start = max(0, length - 65_557)
    stream.seek(start)
    tail = stream.read(length - start)
    stream.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        return 0
    size: int = struct.unpack_from("<L", tail, end + 12)[0]
    if end >= 20 and tail.startswith(b"PK\x06\x07", end - 20):
        stream.seek(min(struct.unpack_from("<Q", tail, end - 12)[0], length))
        record = stream.read(56)
        stream.seek(0)
        if len(record) == 56 and record.startswith(b"PK\x06\x06"):
            size = struct.unpack_from("<Q", record, 40)[0]
    return min(size, length)


def _length(archive: zipfile.ZipFile) -> int:
    return archive.fp.seek(0, io.SEEK_END) if archive.fp else 0
