"""The date that a text is of, where nobody gives one."""

import re
from collections.abc import Iterator
from datetime import date

from claims.extraction.date_patterns import DATE, MONTHS

_HEAD = 700
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b")
_DATE_LONG = 24  # characters from the beginning of a date to its year
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")


def document_date_of(text: str) -> date | None:
    """The date a text is read against when none is given: an ISO date near its start, a full date in a short line or in
    what opens a paragraph near its start, else its latest full date."""
    head = _ISO.search(text[:400])
    if head and (day := day_of(*(int(part) for part in head.groups()))):
        return day
    days: list[date] = []
    for found in _near_years(text):
        day = _full(found)
        if day is None:
            continue
        if found.start() < _HEAD and _opens(text, found):
            return day
        days.append(day)
    return max(days, default=None)


def _near_years(text: str) -> Iterator[re.Match[str]]:
    """The dates around each year that a text names."""
    stop = 0
    for year in _YEAR.finditer(text):
        begin = max(stop, year.start() - _DATE_LONG)
        # From the beginning of a word on, so that none is read by half.
        while 0 < begin < year.start() and text[begin - 1].isalnum():
            begin += 1
        for found in DATE.finditer(text, begin, year.end()):
            stop = found.end()
            yield found


def _opens(text: str, found: re.Match[str]) -> bool:
    """Whether a date stands in a short line by itself or in a date line ("LEEDS, Tuesday 11 June 2024.")."""
    begin = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    line = text[begin : end if end >= 0 else len(text)]
    at = found.start() - begin
    lead = line[:at].strip(" ,—–-(")
    words = lead.split()
    named = bool(words) and words[0].rstrip(",").isupper() and len(words[0]) > 3 and len(words) <= 5
    return (len(line) < 70 and not line.rstrip().endswith((".", "”"))) or (named and at < 50)


def _full(found: re.Match[str]) -> date | None:
    if found["mdm"] and found["mdy"]:
        return day_of(int(found["mdy"]), month_of(found["mdm"]), int(found["mdd"]))
    if found["dmm"] and found["dmy"]:
        return day_of(int(found["dmy"]), month_of(found["dmm"]), int(found["dmd"]))
    if found["iso"]:
        return day_of(*(int(part) for part in found["iso"].split("-")))
    return None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(name: str) -> int:
    """The number of a month's name, in full or short."""
    return MONTHS[name.lower().rstrip(".")]
