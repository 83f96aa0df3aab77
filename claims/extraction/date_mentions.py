"""A date that stands in a text, and how one is made of what was read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.extraction.candidate import AsOf, Basis, Precision
from claims.extraction.date_roles import Role
from claims.extraction.document_date import day_of
from claims.extraction.tokens import Token


@dataclass(frozen=True)
class DateMention:
    """A date in the text: its AsOf, what it starts from (the first day it names), its offsets and its role."""

    start: int
    end: int
    as_of: AsOf
    day: date
    role: Role = Role.AT

    @property
    def dated_action(self) -> bool:
        """Whether it says when something happened, not since when, compared with when or what something is called."""
        return self.role in (Role.AT, Role.WITHIN)


def says_more(mention: DateMention, last: DateMention) -> bool:
    """ "Tuesday 11 June 2024": the date says more than the day of the week before it."""
    exact = mention.as_of.basis is Basis.EXPLICIT and mention.as_of.precision is Precision.DAY
    return exact and last.as_of.basis is Basis.RELATIVE


def mention(found: re.Match[str], value: str, precision: Precision, basis: Basis, day: date) -> DateMention:
    """A date that was read from `found`."""
    return DateMention(found.start(), found.end(), AsOf(value, precision, basis), day)


def on_day(found: re.Match[str], year: int, month: int, day: int) -> DateMention | None:
    """A day written out; None when there is no such day."""
    value = day_of(year, month, day)
    return None if value is None else mention(found, value.isoformat(), Precision.DAY, Basis.EXPLICIT, value)


def in_month(found: re.Match[str], year: int, month: int, basis: Basis = Basis.EXPLICIT) -> DateMention:
    """A month of a year."""
    return mention(found, f"{year:04d}-{month:02d}", Precision.MONTH, basis, date(year, month, 1))


def in_year(found: re.Match[str], year: int, basis: Basis) -> DateMention:
    """A year."""
    return mention(found, f"{year:04d}", Precision.YEAR, basis, date(year, 1, 1))


def shifted(found: re.Match[str], base: date, step: int) -> DateMention | None:
    """The day `step` days after another; None beyond what a date can be."""
    day = shift(base, step)
    return None if day is None else mention(found, day.isoformat(), Precision.DAY, Basis.RELATIVE, day)


def shift(base: date, days: int) -> date | None:
    """The day `days` days after another; None beyond what a date can be."""
    try:
        return base + timedelta(days=days)
    except OverflowError:
        return None


def by_token(tokens: Sequence[Token], mentions: Sequence[DateMention]) -> dict[int, int]:
    """Map the index of the first token of each date to the index after its last."""
    out: dict[int, int] = {}
    k = 0
    for mention in mentions:
        while k < len(tokens) and tokens[k].end <= mention.start:
            k += 1
        first = k
        while k < len(tokens) and tokens[k].start < mention.end:
            k += 1
        if k > first:
            out[first] = k
    return out
