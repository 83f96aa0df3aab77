"""Days of the calendar of Iran against days that are known from history, and against themselves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.tongues.solar_hijri import FIRST_YEAR, LAST_YEAR, days_of, gregorian, is_leap, new_year, year_of


@pytest.mark.parametrize(
    ("solar", "expected"),
    [
        ((1398, 8, 24), date(2019, 11, 15)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1388, 3, 22), date(2009, 6, 12)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1401, 6, 25), date(2022, 9, 16)),
        ((1367, 5, 29), date(1988, 8, 20)),
        ((1285, 5, 14), date(1906, 8, 6)),
        ((1299, 12, 3), date(1921, 2, 22)),
    ],
)
def test_days_that_are_known(solar: tuple[int, int, int], expected: date) -> None:
    assert gregorian(*solar) == expected


def test_the_years_of_366_days_are_those_that_were_observed() -> None:
    observed = [1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408]
    assert [year for year in range(1354, 1409) if is_leap(year)] == observed


@pytest.mark.parametrize(
    "day", [(1404, 12, 30), (1398, 7, 31), (1398, 13, 1), (1398, 0, 1), (1100, 1, 1), (1600, 1, 1)]
)
def test_a_day_that_does_not_exist_is_none(day: tuple[int, int, int]) -> None:
    assert gregorian(*day) is None


@given(st.integers(FIRST_YEAR, LAST_YEAR - 1), st.integers(1, 12))
def test_one_month_follows_the_other_without_a_gap(year: int, month: int) -> None:
    last = gregorian(year, month, days_of(year, month))
    following = gregorian(year, month + 1, 1) if month < 12 else new_year(year + 1)
    assert last is not None
    assert last + timedelta(days=1) == following
    assert year_of(last) == year
