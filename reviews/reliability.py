"""How far people who judged the same claims agree beyond chance: Krippendorff's alpha. Pure.

Klaus Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: alpha = 1 - Do / De, the disagreement that is
observed over the one that would be expected if the same values had been given out at random.
"""

import math
import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

FEWEST = 10  # units below which no figure is given: it would be chance
_RESAMPLES = 1000
# Above 500 units fewer resamples are drawn: the interval is narrow by then, and the page must not wait.
_DRAWS = 500_000
_LEAST_RESAMPLES = 200
_DRAWN_SINGLY = 500  # units of a sample at most of which each is drawn
_NORMAL_FROM = 50  # successes to expect from which their number is drawn as a normal one
_TAIL = 0.025  # of a 95 % interval, at each end

Value = int | float | str
# The values of a unit in order, and how many units have just these.
Kind = tuple[Value, ...]
Patterns = tuple[tuple[Kind, int], ...]


class Metric(StrEnum):
    """How far apart two values are.

    Nominal: equal or not. Ordinal: by how many of the given values lie between them; values must be in one order.
    """

    NOMINAL = "nominal"
    ORDINAL = "ordinal"


@dataclass(frozen=True)
class Figure:
    """Agreement over `units` things that two or more people judged.

    `alpha` is 1 for full agreement and 0 for what chance gives; it may be negative. It is None below FEWEST units and
    where everybody always gave the same value, as there is no disagreement to expect then (`is_uniform`). `low` and
    `high` bound 95 % of `resamples` samples of the units; `dropped` samples besides held one value alone.
    """

    units: int
    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    resamples: int = 0
    dropped: int = 0
    is_uniform: bool = False


def alpha(units: Iterable[Sequence[Value | None]], metric: Metric) -> float | None:
    """Krippendorff's alpha of units, each with the values that people gave it; None stands for no value.

    Units with fewer than two values say nothing and are left out. None when nothing is left or all values are equal.
    """
    return _alpha(dict(_patterns(units)), metric)


def agreement(units: Iterable[Sequence[Value | None]], metric: Metric) -> Figure:
    """Alpha with its 95 % interval by the percentile bootstrap over units.

    The same units, in whatever order, always give the same interval: the random numbers begin from the data.
    """
    return _agreement(_patterns(units), metric)


def _patterns(units: Iterable[Sequence[Value | None]]) -> Patterns:
    counted: Counter[tuple[Value, ...]] = Counter()
    for unit in units:
        values = sorted((value for value in unit if value is not None), key=_key)
        if len(values) > 1:
            counted[tuple(values)] += 1
    return tuple(sorted(counted.items(), key=lambda entry: ([_key(value) for value in entry[0]], entry[1])))


def _key(value: Value) -> tuple[str, float, str]:
    # Numbers by size and words by letter: the two never meet in one list of values, but a type does not say so.
    return ("", value, "") if isinstance(value, int | float) else ("word", 0, value)


@lru_cache(maxsize=2048)
def _agreement(patterns: Patterns, metric: Metric) -> Figure:
    count = sum(many for _, many in patterns)
    if count < FEWEST:
        return Figure(units=count)
    found = _alpha(dict(patterns), metric)
    if found is None:
        return Figure(units=count, is_uniform=True)
    wished = max(_LEAST_RESAMPLES, min(_RESAMPLES, _DRAWS // count))
    dice = random.Random(repr((patterns, metric.value)))  # noqa: S311
    kinds, weights = [values for values, _ in patterns], [many for _, many in patterns]
    drawn = (_alpha(_resample(dice, kinds, weights, count), metric) for _ in range(wished))
    samples = sorted(sample for sample in drawn if sample is not None)
    return Figure(
        units=count,
        alpha=found,
        low=_quantile(samples, _TAIL) if samples else None,
        high=_quantile(samples, 1 - _TAIL) if samples else None,
        resamples=len(samples),
        dropped=wished - len(samples),
    )


def _resample(dice: random.Random, kinds: list[Kind], weights: list[int], count: int) -> dict[Kind, int]:
    """As many units as there are, drawn at random with replacement: how many of each kind came out.

    Of many units the counts are drawn, one kind after the other, and not the units: it is the same distribution, and
    takes no longer for a hundred thousand units than for a thousand.
    """
    if count <= _DRAWN_SINGLY:
        return Counter(dice.choices(kinds, weights, k=count))
    found: dict[Kind, int] = {}
    left, weight = count, sum(weights)
    for kind, many in zip(kinds, weights, strict=True):
        drawn = _binomial(dice, left, many / weight)
        if drawn:
            found[kind] = drawn
        left, weight = left - drawn, weight - many
    return found


def _binomial(dice: random.Random, tries: int, share: float) -> int:
    """How many of so many tries succeed, each with the same chance.

    Few are counted from one success to the next (Luc Devroye, Non-Uniform Random Variate Generation, 1986, X.4.3);
    many are normal but for less than their interval shows.
    """
    if share >= 1:
        return tries
    if share > 0.5:
        return tries - _binomial(dice, tries, 1 - share)
    expected = tries * share
    if expected > _NORMAL_FROM:
        drawn = round(dice.gauss(expected, math.sqrt(expected * (1 - share))))
        return min(max(drawn, 0), tries)
    found, at, each = 0, 0, math.log1p(-share)
    while True:
        at += int(math.log(1 - dice.random()) / each) + 1
        if at > tries:
            return found
        found += 1


def _alpha(patterns: dict[tuple[Value, ...], int], metric: Metric) -> float | None:
    """Alpha by the coincidence matrix; of each unordered pair of different values it holds the one half."""
    together: Counter[tuple[Value, Value]] = Counter()
    totals: Counter[Value] = Counter()
    for values, many in patterns.items():
        share = many / (len(values) - 1)
        for value in values:
            totals[value] += many
        for one, other in combinations(values, 2):
            if one != other:
                together[one, other] += share  # type: ignore[assignment]
    if len(totals) < 2:
        return None
    order = sorted(totals, key=_key)
    apart = _distances(order, totals, metric)
    expected = sum(totals[one] * totals[other] * apart[one, other] for one, other in combinations(order, 2))
    observed = sum(many * apart[pair] for pair, many in together.items())
    return 1 - (totals.total() - 1) * observed / expected


def _distances(order: list[Value], totals: Counter[Value], metric: Metric) -> dict[tuple[Hashable, Hashable], float]:
    """The squared difference of each two values, the earlier in order first."""
    if metric is Metric.NOMINAL:
        return dict.fromkeys(combinations(order, 2), 1.0)
    found = {}
    for place, one in enumerate(order):
        between = totals[one] / 2
        for other in order[place + 1 :]:
            found[one, other] = (between + totals[other] / 2) ** 2
            between += totals[other]
    return found  # type: ignore[return-value]


def _quantile(ordered: Sequence[float], share: float) -> float:
    """A quantile by linear interpolation between the two nearest of at least one value."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
