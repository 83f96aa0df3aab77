"""A file on its way into the storage: hashed, counted and limited."""

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

from factcheck.core.errors import Fault, Invalid

NAME_LIMIT = 300
_PIECE = 256 * 1024


@dataclass(frozen=True)
class Stored:
    """Where a file lies in the default storage, its SHA-256 in hexadecimal digits and its size in bytes."""

    path: str
    sha256: str
    size: int


def store_file(file: BinaryIO, *, folder: str) -> Stored:
    """Put a file away under a made-up name; the sender's name never becomes a path.

    Memory does not grow with the file. Raises Invalid, and keeps nothing, for one that is empty or larger than
    `settings.IMPORT_LIMIT` bytes.
    """
    arriving = _Arriving(file)
    path = f"{folder}/{uuid.uuid4()}"
    try:
        path = default_storage.save(path, arriving)
        if not arriving.received:
            raise Invalid(Fault("The file is empty. Choose another one.", "/file"))
    except BaseException:
        default_storage.delete(path)
        raise
    return Stored(path, arriving.hash.hexdigest(), arriving.received)


class _Arriving(File):  # type: ignore[type-arg]  # generic in the stubs alone
    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._sent = file
        self.hash = hashlib.sha256()
        self.received = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        while piece := self.read(chunk_size or _PIECE):
            yield piece

    def read(self, size: int = -1) -> Any:
        piece = self._sent.read(size)
        self.hash.update(piece)
        self.received += len(piece)
        if self.received > settings.IMPORT_LIMIT:
            limit = settings.IMPORT_LIMIT // 2**20
            raise Invalid(Fault(f"The file has more than {limit:,} MiB. Divide it, or pack it by gzip.", "/file"))
        return piece
