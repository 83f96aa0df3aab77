"""Reading a file in a process of its own: `python -m claims.intake.reader FILE_DESCRIPTOR`.

While the database takes in one batch the next is being read, and what a file does to its reader it does not do to the
worker. On standard input comes a pickled `Reading`; on standard output go pickled `Batch`es and a last word: None, or
why the file cannot be read on. Ends with whoever reads its output.
"""

import gc
import pickle
import resource
import signal
import sys
from typing import BinaryIO

from claims.intake.batches import batches
from claims.intake.members import Counted
from claims.intake.reading import Reading
from claims.intake.rows import BadFile

# Bytes before each message that say how long it is.
LENGTH = 8
# Far above what any file has taken: the readers have limits of their own.
_MEMORY = 256 * 2**20


def main() -> None:
    """Read one file to its end."""
    # Rows are made by the thousand and none points back: looking for circles among them takes a fifth of the time.
    gc.set_threshold(100_000)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    reading = pickle.load(sys.stdin.buffer)  # noqa: S301  # written by the worker that started this process
    with open(int(sys.argv[1]), "rb") as file:
        file.seek(0)
        _send(_read(reading, file))


def _read(reading: Reading, file: BinaryIO) -> BadFile | None:
    try:
        for batch in batches(reading, Counted(file)):
            _send(batch)
    except BadFile as error:
        return error
    except MemoryError:
        return BadFile(f"Reading the file takes more than {_MEMORY // 2**20} MB of memory. Split it.")
    return None


def _send(message: object) -> None:
    """Pickled whole before any of it goes out: a pipe takes a piece at a time, and each costs both sides a turn."""
    pickled = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.write(len(pickled).to_bytes(LENGTH, "big"))
    sys.stdout.buffer.write(pickled)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
