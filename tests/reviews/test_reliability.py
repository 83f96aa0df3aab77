"""Krippendorff's alpha against its published examples, and its laws."""

import random
import statistics
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.reliability import FEWEST, Metric, Value, _agreement, _binomial, _resample, agreement, alpha

Unit = tuple[Value | None, ...]

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A to C.
BINARY = list(zip("0100000010", "1110010000", strict=True))
NOMINAL = list(zip("aabbdcccedda", "babbbcccEDDD".lower(), strict=True))
_PEOPLE = ("1233214 12---", "123322412 5-3", "-33323422 51-", "123324412 51-")
GAPS = [
    tuple(None if letter == "-" else int(letter) for letter in unit)
    for unit in zip(*(person.replace(" ", "") for person in _PEOPLE), strict=True)
]

pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("units", "metric", "published"),
    [
        (BINARY, Metric.NOMINAL, 0.095),
        (NOMINAL, Metric.NOMINAL, 0.692),
        (GAPS, Metric.NOMINAL, 0.743),
        (GAPS, Metric.ORDINAL, 0.815),
    ],
)
def test_it_gives_the_published_figures(
    units: list[tuple[Value | None, ...]], metric: Metric, published: float
) -> None:
    found = alpha(units, metric)
    assert found is not None
    assert round(found, 3) == published


@pytest.mark.parametrize("metric", Metric)
def test_where_everybody_always_said_the_same_there_is_no_figure(metric: Metric) -> None:
    assert alpha([(3, 3)] * 20, metric) is None
    assert agreement([(3, 3)] * 20, metric).is_uniform
    assert alpha([], metric) is None
    assert alpha([(1, None), (None, 2), (3,)], metric) is None


@pytest.mark.parametrize("metric", Metric)
@given(units=pairs, seed=st.integers())
def test_neither_the_order_of_units_nor_of_people_matters(
    metric: Metric, units: list[tuple[int, int]], seed: int
) -> None:
    dice = random.Random(seed)
    mixed = [unit if dice.random() < 0.5 else unit[::-1] for unit in units]
    dice.shuffle(mixed)
    assert alpha(mixed, metric) == alpha(units, metric)
    assert agreement(mixed, metric) == agreement(units, metric)


@given(units=pairs, names=st.permutations("abcde"))
def test_other_names_change_nothing_nominal(units: list[tuple[int, int]], names: list[str]) -> None:
    renamed = [tuple(names[value - 1] for value in unit) for unit in units]
    assert alpha(renamed, Metric.NOMINAL) == pytest.approx(alpha(units, Metric.NOMINAL))


@given(units=pairs, steps=st.lists(st.floats(0.01, 100), min_size=5, max_size=5))
def test_only_the_order_of_places_matters_to_the_ordinal(units: list[tuple[int, int]], steps: list[float]) -> None:
    places = [sum(steps[: number + 1]) for number in range(5)]
    moved = [tuple(places[value - 1] for value in unit) for unit in units]
    assert alpha(moved, Metric.ORDINAL) == pytest.approx(alpha(units, Metric.ORDINAL))


@pytest.mark.parametrize("metric", Metric)
@given(units=pairs)
def test_it_is_one_exactly_when_all_agree(metric: Metric, units: list[tuple[int, int]]) -> None:
    found = alpha(units, metric)
    if found is None:
        assert len({value for unit in units for value in unit}) == 1
    else:
        assert found <= 1
        assert (found == 1) == all(one == other for one, other in units)


@pytest.mark.parametrize("metric", Metric)
@given(units=st.lists(st.lists(st.none() | st.integers(1, 4), min_size=0, max_size=4), max_size=12))
def test_it_is_the_definition_written_out(metric: Metric, units: list[list[int | None]]) -> None:
    """Every pair of values within a unit against every pair of all values, without a matrix."""
    kept = [[value for value in unit if value is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    values = [value for unit in kept for value in unit]

    def apart(one: int, other: int) -> float:
        if metric is Metric.NOMINAL:
            return float(one != other)
        low, high = sorted((one, other))
        between = sum(low <= value <= high for value in values)
        return 0 if one == other else (between - (values.count(low) + values.count(high)) / 2) ** 2

    expected = sum(apart(*pair) for pair in combinations(values, 2))
    observed = sum(sum(apart(*pair) for pair in combinations(unit, 2)) / (len(unit) - 1) for unit in kept)
    found = alpha(units, metric)
    assert found == (pytest.approx(1 - (len(values) - 1) * observed / expected) if expected else None)


def test_below_ten_units_there_is_a_count_and_no_figure() -> None:
    units: list[tuple[int, int]] = [(1, 1), (2, 2), (1, 2)] * 3
    few = agreement(units, Metric.NOMINAL)
    assert (few.units, few.alpha, few.low, few.high) == (FEWEST - 1, None, None, None)
    assert agreement([*units, (1, 1)], Metric.NOMINAL).alpha is not None
    # A unit that one person judged is not counted as one of ten.
    assert agreement([*units, (1,)], Metric.NOMINAL).alpha is None


@pytest.mark.parametrize("metric", Metric)
def test_the_interval_holds_the_figure_and_narrows_with_more_units(metric: Metric) -> None:
    units = [(1, 1), (2, 2), (3, 3), (1, 2), (4, 4), (5, 3), (2, 2), (5, 5)]
    small, large = agreement(units * 3, metric), agreement(units * 60, metric)
    for figure in (small, large):
        assert figure.alpha is not None
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low < figure.alpha < figure.high <= 1
    assert large.high - large.low < (small.high - small.low) / 2  # type: ignore[operator]


def test_the_interval_covers_what_is_true_about_as_often_as_it_says() -> None:
    """Samples of a population whose alpha is known: 95 in 100 are meant, and small samples come near it."""
    population = [(1, 1)] * 30 + [(2, 2)] * 30 + [(3, 3)] * 20 + [(1, 2)] * 12 + [(2, 3)] * 8
    truth = alpha(population * 100, Metric.ORDINAL)
    dice = random.Random(7)
    covered = 0
    for _ in range(100):
        figure = agreement(dice.choices(population, k=60), Metric.ORDINAL)
        assert figure.low is not None
        assert figure.high is not None
        covered += figure.low <= (truth or 0) <= figure.high
    assert 85 <= covered <= 100


def test_samples_that_hold_one_value_alone_are_dropped_and_counted() -> None:
    figure = agreement([(1, 1)] * 11 + [(1, 2)], Metric.NOMINAL)
    assert figure.dropped > 200  # a sample without the one disagreement: (11/12)^12, more than a third
    assert figure.resamples + figure.dropped == 1000


@pytest.mark.parametrize(("tries", "share"), [(1000, 0.004), (2000, 0.02), (5000, 0.3), (400, 0.9), (7, 0.5)])
def test_counts_are_drawn_as_if_each_had_been(tries: int, share: float) -> None:
    dice = random.Random(7)
    drawn = [_binomial(dice, tries, share) for _ in range(4000)]
    expected, spread = tries * share, (tries * share * (1 - share)) ** 0.5
    assert all(0 <= count <= tries for count in drawn)
    assert statistics.mean(drawn) == pytest.approx(expected, abs=4 * spread / 4000**0.5)
    assert statistics.stdev(drawn) == pytest.approx(spread, rel=0.06)


def test_a_sample_has_as_many_units_as_there_are() -> None:
    dice = random.Random(3)
    kinds: list[tuple[Value, ...]] = [(1, 1), (1, 2), (2, 2)]
    for weights in ([10, 0, 3], [3000, 2, 4000], [1, 1, 600], [700, 0, 0]):
        weighed = [weight for weight in weights if weight]
        sample = _resample(dice, kinds[: len(weighed)], weighed, sum(weighed))
        assert sum(sample.values()) == sum(weighed)


def test_the_interval_of_many_units_is_that_of_drawing_each(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(5)
    units = [(place, place if dice.random() < 0.7 else dice.randrange(5)) for place in range(5) for _ in range(240)]
    by_counts = agreement(units, Metric.NOMINAL)
    monkeypatch.setattr("reviews.reliability._DRAWN_SINGLY", len(units))
    _agreement.cache_clear()
    singly = agreement(units, Metric.NOMINAL)
    _agreement.cache_clear()
    assert by_counts.alpha == singly.alpha
    assert (by_counts.low, by_counts.high) == pytest.approx((singly.low, singly.high), abs=0.006)
