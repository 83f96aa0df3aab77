"""Where the lines of a grid and the days of an axis stand."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_LINES = 4
_MOST_DAYS = 6


@dataclass(frozen=True)
class Tick:
    """A place on an axis, in pixels, and what is written there."""

    at: float
    words: str

    @property
    def text_y(self) -> float:
        """The baseline of words beside a line across."""
        return self.at + 4


@dataclass(frozen=True)
class Values:
    """A scale of values from `low` to `high` with steps between: zero is always on it."""

    low: float
    high: float
    step: float

    def steps(self) -> list[float]:
        """The values that have a line, lowest first."""
        first = math.ceil(round(self.low / self.step, 6))
        last = math.floor(round(self.high / self.step, 6))
        return [number * self.step for number in range(first, last + 1)]


def values_of(numbers: list[float], *, room: float = 1.08) -> Values:
    """The scale that holds all numbers with `room` over the highest, and at most four lines beside zero."""
    low, high = min(0.0, *numbers, 0.0), max(0.0, *numbers, 0.0)
    spread = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(spread / _MOST_LINES))
    step = next(nice * power for nice in _NICE if spread / (nice * power) <= _MOST_LINES)
    top = high * room if high > 0 else 0.0
    if high > 0 and top < step:
        top = max(top, high)
    return Values(low * room, top or (1.0 if low == 0 else 0.0), step)


def value_words(value: float | Decimal) -> str:
    """A value as people read it: 1,500 and 2.5, millions shortened."""
    number = float(value)
    for size, word in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(number) >= size:
            return f"{number / size:,.4g}{word}"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.6g}"


def days_between(first: date, last: date) -> list[date]:
    """Round days from `first` to `last`, six at most: days, weeks, halves of months, months, quarters or years."""
    for days in _rounds(first, last):
        found = [day for day in days if first <= day <= last]
        if len(found) <= _MOST_DAYS:
            return found or [first]
    return [first, last]


def day_words(days: list[date]) -> list[str]:
    """What is written under each day: the year where it is the first of its year, months and years alone if all are."""
    if all(day.day == 1 for day in days) and len(days) > 1 and days[1] - days[0] >= timedelta(days=28):
        if all(day.month == 1 for day in days):
            return [f"{day.year}" for day in days]
        return [f"{day:%b} {day.year}" if is_new else f"{day:%b}" for day, is_new in _new_years(days)]
    return [f"{day.day} {day:%b} {day.year}" if is_new else f"{day.day} {day:%b}" for day, is_new in _new_years(days)]


def _new_years(days: list[date]) -> Iterator[tuple[date, bool]]:
    year = None
    for day in days:
        yield day, day.year != year
        year = day.year


def _rounds(first: date, last: date) -> Iterator[list[date]]:
    span = (last - first).days
    for step in (1, 2, 7):
        if span // step <= _MOST_DAYS:
            yield [first + timedelta(days=number * step) for number in range(span // step + 1)]
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= _MOST_DAYS:
        yield [day for month in _months(first, last, 1) for day in (month, month.replace(day=15))]
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200):
        if months // step <= _MOST_DAYS + 1:
            yield _months(first, last, step)


def _months(first: date, last: date, step: int) -> list[date]:
    start = (first.year * 12 + first.month - 1) // step * step
    end = last.year * 12 + last.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(max(start, 12), end + 1, step)]
