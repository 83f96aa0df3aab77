"""Rows of an import become fact-checks of others, each once."""

import re
from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions._seen_rows import forget_seen
from claims.actions._written import Written
from claims.intake.check_refusal import URL_BYTES
from claims.intake.ratings import NormalisedRating
from claims.models import ExternalCheck, Import, ImportRow, Party
from factcheck.core.models import User
from factcheck.core.words import fingerprint
from tests.claims.checking import check_import, check_row, written

FULL: dict[str, Any] = {
    "url": "https://fullfact.org/a",
    "claim_text": "زنان ۱۴۰۰ نفر بودند\t\\N \n «e\u0301» \u200c",
    "publisher": "Full Fact",
    "publisher_site": "fullfact.org",
    "claimant": "A\\ minister",
    "rating_text": "نادرست",
    "value": 1,
    "worst": 1.0,
    "best": 5,
    "normalised": NormalisedRating.FALSE,
    "language": "fa",
    "claim_date": "2019-11",
    "published_on": date(2019, 12, 15),
    "title": "What they said",
    "appearances": ("https://news.example/a",),
}


@pytest.fixture
def work(cast: dict[str, User]) -> Import:
    return check_import(cast["erin"])


def counts(done: Written) -> tuple[int, int, int, int]:
    return done.added, done.known, done.duplicates, len(done.refused)


def test_a_check_is_kept_as_it_was_sent(work: Import) -> None:
    assert counts(written(work, check_row(7, **FULL))) == (1, 0, 0, 0)
    kept = ExternalCheck.objects.get()
    assert {
        "url": kept.url, "claim_text": kept.claim_text, "publisher": kept.publisher and kept.publisher.name,
        "publisher_site": kept.site, "claimant": kept.claimant_name, "rating_text": kept.rating_text,
        "value": kept.value, "worst": kept.worst, "best": kept.best, "normalised": kept.rating,
        "language": kept.language, "claim_date": kept.said_on, "published_on": kept.published_on, "title": kept.title,
        "appearances": FULL["appearances"],
    } == FULL  # fmt: skip
    assert kept.fingerprint == fingerprint(FULL["claim_text"])
    assert (kept.imported_in, kept.row_number) == (work, 7)
    assert Party.objects.get().kind == "outlet"
    assert not ImportRow.objects.exists()


def test_what_is_left_out_stays_unknown(work: Import) -> None:
    row = check_row(
        url="http://www.politifact.com:80/x?y#z", publisher="", publisher_site="", rating_text="",
        normalised=NormalisedRating.UNKNOWN,
    )  # fmt: skip
    written(work, row)
    kept = ExternalCheck.objects.get()
    assert (kept.publisher, kept.site, kept.rating_text, kept.rating) == (None, "politifact.com", "", "unknown")
    assert (kept.value, kept.worst, kept.best, kept.published_on, kept.said_on) == (None, None, None, None, "")


@pytest.mark.parametrize("keep", [True, False])
def test_the_same_check_is_known(work: Import, keep: bool) -> None:
    forget_seen()
    row = check_row(1, **FULL)
    again = check_row(2, **{**FULL, "claim_text": FULL["claim_text"].replace("۱۴۰۰", "1400") + "!", "title": "Other"})
    assert counts(written(work, row, again, keep=keep)) == (1, 1, 0, 0)
    assert counts(written(work, check_row(3, **FULL), keep=keep)) == (0, 1, 0, 0)
    elsewhere = check_row(4, **{**FULL, "url": "https://fullfact.org/b"})
    about_another = check_row(5, **{**FULL, "claim_text": "Another claim"})
    assert counts(written(work, elsewhere, about_another, keep=keep)) == (2, 0, 0, 0)
    assert ExternalCheck.objects.count() == (3 if keep else 0)
    assert not ImportRow.objects.exists()


def test_a_second_import_adds_nothing(cast: dict[str, User], work: Import) -> None:
    rows = [check_row(number) for number in range(1, 30)]
    assert counts(written(work, *rows)) == (29, 0, 0, 0)
    assert counts(written(check_import(cast["cleo"]), *rows)) == (0, 29, 0, 0)
    assert ExternalCheck.objects.filter(imported_in=work).count() == 29


def test_a_dry_run_writes_no_check_and_no_party(cast: dict[str, User], work: Import) -> None:
    written(work, check_row(1, **FULL))
    dry = check_import(cast["erin"], dry_run=True)
    forget_seen()
    changed = {**FULL, "rating_text": "Half true", "publisher": "Somebody new"}
    assert counts(written(dry, check_row(1, **changed), check_row(2, publisher="Snopes"), keep=False)) == (1, 1, 0, 0)
    kept = ExternalCheck.objects.get()
    assert (kept.rating_text, Party.objects.count()) == ("نادرست", 1)
    assert ImportRow.objects.get().reason == "The rating changed from “نادرست” to “Half true”."


def test_a_dry_run_tells_a_changed_rating_of_an_earlier_batch(cast: dict[str, User]) -> None:
    dry = check_import(cast["erin"], dry_run=True)
    forget_seen()
    written(dry, check_row(1, **FULL), keep=False)
    same, other = check_row(2, **FULL), check_row(3, **{**FULL, "value": 2})
    assert counts(written(dry, same, other, keep=False)) == (0, 2, 0, 0)
    noted = ImportRow.objects.get()
    assert (noted.number, noted.outcome) == (3, "known")
    assert noted.reason == "Row 1 of the file rates the same claim otherwise. This says “نادرست”."


# --- ratings that change ------------------------------------------------------------------------------------


def test_a_changed_rating_is_taken_and_noted(cast: dict[str, User], work: Import) -> None:
    written(work, check_row(1, **FULL))
    later = check_import(cast["erin"])
    changed = {
        **FULL, "rating_text": "Half true", "normalised": NormalisedRating.HALF_TRUE, "value": 3,
        "published_on": date(2020, 1, 2), "title": "Other",
    }  # fmt: skip
    assert counts(written(later, check_row(9, **changed))) == (0, 1, 0, 0)
    kept = ExternalCheck.objects.get()
    assert (kept.rating_text, kept.rating, kept.value, kept.best) == ("Half true", "half_true", 3, 5)
    assert (kept.published_on, kept.title, kept.imported_in) == (date(2020, 1, 2), "What they said", work)
    noted = ImportRow.objects.get()
    assert (noted.work, noted.number, noted.line, noted.outcome) == (later, 9, 10, "known")
    assert noted.reason == "The rating changed from “نادرست” to “Half true”."
    assert noted.cells["rating"] == "Half true"
    assert noted.cells["claim"] == FULL["claim_text"]
    # Once taken, it is what is here.
    assert counts(written(check_import(cast["erin"]), check_row(1, **changed))) == (0, 1, 0, 0)
    assert ImportRow.objects.count() == 1


def test_an_older_rating_changes_nothing(cast: dict[str, User], work: Import) -> None:
    written(work, check_row(1, **FULL))
    older = {**FULL, "rating_text": "True", "published_on": date(2019, 12, 14)}
    assert counts(written(check_import(cast["erin"]), check_row(1, **older))) == (0, 1, 0, 0)
    assert ExternalCheck.objects.get().rating_text == "نادرست"
    assert ImportRow.objects.get().reason == (
        "It is older than what is here and rates it “True”. It was left at “نادرست”."
    )


@pytest.mark.parametrize("days", [(1, 2), (2, 1)])
def test_within_a_batch_the_last_published_rating_stands(work: Import, days: tuple[int, int]) -> None:
    rows = [
        check_row(number, **{**FULL, "rating_text": f"day {day}", "published_on": date(2020, 1, day)})
        for number, day in enumerate(days, 1)
    ]
    assert counts(written(work, *rows)) == (1, 1, 0, 0)
    kept = ExternalCheck.objects.get()
    assert (kept.rating_text, kept.published_on, kept.row_number) == ("day 2", date(2020, 1, 2), 1)
    assert ImportRow.objects.get().number == 2


def test_many_changed_ratings_and_days_that_are_not_known(cast: dict[str, User], work: Import) -> None:
    rows = [check_row(number) for number in range(1, 1201)]
    written(work, *rows)
    for row in rows:
        row.rating_text, row.normalised = f"Now {row.number}", NormalisedRating.TRUE
        row.published_on = date(2020, 1, 1) if row.number % 2 else None
    with CaptureQueriesContext(connection) as captured:
        assert counts(written(check_import(cast["erin"]), *rows)) == (0, 1200, 0, 0)
    assert len(captured) < 10
    kept = list(ExternalCheck.objects.order_by("row_number").values_list("rating_text", "rating", "published_on"))
    assert kept == [(row.rating_text, "true", row.published_on) for row in rows]


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"value": 9.0, "worst": 1.0, "best": 5.0}, None),
        ({"value": 0.0, "worst": 1.0, "best": None}, None),
        ({"value": float("nan"), "worst": 1.0, "best": 5.0}, None),
        ({"value": float("inf"), "worst": None, "best": None}, None),
        ({"value": 5.0, "worst": None, "best": float("inf")}, 5.0),
        ({"value": 5.0, "worst": 5.0, "best": 5.0}, 5.0),
        ({"value": 1e300, "worst": None, "best": None}, 1e300),
    ],
)
def test_a_number_off_its_scale_is_not_kept(work: Import, given: dict[str, Any], value: float | None) -> None:
    assert counts(written(work, check_row(1, **given))) == (1, 0, 0, 0)
    assert ExternalCheck.objects.get().value == value
    # Nor does it look like another rating when it comes again.
    again = check_row(2, **given)
    kept = ExternalCheck.objects.get()
    again.url, again.claim_text = kept.url, kept.claim_text
    written(work, again)
    assert not ImportRow.objects.exists()


def test_what_the_reader_changed_is_written_down(work: Import) -> None:
    notes = ("The rating 9 was brought onto its scale as 5.", "The title had 600 characters and was cut to 500.")
    rows = [check_row(1, notes=notes), check_row(2)]
    assert counts(written(work, *rows)) == (2, 0, 0, 0)
    noted = ImportRow.objects.get()
    assert (noted.number, noted.outcome, noted.reason) == (1, "added", " ".join(notes))


# --- rows that cannot be kept ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "column", "words"),
    [
        ("claim_text", " \n", "claim", "There is no claim in it"),
        ("url", "", "url", "There is no address"),
        ("url", "javascript:alert(1)", "url", "javascript:alert.1. is no address"),
        ("url", "https://x.example/" + "a" * 2000, "url", "has 2,018 bytes; at most 2,000"),
        ("url", "https://x.example/" + "ع" * 1000, "url", "has 2,018 bytes; at most 2,000"),
        ("rating_text", "x" * 301, "rating", "301 characters; at most 300"),
        ("claimant", "x" * 301, "claimant", "301 characters"),
        ("title", "x" * 501, "title", "501 characters"),
        ("publisher_site", "x" * 256, "site", "256 characters"),
        ("language", "English (UK, spoken)", "language", "20 characters; at most 12"),
        ("claim_text", "a\0b", "", "a NUL character"),
        ("title", "a\ud800b", "", "half of a character pair"),
    ],
)
def test_a_row_that_cannot_be_kept_is_refused_alone(
    work: Import, field: str, value: str, column: str, words: str
) -> None:
    done = written(work, check_row(1), check_row(2, **{field: value}), check_row(3))
    assert counts(done) == (2, 0, 0, 1)
    bad = done.refused[0]
    assert (bad.number, bad.line, bad.column) == (2, 3, column)
    assert re.search(words, bad.reason)
    assert ExternalCheck.objects.count() == 2


def test_the_longest_that_is_kept(work: Import) -> None:
    letters = Random(1)
    url = "https://x.example/"
    url += "".join(letters.choices("abcdefghijklmnopqrstuvwxyz0123456789-_", k=URL_BYTES - len(url)))
    row = check_row(
        1, url=url, claim_text="a" * 1_000_000, title="ع" * 500, rating_text="ع" * 300, claimant="😀" * 300,
        publisher="ع" * 600, publisher_site="s" * 255,
    )  # fmt: skip
    assert counts(written(work, row)) == (1, 0, 0, 0)
    kept = ExternalCheck.objects.get()
    assert (kept.url, kept.claim_text, kept.title) == (url, row.claim_text, row.title)


# --- size -------------------------------------------------------------------------------------------------


def test_statements_do_not_grow_with_the_batch(cast: dict[str, User]) -> None:
    def statements(size: int) -> int:
        rows = [check_row(number, publisher=f"Outlet {size} {number}") for number in range(1, size + 1)]
        work = check_import(cast["erin"])
        with CaptureQueriesContext(connection) as captured:
            assert written(work, *rows).added == size
        return len(captured)

    assert statements(2) == statements(1500) <= 12
