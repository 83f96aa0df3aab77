"""How urgent a review is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.priority import Reason, age, points, points_now, rank, total

OPENED = datetime(2026, 3, 1, 9, tzinfo=UTC)
LEVELS, WORTHS, PLACES = st.sampled_from([1, 2, 3]), st.floats(0, 1), st.integers(1, 1000)
REACHES, ESCALATIONS = st.none() | st.integers(0, 10**12), st.integers(0, 20)


def test_each_reason_says_what_it_is_worth() -> None:
    assert points(1, 0.5, ["a number"], 999, 3, 2) == (
        Reason("set to urgent", 60),
        Reason("worth checking: a number", 10),
        Reason("reach 999, found in 3 places", 7),
        Reason("overdue 2 times", 50),
    )


def test_what_adds_nothing_is_not_said() -> None:
    assert points(3, 0) == (Reason("set to low", 0),)


def test_reach_is_never_worth_more_than_ten() -> None:
    assert total(points(3, 0, reach=10**15, places=900)) == 10


@given(LEVELS, WORTHS, REACHES, PLACES, ESCALATIONS)
def test_more_of_anything_is_never_less_urgent(level: int, worth: float, reach: int, places: int, times: int) -> None:
    here = total(points(level, worth, (), reach, places, times))
    assert total(points(max(1, level - 1), worth, (), reach, places, times)) >= here
    assert total(points(level, min(1, worth + 0.1), (), reach, places, times)) >= here
    assert total(points(level, worth, (), (reach or 0) + 1, places, times)) >= here
    assert total(points(level, worth, (), reach, places + 1, times)) >= here
    assert total(points(level, worth, (), reach, places, times + 1)) == pytest.approx(here + 25)


def test_a_day_is_worth_a_point() -> None:
    reasons = points(2, 0)
    later = OPENED + timedelta(days=4)
    assert rank(reasons, OPENED) - rank(reasons, later) == pytest.approx(4)
    assert age(OPENED, later) == Reason("opened 4 days ago", 4)
    assert points_now(rank(reasons, OPENED), later) == pytest.approx(34)


def test_time_changes_no_order() -> None:
    first, second = rank(points(2, 0), OPENED), rank(points(1, 0), OPENED + timedelta(days=29))
    for days in (0, 30, 3000):
        now = OPENED + timedelta(days=days)
        assert points_now(second, now) - points_now(first, now) == pytest.approx(1)


@pytest.mark.parametrize("wrong", [{"level": 4}, {"worth": 1.1}, {"reach": -1}, {"places": 0}, {"escalations": -1}])
def test_nonsense_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="no priority"):
        points(**{"level": 2, "worth": 0.0, **wrong})  # type: ignore[arg-type]
