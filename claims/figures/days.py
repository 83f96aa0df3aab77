"""Dates of which perhaps only the month or the year is known."""

from calendar import monthrange
from datetime import date

_PRECISION = {4: "year", 7: "month", 10: "day"}


def days_of(as_of: str) -> tuple[date, date] | None:
    """The first and the last day that an ISO date, month or year can mean; None for "" and for what is no date."""
    if len(as_of) not in _PRECISION:
        return None
    try:
        first = date.fromisoformat(as_of + "0001-01-01"[len(as_of) :])
    except ValueError:
        return None
    if len(as_of) == 10:
        return first, first
    if len(as_of) == 4:
        return first, date(first.year, 12, 31)
    return first, date(first.year, first.month, monthrange(first.year, first.month)[1])


def precision_of(as_of: str) -> str:
    """How much of a date is known: day, month or year, "" for none."""
    return _PRECISION.get(len(as_of), "")


def is_later(one: str, other: str) -> bool:
    """Whether the first is later than the second, whatever days they mean."""
    a, b = days_of(one), days_of(other)
    return a is not None and b is not None and a[0] > b[1]


def days_between(one: str, other: str) -> int:
    """The fewest days between two dates, nought where they may be one day or where one is unknown."""
    a, b = days_of(one), days_of(other)
    if a is None or b is None:
        return 0
    return max(0, (a[0] - b[1]).days, (b[0] - a[1]).days)


def said_day(as_of: str) -> str:
    """A date as pages write it: 15 Dec 2019, Dec 2019, 2019."""
    days = days_of(as_of)
    if days is None:
        return ""
    return {4: f"{days[0]:%Y}", 7: f"{days[0]:%b %Y}", 10: f"{days[0].day} {days[0]:%b %Y}"}[len(as_of)]
