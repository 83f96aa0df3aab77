"""How far an import is, on a terminal or in a log."""

import time
from typing import TextIO

from claims.models import Import
from factcheck.core.templatetags.words import duration

_WIDTH = 24
# A log gets a line this often, in seconds; a terminal is drawn anew each time.
_LINE_EVERY = 5.0


class Progress:
    """One line that is drawn over itself, or plain lines where nobody looks on."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._is_terminal = out.isatty()
        self._drawn = 0
        self._said_at = time.monotonic()

    def show(self, work: Import) -> None:
        """Draw how far the import is."""
        if self._is_terminal:
            line = f"{_bar(work)} {_line(work)}"
            self._out.write("\r" + line.ljust(self._drawn))
            self._drawn = len(line)
            self._out.flush()
        elif time.monotonic() - self._said_at >= _LINE_EVERY:
            self._said_at = time.monotonic()
            self._out.write(_line(work) + "\n")
            self._out.flush()

    def end(self, work: Import) -> None:
        """Draw it for the last time, and leave the line."""
        if self._is_terminal and self._drawn:
            self.show(work)
            self._out.write("\n")
            self._out.flush()


def _bar(work: Import) -> str:
    share = min(1.0, work.read / work.total) if work.total else 0.0
    full = round(share * _WIDTH)
    return f"[{'#' * full}{'-' * (_WIDTH - full)}]"


def _line(work: Import) -> str:
    parts = [f"{work.read:,} of about {work.total:,} rows" if work.total else work.state]
    if work.rate:
        parts.append(f"{work.rate:,.0f} a second")
    if work.seconds_left:
        parts.append(f"{duration(work.seconds_left)} left")
    if work.refused:
        parts.append(f"{work.refused:,} refused")
    return ", ".join(parts)
