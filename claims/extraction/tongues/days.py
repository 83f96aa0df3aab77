"""Dates in other languages: Gregorian and solar Hijri days, months and years, and words such as "yesterday"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from claims.extraction.candidate import AsOf, Basis, Precision
from claims.extraction.date_mentions import DateMention
from claims.extraction.tokens import Token
from claims.extraction.tongues import solar_hijri
from claims.extraction.tongues.tongue import Tongue
from claims.extraction.tongues.words import words_of

_NUMERIC = re.compile(r"(?<!\d)(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})([./])(\d{1,2})\6(\d{4})(?!\d)")
_HEAD = 5000  # words in which the latest date is looked for, when none is given


class Days:
    """Resolves the dates of one text against the date of the document, or else the latest date in it."""

    def __init__(self, text: str, tongue: Tongue, document_date: date | None) -> None:
        self._text = text
        self._tongue = tongue
        self.reference = document_date
        if document_date is None:
            self.reference = self._latest()

    def mentions(self, tokens: Sequence[Token], start: int, end: int) -> list[DateMention]:
        """The dates among tokens that lie in text[start:end], in order."""
        found = [m for n in _NUMERIC.finditer(self._text, start, end) if (m := self._numeric(n)) is not None]
        taken = [(m.start, m.end) for m in found]
        i, at = 0, 0
        while i < len(tokens):
            while at < len(taken) and taken[at][1] <= tokens[i].start:
                at += 1
            if at < len(taken) and taken[at][0] < tokens[i].end:
                i += 1
                continue
            mention = self._worded(tokens, i)
            if mention is None:
                i += 1
                continue
            found.append(mention[0])
            i = mention[1]
        return sorted(found, key=lambda m: m.start)

    def _numeric(self, found: re.Match[str]) -> DateMention | None:
        year, month, day = (int(part) for part in (found.group(1, 3, 4) if found[1] else found.group(8, 7, 5)))
        value = _day(year, month, day)
        return None if value is None else _full(found.start(), found.end(), value)

    def _worded(self, tokens: Sequence[Token], i: int) -> tuple[DateMention, int] | None:
        tongue, token = self._tongue, tokens[i]
        if token.kind == "number" and token.text.isdecimal() and len(token.text) <= 4:
            return self._after_number(tokens, i)
        if not token.wordlike:
            return None
        if (word := tongue.days.at(tokens, i)) is not None:
            named = tongue.weekdays.at(tokens, word[1]) if word[1] < len(tokens) else None
            return self._relative(tokens, i, named[1] if named else word[1], word[0])
        if (weekday := tongue.weekdays.at(tokens, i)) is not None:
            past = tongue.days.at(tokens, weekday[1]) if weekday[1] < len(tokens) else None
            if self.reference is None:
                return None
            back = (self.reference.weekday() - weekday[0]) % 7
            exact = self._after_weekday(tokens, weekday[1])
            return exact or self._relative(tokens, i, past[1] if past else weekday[1], -back)
        for table, solar in ((tongue.solar_months, True), (tongue.months, False)):
            month = table.at(tokens, i)
            if month is None:
                continue
            k = self._year_at(tokens, month[1], solar=solar)
            if k is not None:
                return self._month(tokens, i, k[1], k[0], month[0], solar=solar)
        return None

    def _after_weekday(self, tokens: Sequence[Token], i: int) -> tuple[DateMention, int] | None:
        """ "سه‌شنبه ۲۴ آبان", "الثلاثاء 15 نوفمبر": the day and month say more than the weekday."""
        if i < len(tokens) and tokens[i].text in ",،":
            i += 1
        if i < len(tokens) and tokens[i].kind == "number":
            return self._after_number(tokens, i)
        return None

    def _after_number(self, tokens: Sequence[Token], i: int) -> tuple[DateMention, int] | None:
        number, tongue = int(tokens[i].text), self._tongue
        j = i + 1
        if 1 <= number <= 31 and j < len(tokens):
            if tokens[j].text == "." and j + 1 < len(tokens):
                j += 1
            if tokens[j].low in ("de", "of") and j + 1 < len(tokens):
                j += 1
            for table, solar in ((tongue.solar_months, True), (tongue.months, False)):
                month = table.at(tokens, j)
                if month is None:
                    continue
                k = month[1]
                # The Levant and the Gulf write both names of a month: "أيار/مايو".
                if k + 1 < len(tokens) and tokens[k].text in "/(" and (twin := tongue.months.at(tokens, k + 1)):
                    k = twin[1] + (tokens[k].text == "(" and tokens[twin[1] : twin[1] + 1] != [])
                if k < len(tokens) and tokens[k].low in ("de", "of", "ماه"):
                    k += 1
                year = self._year_at(tokens, k, solar=solar)
                value = self._dated(number, month[0], year[0] if year else None, solar=solar)
                if value is None:
                    return None
                stop = year[1] if year else k
                return _full(tokens[i].start, tokens[stop - 1].end, value), stop
        if len(tokens[i].text) == 4 and tongue.years.before(tokens, i) is not None:
            if 1900 <= number <= 2100:
                return _year(tokens[i], number), i + 1
            if 1300 <= number <= 1420 and self._tongue.solar_months.at(tokens, i) is None:
                start = solar_hijri.new_year(number)
                return DateMention(
                    tokens[i].start, tokens[i].end, AsOf(str(start.year), Precision.YEAR, Basis.EXPLICIT), start
                ), i + 1
        return None

    def _year_at(self, tokens: Sequence[Token], k: int, *, solar: bool) -> tuple[int, int] | None:
        if k < len(tokens) and (tokens[k].text in ",،" or tokens[k].low in ("de", "of", "سال", "عام", "ماه")):
            k += 1
        if k >= len(tokens) or tokens[k].kind != "number" or not tokens[k].text.isdecimal():
            return None
        number = int(tokens[k].text[:5])
        if solar and 1300 <= number <= 1450:
            return number, k + 1
        return (number, k + 1) if not solar and 1900 <= number <= 2100 else None

    def _dated(self, day: int, month: int, year: int | None, *, solar: bool) -> date | None:
        if year is not None:
            return solar_hijri.gregorian(year, month, day) if solar else _day(year, month, day)
        near = self.reference
        if near is None:
            return None
        base = solar_hijri.year_of(near) if solar else near.year
        options = [
            value
            for y in (base - 1, base, base + 1)
            if (value := solar_hijri.gregorian(y, month, day) if solar else _day(y, month, day)) is not None
            and value <= near + timedelta(days=60)
        ]
        return min(options, key=lambda value: abs((value - near).days), default=None)

    def _month(
        self, tokens: Sequence[Token], i: int, stop: int, year: int, month: int, *, solar: bool
    ) -> tuple[DateMention, int] | None:
        # A solar month lies in two Gregorian months: its middle is in the one that has more of it.
        first = self._dated(15 if solar else 1, month, year, solar=solar)
        if first is None:
            return None
        value = f"{first.year:04d}-{first.month:02d}"
        return DateMention(
            tokens[i].start, tokens[stop - 1].end, AsOf(value, Precision.MONTH, Basis.EXPLICIT), first
        ), stop

    def _relative(self, tokens: Sequence[Token], i: int, stop: int, step: int) -> tuple[DateMention, int] | None:
        if self.reference is None:
            return None
        try:
            value = self.reference + timedelta(days=step)
        except OverflowError:
            return None
        as_of = AsOf(value.isoformat(), Precision.DAY, Basis.RELATIVE)
        return DateMention(tokens[i].start, tokens[stop - 1].end, as_of, value), stop

    def _latest(self) -> date | None:
        days = [
            m.day
            for n in _NUMERIC.finditer(self._text)
            if (m := self._numeric(n)) is not None and m.as_of.precision is Precision.DAY
        ]
        tokens = words_of(self._text, 0, min(len(self._text), _HEAD * 6))
        for i in range(len(tokens)):
            if tokens[i].kind == "number" and tokens[i].text.isdecimal() and len(tokens[i].text) <= 2:
                mention = self._after_number(tokens, i)
                if mention is not None:
                    days.append(mention[0].day)
        return max(days, default=None)


def _full(start: int, end: int, value: date) -> DateMention:
    return DateMention(start, end, AsOf(value.isoformat(), Precision.DAY, Basis.EXPLICIT), value)


def _year(token: Token, year: int) -> DateMention:
    return DateMention(token.start, token.end, AsOf(str(year), Precision.YEAR, Basis.EXPLICIT), date(year, 1, 1))


def _day(year: int, month: int, day: int) -> date | None:
    if 1300 <= year <= 1450:
        return solar_hijri.gregorian(year, month, day)
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
