"""The rows of an import's file, read beside their writing where the file is long."""

import pickle
import subprocess
import sys
from collections.abc import Generator
from typing import IO, cast

from django.conf import settings

from claims.actions._import_file import reading_of
from claims.intake.batches import Batch, batches
from claims.intake.members import Counted
from claims.intake.reader import LENGTH
from claims.intake.reading import Reading
from claims.intake.rows import BadFile
from claims.models import Import

# A shorter file is read sooner than a process starts. One that is packed may be of any length.
_SHORT = 2**20
# As much of a batch as a pipe may hold, so that the reader gets on with the next one.
_PIPE = 2**20


class ReaderDied(RuntimeError):
    """The process that reads a file ended before it said the last word."""


def read_import(work: Import, file: Counted) -> Generator[Batch]:
    """What is left to be read of an import. Close it when it is left early.

    Raises BadFile where the file breaks, after the rows before it, and ReaderDied.
    """
    reading = reading_of(work)
    if work.size < _SHORT and not reading.packing:
        yield from batches(reading, file)
    else:
        yield from _read_apart(reading, file)


def _read_apart(reading: Reading, file: Counted) -> Generator[Batch]:
    descriptor = file.fileno()
    with subprocess.Popen(  # noqa: S603  # this very interpreter
        [sys.executable, "-m", "claims.intake.reader", str(descriptor)],
        cwd=settings.BASE_DIR, pass_fds=[descriptor], stdin=subprocess.PIPE, stdout=subprocess.PIPE, pipesize=_PIPE,
    ) as process:  # fmt: skip
        there, back = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        try:
            with there:
                pickle.dump(reading, there)
            while isinstance(message := _message(back), Batch):
                yield message
        finally:
            process.kill()
    if isinstance(message, BadFile):
        raise message


def _message(pipe: IO[bytes]) -> object:
    length = int.from_bytes(pipe.read(LENGTH), "big")
    pickled = pipe.read(length)
    if not length or len(pickled) < length:
        raise ReaderDied("The reader of the file ended early.")
    return pickle.loads(pickled)  # noqa: S301  # written by the process that was just started
