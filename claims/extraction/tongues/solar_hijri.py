"""Days of the solar Hijri calendar, by which Iran and Afghanistan count."""

from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1244, 1472
# In these years of a cycle of 33 the last month has 30 days; for the years above this is what is observed.
_CYCLE = 33
_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_ANCHOR_YEAR, _ANCHOR = 1400, date(2021, 3, 21)


def is_leap(year: int) -> bool:
    """Whether Esfand of a year has 30 days."""
    return year % _CYCLE in _LEAPS


def days_of(year: int, month: int) -> int:
    """How many days a month (1 is Farvardin) of a year has."""
    if month <= 6:
        return 31
    return 30 if month < 12 or is_leap(year) else 29


def new_year(year: int) -> date:
    """The day of the Gregorian calendar on which 1 Farvardin of a year falls."""
    low, high = min(year, _ANCHOR_YEAR), max(year, _ANCHOR_YEAR)
    days = 365 * (high - low) + sum(1 for between in range(low, high) if is_leap(between))
    return _ANCHOR + timedelta(days=days if year >= _ANCHOR_YEAR else -days)


def gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day of the solar Hijri calendar; None for a day that does not exist, or in a
    year outside 1244 to 1472 (1865 to 2093)."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= days_of(year, month)):
        return None
    before = sum(days_of(year, m) for m in range(1, month))
    return new_year(year) + timedelta(days=before + day - 1)


def year_of(day: date) -> int:
    """The solar Hijri year that a Gregorian date lies in."""
    year = day.year - 621
    return year if day >= new_year(year) else year - 1
