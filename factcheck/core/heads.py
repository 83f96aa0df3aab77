"""Signed heads on their way out: a file, one JSON object a line, and what everybody is shown."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from factcheck.core.examining import Exported
from factcheck.core.history_keys import Key
from factcheck.core.models import Head


class NotAHead(ValueError):
    """A line of the file that is no head; the text says which."""


def export(path: Path) -> None:
    """Append the heads that are to be shown and are not in the file yet, and see them on the disk.

    Called by the one sealer of the moment. What a crash left of a half line is no head and is taken off first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        last = _last_number(file.fileno())
        rows = Head.objects.filter(is_shown=True, number__gt=last).order_by("number")
        lines = [_line(head) for head in rows.iterator()]
        if lines:
            file.write(b"".join(lines))
            file.flush()
            os.fsync(file.fileno())


def read_heads(path: Path) -> list[Exported]:
    """The heads in a file that was exported. Raises OSError, NotAHead."""
    return list(_read(path))


def shown_head() -> dict[str, str] | None:
    """The newest head that everybody is shown; None before the first. No count: a count tells of work."""
    head = Head.objects.filter(is_shown=True).order_by("-number").first()
    if head is None:
        return None
    return {
        "at": utc(head),
        "root": bytes(head.root).hex(),
        "key": head.key,
        "public_key": public_key(head.key),
        "signature": bytes(head.signature).hex(),
    }


def public_key(name: str) -> str:
    """The public half of the desk's key in hexadecimal; "" where the head was signed by another or by none."""
    key = Key(settings.HISTORY_KEY) if settings.HISTORY_KEY else None
    return key.public.hex() if key and key.name == name else ""


def utc(head: Head) -> str:
    """When a head was made, as it was hashed."""
    return head.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _line(head: Head) -> bytes:
    said = {
        "number": head.number,
        "at": utc(head),
        "seals": head.seals,
        "root": bytes(head.root).hex(),
        "key": head.key,
        "public_key": public_key(head.key),
        "signature": bytes(head.signature).hex(),
    }
    return json.dumps(said).encode() + b"\n"


def _last_number(file: int) -> int:
    """The number of the last whole line; whatever follows it is cut off. Raises NotAHead."""
    size = os.fstat(file).st_size
    tail = os.pread(file, 4096, max(0, size - 4096))
    whole, _, half = tail.rpartition(b"\n")
    if half:
        os.ftruncate(file, size - len(half))
    return _parsed(whole.rpartition(b"\n")[2], 0).number if whole else 0


def _read(path: Path) -> Iterator[Exported]:
    with path.open("rb") as file:
        for count, line in enumerate(file, 1):
            if line.endswith(b"\n"):
                yield _parsed(line, count)


def _parsed(line: bytes, count: int) -> Exported:
    where = f"line {count}" if count else "the last line"
    try:
        said = json.loads(line)
        return Exported(
            said["number"], said["at"], said["seals"], bytes.fromhex(said["root"]), said["key"],
            bytes.fromhex(said["signature"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise NotAHead(f"{where} of the exported heads is none: {line[:80]!r}") from error
