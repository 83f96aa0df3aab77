"""Dates, clock times and zones as pages and posts stamp them: pieces of patterns, to be matched without case."""

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
DATE = (
    rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}"
    rf"|{_MONTH}\s\d{{1,2}}(?!\d)|\d{{1,2}}\s{_MONTH}(?!\w)|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
)
CLOCK = r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)"
ZONE = (
    r"(?:\(?(?:gmt|utc|bst|cet|cest|est|edt|ct|cst|cdt|mst|mdt|pst|pdt|et|pt|ist|irst|eet|eest|msk|aest|aedt|jst|sgt|hkt"
    r"|local time)(?:[+-]\d{1,2}(?::?\d{2})?)?\)?)"
)
_AGO = r"\d{1,2}\s?(?:s|m|h|d|w|mins?|minutes?|hrs?|hours?|days?)\sago"
# Marks of lists and headings that Markdown and plain mail put before a line.
_MARKUP = re.compile(r"(?:#{1,6}\s+|>\s?|[-*+•‣▪◦]\s+|\d{1,2}\)\s+|\(\d{1,2}\)\s+)+")
# A time that opens an entry of a live page: "14:32 GMT - The ministry ...", "[14:32] The ministry ...".
_LEAD = re.compile(
    rf"(?:\[?\d{{1,2}}:\d{{2}}(?:\s?[ap]\.?m\.?)?\]?(?:\s?{ZONE})?\s?[-–—|:•·]?\s+"
    rf"|\d{{1,2}}[.h]\d{{2}}(?:\s?[ap]\.?m\.?)?(?:\s?{ZONE}\s?[-–—|:•·]?|\s?[-–—|•·])\s+"
    rf"|{_AGO}\s?[-–—|:•·]?\s+)(?=[^\W\d_]|[“\"«])",
    re.IGNORECASE,
)


def lead(line: str) -> int:
    """How many characters at the head of a stripped line are marks of a list or the time of an entry."""
    marks = _MARKUP.match(line)
    at = marks.end() if marks and marks.end() < len(line) else 0
    time = _LEAD.match(line, at)
    if time is not None and line[time.end() : time.end() + 1].isalpha() and not line[time.end()].islower():
        return time.end()
    return time.end() if time is not None and not line[time.end()].isalpha() else at
