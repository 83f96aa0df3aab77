"""When two blind findings are one, and which rating stands then."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.agreement import Opinion, agreed, settle

TRUE = Opinion("true", 5, "confirmed")
MOSTLY_TRUE = Opinion("mostly-true", 4, "confirmed")
HALF = Opinion("half-true", 3, "confirmed")
FALSE = Opinion("false", 1, "confirmed")
UNPROVEN = Opinion("unproven", None, "confirmed")
OUTDATED = Opinion("outdated", None, "confirmed")
MISQUOTED_TRUE = Opinion("true", 5, "misquoted")


@pytest.mark.parametrize(
    ("opinions", "tolerance", "index"),
    [
        ([TRUE], 0, 0),
        ([UNPROVEN], 0, 0),
        ([TRUE, TRUE], 0, 0),
        ([UNPROVEN, UNPROVEN], 0, 0),
        ([TRUE, MOSTLY_TRUE], 0, None),
        ([TRUE, FALSE], 0, None),
        ([TRUE, MISQUOTED_TRUE], 0, None),
        ([TRUE, MISQUOTED_TRUE], 4, None),
        ([TRUE, MOSTLY_TRUE], 1, 1),
        ([MOSTLY_TRUE, TRUE], 1, 0),
        ([TRUE, HALF], 1, None),
        ([TRUE, HALF], 2, 1),
        ([TRUE, MOSTLY_TRUE, HALF], 1, None),
        ([TRUE, MOSTLY_TRUE, HALF], 2, 2),
        ([TRUE, TRUE, MOSTLY_TRUE], 1, 2),
        ([TRUE, MOSTLY_TRUE, MOSTLY_TRUE], 1, 1),
        ([UNPROVEN, OUTDATED], 4, None),
        ([UNPROVEN, TRUE], 4, None),
        ([TRUE, UNPROVEN], 99, None),
        ([TRUE, MOSTLY_TRUE], 0.5, None),
        ([Opinion("a", 0.1, "confirmed"), Opinion("b", 0.3, "confirmed")], 0.2, 0),
        ([Opinion("b", 2, "confirmed"), Opinion("a", 2, "confirmed")], 1, 1),
        ([Opinion("b", 2, "confirmed"), Opinion("a", 2, "confirmed")], 0, None),
        ([Opinion("low", -3, "confirmed"), Opinion("lower", -4, "confirmed")], 1, 1),
    ],
)
def test_settling(opinions: list[Opinion], tolerance: float, index: int | None) -> None:
    assert settle(opinions, tolerance) == index
    assert agreed(opinions, tolerance=tolerance) == (index is not None)


def test_without_opinions_nothing_is_agreed() -> None:
    with pytest.raises(ValueError, match="no opinion"):
        agreed([])
    with pytest.raises(ValueError, match="no opinion"):
        settle([])


@pytest.mark.parametrize("tolerance", [-1, float("nan")])
def test_a_tolerance_is_0_or_more(tolerance: float) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        agreed([TRUE], tolerance=tolerance)


SCALE = [
    ("true", 5.0),
    ("mostly-true", 4.0),
    ("half-true", 3.0),
    ("false", 1.0),
    ("unproven", None),
    ("outdated", None),
]
opinion = st.builds(
    lambda rating, attribution: Opinion(*rating, attribution),
    st.sampled_from(SCALE),
    st.sampled_from(["confirmed", "misquoted"]),
)
rounds = st.lists(opinion, min_size=1, max_size=4)


@given(rounds, st.integers(0, 5))
def test_who_came_first_does_not_matter(opinions: list[Opinion], tolerance: int) -> None:
    settled = set()
    for order in itertools.permutations(opinions):
        index = settle(order, tolerance)
        settled.add(None if index is None else order[index].rating)
    assert len(settled) == 1


@given(rounds, st.integers(0, 5))
def test_the_verdict_says_no_more_than_anybody_said(opinions: list[Opinion], tolerance: int) -> None:
    index = settle(opinions, tolerance)
    if index is None:
        return
    stands = opinions[index].place
    for one in opinions:
        assert one.attribution == opinions[index].attribution
        assert (stands is None) == (one.place is None)
        if stands is not None and one.place is not None:
            assert 0 <= one.place - stands <= tolerance


@given(rounds, st.integers(0, 4))
def test_a_wider_tolerance_never_splits(opinions: list[Opinion], tolerance: int) -> None:
    if agreed(opinions, tolerance=tolerance):
        assert agreed(opinions, tolerance=tolerance + 1)


@given(opinion, st.integers(0, 5))
def test_one_opinion_agrees_with_itself(one: Opinion, tolerance: int) -> None:
    assert agreed([one], tolerance=tolerance)
    assert agreed([one, one], tolerance=tolerance)
