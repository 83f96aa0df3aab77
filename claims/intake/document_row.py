"""What a file or a page says when it is read as one document."""

import re
from dataclasses import dataclass
from datetime import date

from claims.intake.rows import BadFile
from factcheck.core.text import UnstorableText, refuse_unstorable

TITLE_LIMIT = 500


@dataclass(slots=True)
class DocumentText:
    """A text as it was received, and what its file says about it.

    "" and None mean that the file does not say. ``language`` is a BCP 47 tag as written ("en-GB"), ``published_on``
    the day in the time zone that the file names, ``url`` the canonical address, absolute. ``notes`` are sentences for
    people: what was guessed, left out or repaired on reading.
    """

    text: str
    title: str = ""
    language: str = ""
    published_on: date | None = None
    publisher: str = ""
    author: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


def first_line(text: str) -> str:
    """Give the first line that is not blank, without spaces at its ends, at most 500 code points of it."""
    # The lines of a long text need not all be cut to know its first.
    start = len(text) - len(text.lstrip())
    lines = text[start : start + 10 * TITLE_LIMIT].splitlines()
    return lines[0].strip()[:TITLE_LIMIT].rstrip() if lines else ""


def require_storable(text: str) -> None:
    """Raise BadFile with line and column for the first character that cannot be stored."""
    try:
        refuse_unstorable(text)
    except UnstorableText as error:
        raise BadFile(str(error), line=error.line) from None


def one_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """Give a text for a title or a name: on one line, without characters that cannot be stored, cut to ``limit``."""
    kept = "".join(max(mark, " ") for mark in text[: limit * 4] if not "\ud800" <= mark <= "\udfff")
    return re.sub(" {2,}", " ", kept).strip(" ")[:limit].rstrip(" ")
