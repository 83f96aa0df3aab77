"""The page of fact-checks of others, and where they stand beside our claims."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from claims.intake.ratings import NormalisedRating
from claims.models import ExternalCheck
from claims.queries.checks import PAGE_SIZE
from factcheck.core.models import User
from tests.claims.checking import check_import, check_row, make_check, written
from tests.factories import assigned, make_review

pytestmark = pytest.mark.django_db
URL = "/desk/checks/"


@pytest.fixture
def erin(as_person: Callable[[str], Client]) -> Client:
    return as_person("erin")


def page(client: Client, status: int = 200, **asked: str) -> str:
    answer = client.get(URL, asked)
    assert answer.status_code == status
    return str(answer.content.decode())


def list_of(text: str) -> str:
    return text[text.index('<ul class="ck-list">') : text.index('<nav class="pager"')]


def test_a_check_is_shown_with_its_rating_as_written(cast: dict[str, User], erin: Client) -> None:
    make_check(
        cast["erin"], url="https://fullfact.org/a?b=1&c=2", claim_text="The <b>moon</b> is cheese",
        rating_text="Trois Pinocchios", normalised=NormalisedRating.UNKNOWN, claimant="A minister",
        claim_date="2019-11", published_on=date(2019, 12, 15), publisher="Full Fact", language="en",
    )  # fmt: skip
    text = page(erin)
    assert "The &lt;b&gt;moon&lt;/b&gt; is cheese" in text
    assert "Trois Pinocchios</q>" in text
    assert "on our scale: unknown" in text
    assert "<bdi>A minister</bdi>, Nov 2019" in text
    assert "Full Fact</bdi> · 15 Dec 2019" in text
    link = '<a href="https://fullfact.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">'
    assert link in text


def test_its_rating_never_looks_like_a_verdict_of_ours(cast: dict[str, User], erin: Client) -> None:
    for rating in NormalisedRating:
        make_check(cast["erin"], rating_text=rating.value, normalised=rating)
    text = page(erin)
    shown = text[text.index('class="ck-list"') :]
    assert "data-r=" not in shown
    assert shown.count('<span class="chip" title') == len(NormalisedRating)


def test_what_a_check_leaves_out_is_said(cast: dict[str, User], erin: Client) -> None:
    make_check(
        cast["erin"], rating_text="", publisher="", value=2, best=5, worst=1, normalised=NormalisedRating.UNKNOWN
    )
    make_check(cast["erin"], rating_text="", normalised=NormalisedRating.UNKNOWN)
    text = page(erin)
    assert "2 of 5" in text
    assert "fullfact.org</bdi>" in text
    assert "no rating stated" in text


def test_the_filters_are_kept_on_the_way_through_the_pages(cast: dict[str, User], erin: Client) -> None:
    number = PAGE_SIZE + 3
    rows = [check_row(each, claim_text=f"Storm number {each} came", language="en") for each in range(1, number + 1)]
    written(check_import(cast["erin"]), *rows, check_row(number + 1, claim_text="No such thing"))
    first = page(erin, q="storm", language="en")
    assert first.count("data-item") == PAGE_SIZE
    assert "No such thing" not in first
    last = ExternalCheck.objects.filter(claim_text__startswith="Storm").order_by("-id")[PAGE_SIZE - 1]
    onwards = f"?q=storm&amp;language=en&amp;before={last.pk}"
    assert f"{URL}{onwards}" in first
    second = page(erin, q="storm", language="en", before=str(last.pk))
    assert second.count("data-item") == 3
    back = f"?q=storm&amp;language=en&amp;after={last.pk - 1}"
    assert f"{URL}{back}" in second
    again = page(erin, q="storm", language="en", after=str(last.pk - 1))
    assert list_of(again) == list_of(first)


def test_empty_states_say_what_to_do(cast: dict[str, User], erin: Client, as_person: Callable[[str], Client]) -> None:
    assert "No fact-checks of others yet" in page(erin)
    make_check(cast["erin"])
    assert "No fact-check of others matches" in page(erin, q="unheard")
    assert "Nothing further here" in page(erin, before="1")
    assert "data-item" in page(as_person("rita"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("published_after", "2019-15-12", "No such date. Use year-month-day"),
        ("published_before", "yesterday", "No such date. Use year-month-day"),
        ("rating", "pants-on-fire", "Select a valid choice"),
        ("q", "a\0b", "Null characters are not allowed"),
    ],
)
def test_a_filter_that_cannot_be_read_is_said(
    cast: dict[str, User], erin: Client, name: str, value: str, words: str
) -> None:
    make_check(cast["erin"])
    text = page(erin, 422, **{name: value})
    assert words in text
    assert "A filter cannot be read" in text
    assert "data-item" not in text


@pytest.mark.parametrize("value", ["x", "-1", "9" * 30, "٣"])
def test_a_broken_place_in_the_list_is_the_beginning(cast: dict[str, User], erin: Client, value: str) -> None:
    make_check(cast["erin"])
    assert "data-item" in page(erin, before=value)


def test_a_review_shows_what_others_found_to_both_reviewers(
    cast: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    make_check(cast["erin"], claim_text=f"“{review.claim.text.upper()}”.", rating_text="Somewhat so")
    make_check(cast["erin"], claim_text="Another claim", rating_text="Not about this")
    for name in ("ada", "ben", "erin", "rita"):
        text = as_person(name).get(reverse("review", args=[review.pk])).content.decode()
        assert "Checked by others" in text[text.index('id="claim"') :], name
        assert "Somewhat so" in text
        assert "Not about this" not in text
        assert 'rel="noopener noreferrer nofollow"' in text


def test_a_review_without_any_says_nothing(cast: dict[str, User], as_person: Callable[[str], Client]) -> None:
    review = make_review(cast["erin"])
    text = as_person("erin").get(reverse("review", args=[review.pk])).content.decode()
    assert "Checked by others" not in text[text.index('id="claim"') :]
