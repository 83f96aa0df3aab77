"""A dump of ClaimReview as large as a real one, through the writer."""

import time
from datetime import date, timedelta
from random import Random

import pytest

from claims.intake.check_row import CheckRow
from claims.intake.ratings import NormalisedRating
from claims.models import ExternalCheck
from factcheck.core.models import User
from tests.claims.checking import check_import, written

ROWS = 20_000
BATCH = 2_000
SAID = (
    "the minister said that people were killed in protests last year while officials deny any number of deaths and "
    "prices rose by percent since president election vaccine school water budget hospital fire storm border police"
)


def rows_of(number: int) -> list[CheckRow]:
    chance = Random(3)
    ratings, words = list(NormalisedRating), SAID.split()
    return [
        CheckRow(
            number=each, line=each, url=f"https://site{each % 300}.example/check/{each}",
            claim_text=" ".join(chance.choices(words, k=18)) + f" {each}", publisher=f"Outlet {each % 300}",
            publisher_site=f"site{each % 300}.example", claimant="A minister", rating_text=chance.choice(ratings).value,
            value=3.0, worst=1.0, best=5.0, normalised=chance.choice(ratings), language="en", claim_date="2019-11",
            published_on=date(2015, 1, 1) + timedelta(days=each % 3000), title="A title of the page",
        )
        for each in range(1, number + 1)
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_large_dump_is_written_and_searched(cast: dict[str, User], capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(ROWS)
    work, again = check_import(cast["erin"]), check_import(cast["erin"])
    took = {}
    for name, each in (("new", work), ("known", again)):
        start = time.perf_counter()
        done = [written(each, *rows[at : at + BATCH]) for at in range(0, ROWS, BATCH)]
        took[name] = ROWS / (time.perf_counter() - start)
        assert sum(batch.added + batch.known for batch in done) == ROWS
        assert sum(batch.added for batch in done) == (ROWS if name == "new" else 0)
    with capsys.disabled():
        print(f"\n{ROWS} checks: {took['new']:,.0f} rows/s new, {took['known']:,.0f} rows/s known")  # noqa: T201
    assert ExternalCheck.objects.count() == ROWS
