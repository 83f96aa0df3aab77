"""One press takes the copy's words where a quotation is only nearly there."""

from collections.abc import Callable

import pytest
from django.test import Client

from factcheck.core.errors import NotAllowed, NotFound, WrongState
from factcheck.core.models import Event, User
from reviews.actions.check_quotes import check_quotes
from reviews.actions.take_exact_words import take_exact_words
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import Evidence, QuoteState, Review
from reviews.queries.history import history
from tests.archived import html_page, keep_copy
from tests.factories import assess, assigned, make_evidence, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]
PAGE = html_page("<p>The ministry said that at least 1,500 people\n had been killed there, it said.</p>")
NEARLY, EXACTLY = "at least 1,500 persons had been killed there", "at least 1,500 people had been killed there"


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def quoted(review: Review, by: User, quote: str = NEARLY) -> Evidence:
    """Evidence with a kept copy that was looked into."""
    evidence = make_evidence(review, by, quote=quote)
    keep_copy(by, source=evidence.source, body=PAGE)
    check_quotes(evidence.source_id)
    evidence.refresh_from_db()
    return evidence


def test_the_quotation_gets_the_words_of_the_copy(review: Review, cast: dict[str, User]) -> None:
    evidence = quoted(review, cast["ada"])
    assert evidence.quote_state == QuoteState.NEAR
    made = take_exact_words(review.pk, evidence.pk, by=cast["ada"])
    evidence.refresh_from_db()
    assert (evidence.quote, evidence.quote_state) == (EXACTLY, QuoteState.FOUND) == (made.quote, made.quote_state)
    assert evidence.snapshot is not None
    assert evidence.quote_start == evidence.snapshot.text.index("at least")
    event = Event.objects.latest("id")
    assert (event.kind, event.by) == ("evidence.quoted", cast["ada"])
    assert (event.data["old"], event.data["new"]) == (NEARLY, EXACTLY)
    check_quotes(evidence.source_id)
    evidence.refresh_from_db()
    assert evidence.quote_state == QuoteState.FOUND


@pytest.mark.parametrize("quote", [EXACTLY, "nobody was hurt at all, the mayor said", ""])
def test_only_what_is_nearly_there_has_exact_words(review: Review, cast: dict[str, User], quote: str) -> None:
    evidence = quoted(review, cast["ada"], quote)
    with pytest.raises(WrongState, match="not nearly in a kept copy"):
        take_exact_words(review.pk, evidence.pk, by=cast["ada"])
    evidence.refresh_from_db()
    assert evidence.quote == quote


def test_it_is_for_who_added_it_while_they_work(review: Review, cast: dict[str, User]) -> None:
    evidence = quoted(review, cast["ada"])
    for person, refusal in (("ben", NotFound), ("erin", NotAllowed), ("rita", NotAllowed)):
        with pytest.raises(refusal):
            take_exact_words(review.pk, evidence.pk, by=cast[person])
    assess(review, cast["ada"])
    with pytest.raises(NotAllowed, match="is in"):
        take_exact_words(review.pk, evidence.pk, by=cast["ada"])


def test_what_was_withdrawn_is_left_as_it_was(review: Review, cast: dict[str, User]) -> None:
    evidence = quoted(review, cast["ada"])
    withdraw_evidence(review.pk, evidence.pk, by=cast["ada"])
    with pytest.raises(NotFound):
        take_exact_words(review.pk, evidence.pk, by=cast["ada"])


def test_a_blind_colleague_hears_nothing_of_it(review: Review, cast: dict[str, User]) -> None:
    evidence = quoted(review, cast["ada"])
    before = history(cast["ben"], review)
    take_exact_words(review.pk, evidence.pk, by=cast["ada"])
    assert history(cast["ben"], review) == before
    assert history(cast["ada"], review)[-1].words.startswith("took the exact words of the copy")


@pytest.mark.parametrize("is_htmx", [False, True])
def test_the_card_has_the_button_until_it_is_pressed(
    as_person: AsPerson, review: Review, cast: dict[str, User], is_htmx: bool
) -> None:
    evidence = quoted(review, cast["ada"])
    browser, at = as_person("ada"), f"/desk/reviews/{review.pk}/"
    assert "Take the copy’s exact words" in browser.get(at).content.decode()
    assert "Take the copy’s exact words" not in as_person("erin").get(at).content.decode()
    headers = {"HX-Request": "true"} if is_htmx else {}
    answer = browser.post(f"{at}evidence/{evidence.pk}/exact-words/", headers=headers, follow=not is_htmx)
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "people had been killed there" in words
    assert "Quotation is in the copy" in words
    assert "Take the copy’s exact words" not in words
