"""Two imports of the same fact-checks at the same instant."""

import pytest

from claims.models import Alias, ExternalCheck, ImportRow, Party
from factcheck.core.models import User
from tests.claims.checking import check_import, check_row, written
from tests.concurrency.at_once import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_each_check_is_added_once(cast: dict[str, User]) -> None:
    rows = [check_row(number, publisher=f"Outlet {number % 40}") for number in range(1, 601)]
    orders = (rows, rows[::-1], rows[300:] + rows[:300])
    works = [check_import(cast["erin"]) for _ in orders]

    def bring(turn: int) -> tuple[int, int]:
        batches = [written(works[turn], *orders[turn][start : start + 100]) for start in range(0, 600, 100)]
        return sum(done.added for done in batches), sum(done.known for done in batches)

    results = at_once(*(lambda turn=turn: bring(turn) for turn in range(3)))
    assert [added + known for added, known in results] == [600, 600, 600]
    assert sum(added for added, _ in results) == 600
    assert set(ExternalCheck.objects.values_list("url", flat=True)) == {row.url for row in rows}
    assert ExternalCheck.objects.count() == 600
    assert (Party.objects.count(), Alias.objects.count(), ImportRow.objects.count()) == (40, 40, 0)


def test_of_two_ratings_at_once_one_stands_and_is_told(cast: dict[str, User]) -> None:
    first = check_row(1, rating_text="one")
    second = check_row(1, rating_text="two", url=first.url, claim_text=first.claim_text)
    works = [check_import(cast["erin"]) for _ in range(2)]
    at_once(lambda: written(works[0], first), lambda: written(works[1], second))
    kept = ExternalCheck.objects.get()
    noted = ImportRow.objects.get()
    assert {kept.imported_in, noted.work} == set(works)
    assert kept.rating_text == ("two" if noted.work == works[1] else "one")
