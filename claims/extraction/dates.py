"""Dates written in full, in part or by reference ("Tuesday", "four days later"), resolved to ISO dates."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from claims.extraction.candidate import AsOf, Basis, Precision

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_COUNTS = {
    w: n
    for n, w in enumerate(
        ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
} | {"an": 1, "one": 1}
_M = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?![^\W\d_])\.?"
)
_N = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DATE = re.compile(
    r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
    rf"|\b(?P<mdm>{_M})\s?(?P<mdd>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,]\d{{3}}|:\d"
    rf"|%)(?:,?\s(?P<mdy>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<dmd>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<dmm>{_M})(?:,?\s(?P<dmy>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<mym>{_M}),?\s(?:of\s)?(?P<myy>(?:19|20)\d\d)\b"
    r"|\b(?P<wd>(?:last|next|this|the previous|the following|the next)\s)?(?P<wday>(?:Mon|Tues|Wednes"
    r"|Thurs|Fri|Satur|Sun)day)\b"
    rf"|\b(?P<later>{_N})\s(?P<unit>day|week|month|year)s?\s(?P<dir>later|earlier|after that"
    rf"|before that|ago)\b"
    r"|\b(?P<next>(?:the|on the)\s(?:following|next|same|previous)\sday|the day (?:before"
    r"|after))\b(?!\s(?:yesterday|tomorrow))"
    r"|\b(?P<word>today|yesterday|tonight|last night)\b"
    rf"|\b(?P<part>(?:in|by|since|until|during|of|from|through)\s(?:early|mid|late|the start of"
    rf"|the end of)?[-\s]?)(?P<pm>{_M})(?!\s?\d)"
    rf"|\b(?P<part2>(?:early|mid|late)[-\s])(?P<pm2>{_M})(?!\s?\d)"
    r"|\b(?P<yp>in|by|since|until|during|of|from)\s(?P<year>(?:19|20)\d\d)\b(?![-–/]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DateMention:
    """A date in the text: its AsOf, what it starts from (the first day it names) and its offsets."""

    start: int
    end: int
    as_of: AsOf
    day: date
    dated_action: bool = True


class Calendar:
    """Resolves dates in reading order: against the document's date, and against the date named last."""

    def __init__(self, text: str, document_date: date | None) -> None:
        self._given = document_date
        self.reference = document_date or _reference(text)
        self.running: date | None = None
        self._running_precision = Precision.DAY

    def mentions(self, text: str, start: int, end: int, *, remember: bool = True) -> list[DateMention]:
        """Return the dates of text[start:end]; with `remember`, later "the following day" counts from
        them."""
        out: list[DateMention] = []
        for found in _DATE.finditer(text, start, end):
            mention = self._read(found)
            if mention is None:
                continue
            out.append(mention)
            if remember and mention.as_of.precision is not Precision.YEAR:
                self.running, self._running_precision = mention.day, mention.as_of.precision
        return out

    def _read(self, found: re.Match[str]) -> DateMention | None:
        group = found.groupdict()
        if group["iso"]:
            return self._full(found, *(int(part) for part in group["iso"].split("-")))
        if group["mdm"]:
            if group["mdm"] == "may" or group["mdm"] == "march":
                return None
            return self._day(found, group["mdm"], group["mdd"], group["mdy"])
        if group["dmm"]:
            if group["dmm"] in ("may", "march"):
                return None
            return self._day(found, group["dmm"], group["dmd"], group["dmy"])
        if group["mym"]:
            return self._month(found, _month(group["mym"]), int(group["myy"]))
        if group["pm"] or group["pm2"]:
            return self._part(found, group["pm"] or group["pm2"])
        if group["year"]:
            year = int(group["year"])
            return _mention(found, str(year), Precision.YEAR, Basis.EXPLICIT, date(year, 1, 1))
        return self._relative(found, group)

    def _part(self, found: re.Match[str], name: str) -> DateMention | None:
        if not name[0].isupper():
            return None
        month = _month(name)
        near = self.running or self.reference
        if near is None:
            return None
        year = min((near.year - 1, near.year, near.year + 1), key=lambda y: abs((date(y, month, 15) - near).days))
        return self._month(found, month, year, Basis.RELATIVE)

    def _relative(self, found: re.Match[str], group: dict[str, str | None]) -> DateMention | None:
        if group["later"]:
            return self._later(found, group)
        if group["next"]:
            if self.running is None:
                return None
            words = found.group().lower()
            step = 0 if "same" in words else -1 if ("previous" in words or "before" in words) else 1
            return _day_mention(found, self.running, step, Basis.RELATIVE)
        if self.reference is None:
            return None
        if group["word"]:
            return _day_mention(
                found,
                self.reference,
                -1 if group["word"].lower() in ("yesterday", "last night") else 0,
                Basis.RELATIVE,
            )
        if group["wday"]:
            if not group["wday"][0].isupper():
                return None
            ahead = (group["wd"] or "").strip().lower() in ("next", "the following", "the next")
            if ahead and self.running is None:
                return None
            back = (self.reference.weekday() - _WEEKDAYS[group["wday"].lower()]) % 7
            if (group["wd"] or "").strip().lower() == "last" and back == 0:
                back = 7
            if ahead and self.running is not None:
                step = (_WEEKDAYS[group["wday"].lower()] - self.running.weekday() - 1) % 7 + 1
                return _day_mention(found, self.running, step, Basis.RELATIVE)
            return _day_mention(found, self.reference, -back, Basis.RELATIVE)
        return None

    def _later(self, found: re.Match[str], group: dict[str, str | None]) -> DateMention | None:
        direction = (group["dir"] or "").lower()
        base = self.reference if direction == "ago" else self.running
        count_text = (group["later"] or "").lower()
        count = int(count_text) if count_text.isdigit() else _COUNTS[count_text]
        if base is None or (count_text in ("a", "an") and direction not in ("later", "earlier", "ago")):
            return None
        days = {"day": 1, "week": 7, "month": 30, "year": 365}[(group["unit"] or "day").lower()] * count
        sign = 1 if direction in ("later", "after that") else -1
        unit = (group["unit"] or "").lower()
        day = _shift(base, sign * days)
        if day is None:
            return None
        if unit == "year":
            return _mention(found, str(day.year), Precision.YEAR, Basis.RELATIVE, day)
        if unit == "month" or (direction != "ago" and self._running_precision is Precision.MONTH):
            return _mention(found, f"{day:%Y-%m}", Precision.MONTH, Basis.RELATIVE, day)
        return _mention(found, day.isoformat(), Precision.DAY, Basis.RELATIVE, day)

    def _day(self, found: re.Match[str], month: str, day: str, year: str | None) -> DateMention | None:
        number = _month(month)
        if year:
            return self._full(found, int(year), number, int(day))
        near = self.reference or self.running
        if near is None:
            return None
        options = [d for y in (near.year - 1, near.year, near.year + 1) if (d := _safe(y, number, int(day)))]
        if self._given is not None:
            options = [d for d in options if d <= self._given + timedelta(days=60)]
        if not options:
            return None
        best = min(options, key=lambda d: abs((d - near).days))
        return _mention(found, best.isoformat(), Precision.DAY, Basis.EXPLICIT, best)

    def _full(self, found: re.Match[str], year: int, month: int, day: int) -> DateMention | None:
        value = _safe(year, month, day)
        if value is None:
            return None
        return _mention(found, value.isoformat(), Precision.DAY, Basis.EXPLICIT, value)

    def _month(self, found: re.Match[str], month: int, year: int, basis: Basis = Basis.EXPLICIT) -> DateMention:
        return _mention(found, f"{year:04d}-{month:02d}", Precision.MONTH, basis, date(year, month, 1))


def _mention(found: re.Match[str], value: str, precision: Precision, basis: Basis, day: date) -> DateMention:
    return DateMention(found.start(), found.end(), AsOf(value, precision, basis), day)


def _day_mention(found: re.Match[str], base: date, step: int, basis: Basis) -> DateMention | None:
    day = _shift(base, step)
    return None if day is None else _mention(found, day.isoformat(), Precision.DAY, basis, day)


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shift(base: date, days: int) -> date | None:
    try:
        return base + timedelta(days=days)
    except OverflowError:
        return None


def _reference(text: str) -> date | None:
    """The date a text is read against when none is given: an ISO date near its start, else its latest
    full date."""
    head = re.search(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b", text[:400])
    if head and (day := _safe(*(int(part) for part in head.groups()))):
        return day
    days: list[date] = []
    for found in _DATE.finditer(text):
        if found["mdm"] and found["mdy"]:
            day = _safe(int(found["mdy"]), _month(found["mdm"]), int(found["mdd"]))
        elif found["dmm"] and found["dmy"]:
            day = _safe(int(found["dmy"]), _month(found["dmm"]), int(found["dmd"]))
        elif found["iso"]:
            day = _safe(*(int(part) for part in found["iso"].split("-")))
        else:
            continue
        if day is not None:
            days.append(day)
    return max(days, default=None)
