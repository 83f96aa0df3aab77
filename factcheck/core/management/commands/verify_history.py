"""`manage.py verify_history`: whether the history is whole, and the first bad row if it is not."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.core.examining import Exported
from factcheck.core.heads import NotAHead, read_heads
from factcheck.core.history_keys import name_of
from factcheck.core.verifying import verify
from factcheck.core.watching import own_keys


class Command(BaseCommand):
    help = "Verify every sealed event, every head and the exported heads. Ends with 1 when anything is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--heads",
            type=Path,
            help="exported heads to compare with, best a copy kept on another machine (default: HISTORY_HEADS)",
        )
        parser.add_argument(
            "--public-key",
            action="append",
            default=[],
            help="a public key in hexadecimal that may have signed heads, for example one before HISTORY_KEY changed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each fault, the first bad row first. Raises CommandError when there is one."""
        found = verify(keys=keys_of(options["public_key"]), exported=exported_heads(options["heads"]))
        looked = f"{found.seals} events and {found.heads} heads verified, {found.waiting} events not sealed yet."
        if not found.faults:
            self.stdout.write(f"The history is whole: {looked}")
            return
        for fault in found.faults:
            self.stdout.write(str(fault))
        raise CommandError(f"The history is not whole; the first fault: {found.faults[0]}. {looked}")


def keys_of(named: list[str]) -> dict[str, bytes]:
    """Public keys that may have signed, by name: the desk's own, and those named. Raises CommandError."""
    keys = []
    for text in named:
        try:
            keys.append(bytes.fromhex(text))
        except ValueError:
            raise CommandError(f"A public key is 64 hexadecimal digits, not {text[:80]}.") from None
    return own_keys() | {name_of(key): key for key in keys}


def exported_heads(path: Path | None) -> list[Exported]:
    """The exported heads; none where none was named and none has been exported yet. Raises CommandError."""
    try:
        return read_heads(path or settings.HISTORY_HEADS)
    except FileNotFoundError as error:
        if path is None:
            return []
        raise CommandError(f"There is no file {error.filename}.") from None
    except OSError as error:
        raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from None
    except NotAHead as error:
        raise CommandError(f"The history is not whole: {error}.") from None
