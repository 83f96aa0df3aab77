"""The hashes of the history: a digest for each event, chained by stream, and a root over all of them.

Pure. Everything is hashed as the text that PostgreSQL gives of it (`sealing.EVENT_TEXT`): a number that went
through Python and back would no longer read 1.10, and nanoseconds cut to microseconds never verify.
"""

import hashlib
from collections.abc import Sequence

SIZE = 32  # bytes of a digest and of a root
# Before the first event of each stream, and before the first head.
NOTHING = bytes(SIZE)
_DIGEST_V1 = b"factcheck event 1\n"
_ROOT_V1 = b"factcheck root 1\n"
_ABSENT = (2**32 - 1).to_bytes(4, "big")  # no text is so long


def digest(prev: bytes, fields: Sequence[str | None]) -> bytes:
    """SHA-256 over the digest before it and the fields of an event, each with its length in front.

    With lengths no two rows make the same bytes; None differs from "".
    """
    return hashlib.sha256(b"".join([_DIGEST_V1, prev, *_framed(fields)])).digest()


class Root:
    """The hash of one head, made digest by digest in the order of their numbers."""

    def __init__(self, before: bytes) -> None:
        """`before` is the root of the head before this one."""
        self._hash = hashlib.sha256(_ROOT_V1 + before)

    def add(self, value: bytes) -> None:
        """Take in the digest of the next seal."""
        self._hash.update(value)

    def close(self, fields: Sequence[str | None]) -> bytes:
        """The root, once the head's own fields are in it too."""
        self._hash.update(b"".join(_framed(fields)))
        return self._hash.digest()


def head_fields(number: int, at: str, seals: int, snapshot: str, epoch: int, is_shown: bool) -> list[str]:
    """What a head's root covers besides the digests."""
    return [str(number), at, str(seals), snapshot, str(epoch), "shown" if is_shown else ""]


def statement(at: str, root: bytes) -> bytes:
    """What the key of the desk signs: when, and the root. `at` is UTC, to the microsecond."""
    return f"factcheck history\n{at}\n{root.hex()}\n".encode()


def _framed(fields: Sequence[str | None]) -> list[bytes]:
    framed = []
    for field in fields:
        if field is None:
            framed.append(_ABSENT)
        else:
            raw = field.encode()
            framed += (len(raw).to_bytes(4, "big"), raw)
    return framed
