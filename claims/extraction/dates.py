"""Dates written in full, in part or by reference ("Tuesday", "four days later"), resolved to ISO dates."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from claims.extraction.candidate import Basis, Precision
from claims.extraction.date_mentions import DateMention, in_month, in_year, mention, on_day, says_more, shift, shifted
from claims.extraction.date_patterns import COUNTS, DATE, MAY_BE_DATED, MONTHS, ORDERS, SEASONS, WEEKDAYS
from claims.extraction.date_roles import Role, is_to_come, role_of
from claims.extraction.document_date import day_of, document_date_of, month_of


class Calendar:
    """Resolves dates in reading order: against the document's date, and against the date named last."""

    def __init__(self, text: str, document_date: date | None) -> None:
        self._given = document_date
        self.reference = document_date or document_date_of(text)
        self.running: date | None = None
        self._precision = Precision.DAY
        # The last date of any precision: what "that season" and "two years later" go back to.
        self._last: date | None = None
        self._last_precision = Precision.DAY
        self._readers: tuple[tuple[str, Callable[[re.Match[str], str], DateMention | None]], ...] = (
            ("iso", self._iso), ("ny", self._numeric), ("mrm", self._days), ("drm", self._days), ("mdm", self._day),
            ("dmm", self._day), ("mm1", self._months), ("mym", self._month_of_year), ("qo", self._quarter),
            ("q", self._quarter), ("sn", self._season), ("yr1", self._years), ("wday", self._weekday),
            ("later", self._later), ("next", self._next), ("that", self._that), ("word", self._word),
            ("lw", self._last_one), ("pm", self._part), ("pm2", self._part), ("year", self._year),
        )  # fmt: skip

    def mentions(self, text: str, start: int, end: int, *, remember: bool = True) -> list[DateMention]:
        """Return the dates of text[start:end]; with `remember`, later "the following day" counts from
        them."""
        out: list[DateMention] = []
        if not MAY_BE_DATED.search(text, start, end):
            return out
        for found in DATE.finditer(text, start, end):
            before = text[max(start, found.start() - 130) : found.start()]
            read = self._read(found, before)
            if read is None:
                continue
            read = replace(read, role=role_of(found, before, text))
            if out and out[-1].end >= read.start - 3 and says_more(read, out[-1]):
                out.pop()
            out.append(read)
            if remember:
                self._remember(read)
        return out

    def _remember(self, mention: DateMention) -> None:
        self._last, self._last_precision = mention.day, mention.as_of.precision
        if mention.as_of.precision is not Precision.YEAR and mention.role is not Role.AGAINST:
            self.running, self._precision = mention.day, mention.as_of.precision

    def _read(self, found: re.Match[str], before: str) -> DateMention | None:
        for name, reader in self._readers:
            if found[name]:
                return reader(found, before)
        return None

    def _iso(self, found: re.Match[str], before: str) -> DateMention | None:
        return on_day(found, *(int(part) for part in found["iso"].split("-")))

    def _numeric(self, found: re.Match[str], before: str) -> DateMention | None:
        day, month = int(found["nd"]), int(found["nm"])
        if found["ns"] == "/" and day <= 12 and month <= 12 and day != month:
            return None  # British or American: nobody can say.
        if month > 12:
            day, month = month, day
        return on_day(found, int(found["ny"]), month, day)

    def _days(self, found: re.Match[str], before: str) -> DateMention | None:
        name = found["mrm"] or found["drm"]
        last = re.sub(r"\D", "", found["mr2"] or found["dr2"])
        return self._dated(found, name, last, found["mry"] or found["dry"])

    def _day(self, found: re.Match[str], before: str) -> DateMention | None:
        name = found["mdm"] or found["dmm"]
        return self._dated(found, name, found["mdd"] or found["dmd"], found["mdy"] or found["dmy"])

    def _dated(self, found: re.Match[str], name: str, day: str, year: str | None) -> DateMention | None:
        if name in ("may", "march", "mar", "sep", "dec"):
            return None
        number = month_of(name)
        if year:
            return on_day(found, int(year), number, int(day))
        near = self.reference or self.running
        if near is None:
            return None
        options = [d for y in (near.year - 1, near.year, near.year + 1) if (d := day_of(y, number, int(day)))]
        if self._given is not None:
            options = [d for d in options if d <= self._given + timedelta(days=60)]
        if not options:
            return None
        best = min(options, key=lambda d: abs((d - near).days))
        return mention(found, best.isoformat(), Precision.DAY, Basis.EXPLICIT, best)

    def _months(self, found: re.Match[str], before: str) -> DateMention | None:
        if not (found["mm1"][0].isupper() and found["mm2"][0].isupper()):
            return None
        year = self._year_named(found["mmy"])
        month = month_of(found["mm2"])
        if year is None:
            return self._nearest_month(found, month, before)
        return in_month(found, year, month)

    def _month_of_year(self, found: re.Match[str], before: str) -> DateMention | None:
        year = self._year_named(found["myy"])
        return None if year is None else in_month(found, year, month_of(found["mym"]))

    def _quarter(self, found: re.Match[str], before: str) -> DateMention | None:
        if found["q"]:
            kind, order, named = found["q"][0].upper(), int(found["q"][1]), found["qqy"]
        else:
            kind, order = found["qk"][0].upper(), ORDERS[found["qo"].lower()]
            named = found["qy"]
        if named is None or order == 0 or (kind == "H" and order > 2):
            return None
        year = self._year_named(named)
        month = order * (6 if kind == "H" else 3)
        return None if year is None else in_month(found, year, month)

    def _season(self, found: re.Match[str], before: str) -> DateMention | None:
        return in_year(found, int(found["sy"]), Basis.EXPLICIT)

    def _years(self, found: re.Match[str], before: str) -> DateMention | None:
        first, last = found["yr1"], found["yr2"] or found["yr3"]
        year = int(last) if len(last) == 4 else int(first[:2] + last)
        return in_year(found, year, Basis.EXPLICIT) if year > int(first) else None

    def _year(self, found: re.Match[str], before: str) -> DateMention | None:
        return in_year(found, int(found["year"]), Basis.EXPLICIT)

    def _weekday(self, found: re.Match[str], before: str) -> DateMention | None:
        if not found["wday"][0].isupper():
            return None
        number = WEEKDAYS[found["wday"].lower()]
        led = (found["wd"] or "").lower()
        if led in ("next", "the following", "the next", "following") and (self.running or self.reference):
            base = self.running if led != "next" else self.reference
            base = base or self.reference
            return None if base is None else shifted(found, base, (number - base.weekday() - 1) % 7 + 1)
        if self.reference is None or led in ("the previous", "that"):
            return None
        back = (self.reference.weekday() - number) % 7
        if led == "last" and back == 0:
            back = 7
        ahead = led == "this" or (led == "" and is_to_come(before))
        step = (7 - back) % 7 if ahead else -back
        return shifted(found, self.reference, step)

    def _later(self, found: re.Match[str], before: str) -> DateMention | None:
        direction, unit = " ".join(found["dir"].lower().split()), found["unit"].lower()
        count_text = found["later"].lower()
        count = int(count_text) if count_text.isdigit() else COUNTS[count_text]
        of_document = direction in ("ago", "previously", "before")
        coarse = unit in ("year", "decade")
        base = self.reference if of_document else (self._last if coarse else self.running)
        if base is None or (count_text in ("a", "an") and direction not in ("later", "earlier", "ago")):
            return None
        days = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}[unit] * count
        sign = 1 if direction in ("later", "after that") else -1
        if coarse:
            year = base.year + sign * count * (10 if unit == "decade" else 1)
            return in_year(found, year, Basis.RELATIVE) if 1000 < year < 3000 else None
        if unit == "month":
            months = base.year * 12 + base.month - 1 + sign * count
            return in_month(found, months // 12, months % 12 + 1, Basis.RELATIVE)
        day = shift(base, sign * days)
        if day is None:
            return None
        if not of_document and self._precision is Precision.MONTH:
            return mention(found, f"{day:%Y-%m}", Precision.MONTH, Basis.RELATIVE, day)
        return mention(found, day.isoformat(), Precision.DAY, Basis.RELATIVE, day)

    def _next(self, found: re.Match[str], before: str) -> DateMention | None:
        if self.running is None or self._precision is not Precision.DAY:
            return None
        words = found.group().lower()
        same = "same" in words or "very" in words
        step = 0 if same else -1 if any(w in words for w in ("previous", "before", "earlier")) else 1
        return shifted(found, self.running, step)

    def _that(self, found: re.Match[str], before: str) -> DateMention | None:
        unit = found["thatunit"].lower()
        if self._last is None:
            return None
        if unit in ("year", "season") or unit in SEASONS:
            return in_year(found, self._last.year, Basis.RELATIVE)
        if unit == "month":
            return (
                None
                if self._last_precision is Precision.YEAR
                else in_month(found, self._last.year, self._last.month, Basis.RELATIVE)
            )
        if self.running is None or self._precision is not Precision.DAY:
            return None
        return shifted(found, self.running, 0)

    def _word(self, found: re.Match[str], before: str) -> DateMention | None:
        if self.reference is None:
            return None
        word = " ".join(found["word"].lower().split())
        return shifted(found, self.reference, {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0))

    def _last_one(self, found: re.Match[str], before: str) -> DateMention | None:
        base, led, unit = self.reference, " ".join(found["lw"].lower().split()), found["lu"].lower().rstrip(".")
        if base is None:
            return None
        if led == "the previous":
            base = self._last or base
        step = {"this": 0, "next": 1, "the past": 0}.get(led, -1)
        if led == "the past":
            return None
        if unit in MONTHS:
            if not found["lu"][0].isupper():
                return None
            month = MONTHS[unit]
            year = base.year if (month < base.month) == (step < 0) or step == 0 else base.year + step
            return in_month(found, year, month, Basis.RELATIVE)
        if unit in ("week", "weekend"):
            day = shift(base, 7 * step)
            return None if day is None else in_month(found, day.year, day.month, Basis.RELATIVE)
        if unit == "month":
            months = base.year * 12 + base.month - 1 + step
            return in_month(found, months // 12, months % 12 + 1, Basis.RELATIVE)
        if unit == "quarter":
            quarters = base.year * 4 + (base.month - 1) // 3 + step
            return in_month(found, quarters // 4, quarters % 4 * 3 + 3, Basis.RELATIVE)
        if unit in SEASONS:
            step = -1 if led == "last" and base.month < 6 else min(step, 0) if led == "last" and base.month < 9 else 0
        return in_year(found, base.year + step, Basis.RELATIVE)

    def _part(self, found: re.Match[str], before: str) -> DateMention | None:
        name = found["pm"] or found["pm2"]
        if not name[0].isupper():
            return None
        return self._nearest_month(found, month_of(name), before + (found["part"] or ""))

    def _nearest_month(self, found: re.Match[str], month: int, before: str) -> DateMention | None:
        """A month without a year: the latest one that is past, or the next one where what is said is to come."""
        near = self.running or self.reference
        if near is None:
            return None
        years = (near.year - 1, near.year, near.year + 1)
        year = min(years, key=lambda y: abs((date(y, month, 15) - near).days))
        base = self.reference
        if base is not None:
            following = found.string[found.end() : found.end() + 40]
            ahead = is_to_come(before, following) or before.lower().endswith(("by ", "until "))
            if ahead and self._given is not None:
                year = base.year if month >= base.month else base.year + 1
            elif (year, month) > (base.year, base.month) and not ahead and self._given is not None:
                year -= 1
        return in_month(found, year, month, Basis.RELATIVE)

    def _year_named(self, words: str | None) -> int | None:
        """The year of "2024", "last year" or "this year"."""
        if words is None:
            return None
        if words.isdigit():
            return int(words)
        if self.reference is None:
            return None
        led = words.lower().split()[0]
        return self.reference.year + {"last": -1, "next": 1}.get(led, 0)
