"""Figures of two claims, compared field by field."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from claims.extraction.candidate import Bound, FigureNature
from claims.matching.facts import FigureFact
from claims.matching.units import counted
from claims.matching.words import core_words, stem_of

# A count is told again for some weeks; later, the same number is of another time.
_TOLD_AGAIN = 31  # days
_WORDS = {
    Bound.EXACT: "", Bound.AT_LEAST: "at least ", Bound.MORE_THAN: "more than ", Bound.APPROX: "about ",
    Bound.AT_MOST: "at most ", Bound.LESS_THAN: "fewer than ", Bound.BETWEEN: "between ",
}  # fmt: skip
_LOW = (Bound.AT_LEAST, Bound.MORE_THAN)
_HIGH = (Bound.AT_MOST, Bound.LESS_THAN)
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


class Fit(IntEnum):
    """How two figures, or those of two claims, stand to each other; the higher the nearer."""

    NONE = 0  # one of them has no figure
    APART = 1  # what they count is not the same
    OTHER = 2  # of the same thing, another number, place or time
    SAME = 3


@dataclass(frozen=True)
class Compared:
    """How figures fit, and why in plain words. `counts` is what both count, "" where they count different things."""

    fit: Fit
    why: tuple[str, ...] = ()
    counts: str = ""


def compare_figures(left: tuple[FigureFact, ...], right: tuple[FigureFact, ...], texts: tuple[str, str]) -> Compared:
    """How the figures of two claims fit. `texts` are the folded texts they stand in.

    The two are of the same figure when one of each is and none of both that count the same is left over.
    """
    if not left or not right:
        return Compared(Fit.NONE)
    # Texts with dozens of figures are lists; their first ones tell what they are about.
    left, right = left[:8], right[:8]
    pairs = [(_pair(one, other, texts), one, other) for one in left for other in right]
    best, *_ = max(pairs, key=lambda pair: pair[0].fit)
    if best.fit != Fit.SAME:
        return best
    lone = [set(left), set(right)]
    for compared, one, other in pairs:
        if compared.fit == Fit.SAME:
            lone = [lone[0] - {one}, lone[1] - {other}]
    for one in (fact for fact in left if fact in lone[0]):
        for other in (fact for fact in right if fact in lone[1]):
            if counted(one.unit) == counted(other.unit):
                return Compared(
                    Fit.OTHER, (*best.why, f"But {written(one)} here, {written(other)} there."), best.counts
                )
    return best


def written(fact: FigureFact) -> str:
    """A figure in words: "more than 1,500 deaths"."""
    words = _WORDS.get(Bound(fact.bound), "")
    upper = f" and {_number(fact.value_max)}" if fact.value_max is not None else ""
    return f"{words}{_number(fact.value)}{upper} {fact.unit}".strip()


def _pair(left: FigureFact, right: FigureFact, texts: tuple[str, str]) -> Compared:
    one, other = counted(left.unit), counted(right.unit)
    if one != other and {one, other} != {"deaths", "casualties"}:
        return Compared(Fit.APART, (f"One counts {left.unit}, the other {right.unit}.",))
    why = []
    if one != other:
        why.append("Casualties may count the wounded as well as the dead.")
    apart = _other_number(left, right) or _other_of(left, right) or _other_place(left, right, texts)
    apart = apart or _other_time(left, right)
    if apart:
        return Compared(Fit.OTHER, (*why, apart), one)
    return Compared(Fit.SAME, (*_same_number(left, right), *why, *_other_day(left, right)), one)


def _other_number(left: FigureFact, right: FigureFact) -> str:
    """Why the numbers are not the same; "" where they are."""
    against = f"{_capital(written(left))} here, {written(right)} there."
    if (left.value, left.value_max) == (right.value, right.value_max):
        facing = (left.bound in _LOW and right.bound in _HIGH) or (left.bound in _HIGH and right.bound in _LOW)
        return against if facing else ""
    if _holds(left, right) or _holds(right, left) or _rounds(left, right) or _rounds(right, left):
        return ""
    return against


def _same_number(left: FigureFact, right: FigureFact) -> list[str]:
    if (left.value, left.value_max) != (right.value, right.value_max):
        wide, narrow = (left, right) if _holds(left, right) or _rounds(left, right) else (right, left)
        if Bound(wide.bound) is Bound.BETWEEN:
            return [f"{_capital(written(narrow))} lies within {written(wide).removeprefix('between ')}."]
        about = "is" if wide.bound == Bound.APPROX else "rounds to"
        return [f"{_capital(written(narrow))} {about} {written(wide)}."]
    if left.bound == right.bound:
        return [f"Both say {written(left)}."]
    return [f"The same number, but {written(left)} here and {_exactly(right)} there."]


def _exactly(fact: FigureFact) -> str:
    return ("exactly " if fact.bound == Bound.EXACT else "") + written(fact)


def _holds(wide: FigureFact, narrow: FigureFact) -> bool:
    """Whether a range holds a figure, or "about" another number that is the same when rounded alike."""
    if wide.bound == Bound.BETWEEN and wide.value_max is not None:
        # "More than 1,200" may be anything above.
        if narrow.bound in (Bound.EXACT, Bound.APPROX, Bound.BETWEEN):
            return wide.value <= narrow.value and (narrow.value_max or narrow.value) <= wide.value_max
        return False
    if wide.bound == Bound.APPROX and narrow.value_max is None and narrow.bound in (Bound.EXACT, Bound.APPROX):
        return _rounded(narrow.value, _unit_of(wide.value)) == wide.value
    return False


def _rounds(rough: FigureFact, fine: FigureFact) -> bool:
    """Whether an exact number with many digits is meant by one with at least three fewer: 1,498,233, 1.5 million."""
    if rough.value_max is not None or fine.value_max is not None or {rough.bound, fine.bound} != {Bound.EXACT}:
        return False
    unit = _unit_of(rough.value)
    return unit >= 1000 * _unit_of(fine.value) and _rounded(fine.value, unit) == rough.value


def _unit_of(value: Decimal) -> Decimal:
    """The place of the last digit that is not nought: 100 for 1,500."""
    normal = value.normalize()
    exponent = normal.as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0)


def _rounded(value: Decimal, unit: Decimal) -> Decimal:
    return (value / unit).to_integral_value(rounding="ROUND_HALF_UP") * unit


def _other_of(left: FigureFact, right: FigureFact) -> str:
    wholes = [set(map(stem_of, core_words(fact.denominator))) for fact in (left, right)]
    if left.denominator and right.denominator and not (wholes[0] <= wholes[1] or wholes[1] <= wholes[0]):
        return f"Of {left.denominator} here, of {right.denominator} there."
    if left.per.casefold() != right.per.casefold() and left.per and right.per:
        return f"Per {left.per} here, per {right.per} there."
    if left.since.casefold() != right.since.casefold() and left.since and right.since:
        return f"Since {left.since} here, since {right.since} there."
    if (
        FigureNature.CHANGE in (left.nature, right.nature)
        and left.nature != right.nature
        and left.nature
        and right.nature
    ):
        return f"{_capital(written(left))} and {written(right)}: one is a change, the other is not."
    return ""


def _other_place(left: FigureFact, right: FigureFact, texts: tuple[str, str]) -> str:
    if not left.place or not right.place:
        return ""
    one, other = left.place.casefold(), right.place.casefold()
    # A text may name the town and the country; which one was taken for the place says little then.
    if one in other or other in one or one in texts[1] or other in texts[0]:
        return ""
    return f"{left.place} here, {right.place} there."


def _other_time(left: FigureFact, right: FigureFact) -> str:
    days = _days_apart(left.as_of, right.as_of)
    if days is None or days <= _TOLD_AGAIN:
        return ""
    return f"As of {left.as_of} here, as of {right.as_of} there."


def _other_day(left: FigureFact, right: FigureFact) -> list[str]:
    days = _days_apart(left.as_of, right.as_of)
    return [f"As of {left.as_of} here and {right.as_of} there."] if days else []


def _days_apart(one: str, other: str) -> int | None:
    """How far two dates are apart as far as both are known; None where one is not. Of years or months, the least."""
    if not one or not other:
        return None
    known = min(len(one), len(other))
    one, other = one[:known], other[:known]
    if one == other:
        return 0
    first, last = sorted((one, other))
    ends = {4: f"{first}-12-31", 7: f"{first}-28", 10: first}[known]
    begins = {4: f"{last}-01-01", 7: f"{last}-01", 10: last}[known]
    try:
        days = (date.fromisoformat(begins) - date.fromisoformat(ends)).days
    except ValueError:
        return None
    # Two years that follow each other are two years, however near their ends.
    return days if known == 10 else max(days, _TOLD_AGAIN + 1)


def _number(value: Decimal) -> str:
    for size, name in _SCALES:
        if value >= size and value % (size // 100) == 0:
            return f"{(value / size).normalize():f} {name}"
    return f"{value.normalize():,f}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
