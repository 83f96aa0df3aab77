"""What a claim is made of besides its words, as a person or an extractor states it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict

from claims.extraction.candidate import PRECISION, Bound, FigureNature, Stance
from claims.models import Figure
from factcheck.core.errors import Fault, Invalid

# Characters kept of the words that say more of a figure.
WORDS_LIMIT = {"denominator": 200, "per": 100, "since": 100}


@dataclass(frozen=True)
class Link:
    """One speaker of an attribution chain, outermost first in a list of them."""

    name: str
    cue: str = ""
    stance: Stance = Stance.ASSERTS
    is_anonymous: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Number:
    """A figure as a person or an extractor states it. `as_of` is an ISO date, month or year.

    Without a `nature` it is the one that `unit` speaks for. `denominator`, `per` and `since` are words (see `Figure`).
    """

    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    value_max: Decimal | None = None
    place: str = ""
    as_of: str = ""
    nature: FigureNature | None = None
    denominator: str = ""
    per: str = ""
    since: str = ""


class About(TypedDict, total=False):
    """What is given is set, what is not is left. `priority` is 1 (most urgent) to 3 or None, `as_of` in ISO.

    `reach` is how many people saw the claim, None when nobody knows.
    """

    url: str
    place: str
    as_of: str
    tags: Sequence[str]
    priority: int | None
    due_on: date | None
    reach: int | None


def number_of(figure: Figure) -> Number:
    """A stored figure as it would be stated."""
    return Number(
        value=figure.value,
        unit=figure.unit,
        bound=Bound(figure.bound),
        value_max=figure.value_max,
        place=figure.place,
        as_of=figure.as_of,
        nature=FigureNature(figure.nature) if figure.nature else None,
        denominator=figure.denominator,
        per=figure.per,
        since=figure.since,
    )


def is_iso_day(value: str) -> bool:
    """Whether a value is a day, month or year that exists: YYYY-MM-DD, YYYY-MM or YYYY."""
    try:
        date.fromisoformat(value + "0001-01-01"[len(value) :])
    except ValueError:
        return False
    return len(value) in PRECISION


def refuse_bad_day(value: str, pointer: str) -> None:
    """Raise Invalid unless a value is "" or an ISO day, month or year."""
    if value and not is_iso_day(value):
        raise Invalid(Fault(_no_such_day(value), pointer))


def refuse_bad_number(number: Number) -> None:
    """Raise Invalid, with pointers below /figure, for a figure the tables would refuse."""
    faults = []
    if not number.unit.strip():
        faults.append(Fault("Say what is counted, for example deaths.", "/figure/unit"))
    if (number.bound is Bound.BETWEEN) != (number.value_max is not None):
        faults.append(Fault("An upper value goes with the bound between, and only with it.", "/figure/value_max"))
    elif number.value_max is not None and number.value_max <= number.value:
        faults.append(Fault(f"The upper value must be above {number.value}.", "/figure/value_max"))
    if abs(number.value) >= Decimal(10) ** 24:
        faults.append(Fault("The value has too many digits: at most 24 before the point.", "/figure/value"))
    for name, limit in WORDS_LIMIT.items():
        words = getattr(number, name)
        if len(words) > limit:
            faults.append(Fault(f"{len(words)} characters were sent; {limit} are kept.", f"/figure/{name}"))
    if number.as_of and not is_iso_day(number.as_of):
        faults.append(Fault(_no_such_day(number.as_of), "/figure/as_of"))
    if faults:
        raise Invalid(*faults)


def _no_such_day(value: str) -> str:
    return f"{value[:40]} is no date. Use year-month-day, year-month or year, for example 2019-12-15."
