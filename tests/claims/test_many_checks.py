"""A dump of ClaimReview as large as a real one, through the writer."""

import json
import time
from datetime import date, timedelta
from io import BytesIO
from random import Random

import pytest

from claims.intake.check_row import CheckRow
from claims.intake.formats.claimreview import read_claimreviews
from claims.models import ExternalCheck
from factcheck.core.models import User
from tests.claims.checking import check_import, written

ROWS = 20_000
BATCH = 2_000
SAID = (
    "the minister said that people were killed in protests last year while officials deny any number of deaths and "
    "prices rose by percent since president election vaccine school water budget hospital fire storm border police"
)


def feed_of(number: int) -> bytes:
    """A DataFeed as the large public one is written, null items among its own."""
    chance = Random(3)
    ratings, words = ["False", "Mostly true", "Pants on Fire", "Satire", "Нет данных"], SAID.split()
    items = []
    for each in range(1, number + 1):
        review = {
            "@type": "ClaimReview",
            "url": f"https://www.site{each % 300}.example/check/{each}",
            "claimReviewed": " ".join(chance.choices(words, k=18)) + f" {each}",
            "author": {"@type": "Organization", "name": f"Outlet {each % 300}"},
            "datePublished": (date(2015, 1, 1) + timedelta(days=each % 3000)).isoformat(),
            "itemReviewed": {"@type": "Claim", "author": {"name": "A minister"}, "datePublished": "2019-11"},
            "reviewRating": {"alternateName": chance.choice(ratings), "ratingValue": 3, "bestRating": 5},
            "headline": "A title of the page",
            "inLanguage": "en",
        }
        items.append({"@type": "DataFeedItem", "item": [None, review] if each % 10 else review})
    return json.dumps({"@type": "DataFeed", "dataFeedElement": items}).encode()


@pytest.mark.django_db
def test_a_large_dump_is_written_and_searched(cast: dict[str, User], capsys: pytest.CaptureFixture[str]) -> None:
    begun = time.perf_counter()
    rows = [row for row in read_claimreviews(BytesIO(feed_of(ROWS))) if isinstance(row, CheckRow)]
    read = ROWS / (time.perf_counter() - begun)
    assert len(rows) == ROWS
    work, again = check_import(cast["erin"]), check_import(cast["erin"])
    took = {}
    for name, each in (("new", work), ("known", again)):
        start = time.perf_counter()
        done = [written(each, *rows[at : at + BATCH]) for at in range(0, ROWS, BATCH)]
        took[name] = ROWS / (time.perf_counter() - start)
        assert sum(batch.added + batch.known for batch in done) == ROWS
        assert sum(batch.added for batch in done) == (ROWS if name == "new" else 0)
    took["made and read"] = read
    with capsys.disabled():
        print(f"\n{ROWS} checks, rows a second:", {name: round(speed) for name, speed in took.items()})  # noqa: T201
    assert ExternalCheck.objects.count() == ROWS
