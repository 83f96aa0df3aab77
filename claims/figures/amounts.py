"""Values with bounds: what they can be, what they add up to, and how they are said."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claims.extraction.candidate import Bound

# How far a round estimate may be from the truth before two figures contradict each other.
_LEEWAY = Decimal("0.1")
_WORDS = {
    Bound.EXACT: "",
    Bound.AT_LEAST: "at least ",
    Bound.MORE_THAN: "over ",
    Bound.APPROX: "about ",
    Bound.AT_MOST: "at most ",
    Bound.LESS_THAN: "under ",
    Bound.BETWEEN: "",
}


@dataclass(frozen=True)
class Span:
    """What a value can be: from `low` to `high`, None for no end. An open end is not itself possible."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: "Span") -> bool:
        """Whether some value is possible in both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: "Span") -> bool:
        """Whether every value here is less than every value there."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))


def span_of(value: Decimal, bound: Bound, value_max: Decimal | None = None) -> Span:
    """What a figure can be. An estimate ("about") reaches a tenth to either side."""
    match bound:
        case Bound.AT_LEAST:
            return Span(value, None)
        case Bound.MORE_THAN:
            return Span(value, None, low_open=True)
        case Bound.AT_MOST:
            return Span(None, value)
        case Bound.LESS_THAN:
            return Span(None, value, high_open=True)
        case Bound.APPROX:
            leeway = abs(value) * _LEEWAY
            return Span(value - leeway, value + leeway)
        case Bound.BETWEEN:
            return Span(value, value_max)
        case _:
            return Span(value, value)


def sum_of(spans: Iterable[Span]) -> Span:
    """What the sum of values can be."""
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    low_open = high_open = False
    for span in spans:
        low = None if low is None or span.low is None else low + span.low
        high = None if high is None or span.high is None else high + span.high
        low_open |= span.low_open
        high_open |= span.high_open
    return Span(low, high, low_open, high_open)


def bound_of_sum(bounds: Iterable[Bound]) -> Bound:
    """How to read the sum of values that are to be read so."""
    kinds = set(bounds) - {Bound.EXACT}
    if not kinds:
        return Bound.EXACT
    if kinds <= {Bound.AT_LEAST, Bound.MORE_THAN}:
        return Bound.MORE_THAN if Bound.MORE_THAN in kinds else Bound.AT_LEAST
    if kinds <= {Bound.AT_MOST, Bound.LESS_THAN}:
        return Bound.LESS_THAN if Bound.LESS_THAN in kinds else Bound.AT_MOST
    if kinds == {Bound.BETWEEN}:
        return Bound.BETWEEN
    return Bound.APPROX


def said(value: Decimal, bound: Bound, value_max: Decimal | None = None) -> str:
    """A value as pages say it: "over 1,500", "500 to 700"."""
    if bound is Bound.BETWEEN and value_max is not None:
        return f"{number(value)} to {number(value_max)}"
    return f"{_WORDS[bound]}{number(value)}"


def number(value: Decimal) -> str:
    """A number with commas between thousands, without needless noughts."""
    whole = value.normalize()
    return f"{whole:,f}"


def plain(value: Decimal) -> str:
    """A number without commas, as data and keys have it."""
    return f"{value.normalize():f}"
