"""Which character stands between the cells of a delimited text."""

import csv
import io
from collections import Counter
from dataclasses import dataclass

from claims.intake.rows import BadFile

DELIMITERS = (",", ";", "\t", "|")
# Stands between cells in a text of one column, where a comma is only a comma.
NO_DELIMITER = "\x1f"
_NAMES = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "pipe": "|",
    "\\t": "\t",
    "none": NO_DELIMITER,
    "colon": ":",
    "caret": "^",
    "tilde": "~",
    "space": " ",
}
_ROWS = 200


@dataclass(frozen=True, slots=True)
class Dialect:
    """A delimiter, and whether spaces after it are no part of the cell (as in ``a, "b, c"``)."""

    delimiter: str
    skip_spaces: bool = False


def named_delimiter(word: str) -> str:
    """Give the character that somebody named. Raises BadFile unless it is one character that can part cells."""
    found = _NAMES.get(word.strip().lower() or word, word)
    if len(found) != 1 or found in '"\r\n\0' or found.isalnum():
        raise BadFile(
            f"“{word[:20]}” cannot stand between cells. Use comma, semicolon, tab, pipe, none (for a single column) "
            "or one sign of punctuation."
        )
    return found


def sniff(sample: str, *, whole: bool) -> Dialect:
    """Find the delimiter of a text that begins with ``sample``; ``whole`` says that nothing follows.

    For each delimiter the sample is cut as the reader will cut it, and what counts is how many rows are as wide as
    the first, then how wide that is. A delimiter that the first row lacks is none: it holds the headers.
    """
    return _judged(sample, whole=whole)[0]


def is_tabular(sample: str) -> bool:
    """Tell whether the lines of a text part into the same number of columns, nearly all of them, at least two."""
    dialect, share, rows = _judged(sample, whole=sample.endswith(("\n", "\r")))
    # Two lines of prose often have as many commas as each other.
    return rows >= (3 if dialect.delimiter == "," else 2) and share >= 0.9


def _judged(sample: str, *, whole: bool) -> tuple[Dialect, float, int]:
    """Give the best dialect, the share of rows that it suits less those it does not, and how many were looked at."""
    best = (0.0, 0, False)
    found, rows = Dialect(NO_DELIMITER), 0
    for delimiter in DELIMITERS:
        for skip_spaces in (False, True) if f'{delimiter} "' in sample else (False,):
            widths = _widths(sample, delimiter, skip_spaces=skip_spaces, whole=whole)
            if not widths or widths[0] < 2:
                continue
            share = Counter(widths)[widths[0]] / len(widths)
            # Rows that stop early are common, rows that go on are not.
            share -= sum(width > widths[0] for width in widths) / len(widths)
            score = (round(share, 2), widths[0], not skip_spaces)
            if score > best:
                best, found, rows = score, Dialect(delimiter, skip_spaces), len(widths)
    return found, best[0], rows


def _widths(sample: str, delimiter: str, *, skip_spaces: bool, whole: bool) -> list[int]:
    """Give the number of cells of the first rows that are not blank; a row that cannot be cut counts 0."""
    lines = list(io.StringIO(sample, newline=""))
    widths: list[int] = []
    at = 0
    while at < len(lines) and len(widths) < _ROWS:
        reader = csv.reader(lines[at:], delimiter=delimiter, strict=True, skipinitialspace=skip_spaces)
        try:
            for record in reader:
                if any(record):
                    widths.append(len(record))
                if len(widths) == _ROWS:
                    break
            at = len(lines)
        except csv.Error:
            if reader.line_num < len(lines) - at or whole:
                widths.append(0)
            at += max(reader.line_num, 1)
    if at >= len(lines) and not whole and len(widths) > 1 and len(widths) < _ROWS:
        # The sample was cut somewhere in its last row.
        widths.pop()
    return widths
