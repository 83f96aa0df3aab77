"""Quotations are looked for in the kept copies of their sources."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from claims.actions.archive_source import archive_source
from claims.models import CopyState, Source
from factcheck.core.errors import Invalid
from factcheck.core.fetch import FetchRefused
from factcheck.core.models import User
from reviews.actions.check_quotes import check_quotes, unchecked_sources
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import Evidence, QuoteState, Review
from reviews.queries.board import board
from tests.archived import answer_with, fetched, html_page, keep_copy
from tests.factories import assess, assigned, make_evidence, make_review

pytestmark = pytest.mark.django_db
KILLED = "<p>The ministry said on Monday that at least {} people had been killed in the protests of that week.</p>"
WORDS = "at least 1,500 people had been killed"


def page_of(number: str) -> bytes:
    return html_page(KILLED.format(number))


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def asking(cast: dict[str, User]) -> Review:
    """A review of which both parts are held."""
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def state_of(evidence: Evidence) -> QuoteState:
    evidence.refresh_from_db()
    return QuoteState(evidence.quote_state)


@pytest.mark.parametrize(
    ("number", "quote", "state"),
    [
        ("1,500", WORDS, QuoteState.FOUND),
        ("1,500", "“at least  1,500 people had been killed”", QuoteState.FOUND),
        ("1,500", "The ministry said … in the protests", QuoteState.FOUND),
        ("1,500", "the ministry says on Monday that at least 1,500 people had been killed", QuoteState.NEAR),
        ("1,500", "nobody was hurt at all, the mayor said", QuoteState.NOT_FOUND),
    ],
)
def test_a_quotation_is_looked_for_when_the_copy_comes(
    monkeypatch: pytest.MonkeyPatch, review: Review, cast: dict[str, User], number: str, quote: str, state: QuoteState,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    evidence = make_evidence(review, cast["ada"], quote=quote)
    assert state_of(evidence) is QuoteState.WAITING
    answer_with(monkeypatch, lambda url, **limits: fetched(page_of(number), url=url))
    woken: list[str] = []
    monkeypatch.setattr("factcheck.core.later._send", lambda name, ids: woken.append(f"{name} {ids['source_id']}"))
    with django_capture_on_commit_callbacks(execute=True):
        archive_source(evidence.source_id)
    assert f"reviews.check_quotes {evidence.source_id}" in woken
    assert check_quotes(evidence.source_id) == 1
    assert state_of(evidence) is state
    assert (evidence.snapshot is None) == (evidence.quote_start is None) or state is QuoteState.NOT_FOUND
    if state is QuoteState.FOUND:
        assert evidence.snapshot is not None
        assert evidence.quote_start is not None
    assert check_quotes(evidence.source_id) == 1
    assert state_of(evidence) is state


def test_the_place_is_where_the_words_stand(review: Review, cast: dict[str, User]) -> None:
    evidence = make_evidence(review, cast["ada"], quote=WORDS)
    copy = keep_copy(cast["ada"], source=evidence.source, body=page_of("1,500"))
    check_quotes(evidence.source_id)
    evidence.refresh_from_db()
    assert evidence.snapshot == copy
    assert copy.text[evidence.quote_start :].startswith(WORDS)


def test_words_of_an_older_copy_stay_found_when_the_page_has_changed(review: Review, cast: dict[str, User]) -> None:
    evidence = make_evidence(review, cast["ada"], quote=WORDS)
    older = keep_copy(cast["ada"], source=evidence.source, body=page_of("1,500"))
    keep_copy(cast["ada"], source=evidence.source, body=page_of("304"))
    check_quotes(evidence.source_id)
    assert state_of(evidence) is QuoteState.FOUND
    assert evidence.snapshot == older


def test_without_a_copy_that_has_a_text_nothing_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch, review: Review, cast: dict[str, User]
) -> None:
    def refuse(url: str, **limits: object) -> None:
        raise FetchRefused("The address is not one that is fetched.")

    evidence = make_evidence(review, cast["ada"], quote=WORDS)
    answer_with(monkeypatch, refuse)  # type: ignore[arg-type]
    archive_source(evidence.source_id)
    assert list(unchecked_sources()) == [evidence.source]
    check_quotes(evidence.source_id)
    assert state_of(evidence) is QuoteState.NONE
    assert not unchecked_sources().exists()
    keep_copy(cast["ada"], source=evidence.source, body=b"GIF89a", media_type="image/gif")
    check_quotes(evidence.source_id)
    assert state_of(evidence) is QuoteState.NONE


def test_a_source_that_is_known_is_looked_into_at_once(
    monkeypatch: pytest.MonkeyPatch, review: Review, cast: dict[str, User],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    first = make_evidence(review, cast["ada"], quote="", url="https://news.example/known")
    assert state_of(first) is QuoteState.NONE
    keep_copy(cast["ada"], source=first.source, body=page_of("1,500"))
    withdraw_evidence(review.pk, first.pk, by=cast["ada"])
    woken: list[str] = []
    monkeypatch.setattr("factcheck.core.later._send", lambda name, ids: woken.append(name))
    with django_capture_on_commit_callbacks(execute=True):
        again = make_evidence(review, cast["ada"], quote=WORDS, url="https://news.example/known")
    assert again.source == first.source
    assert "reviews.check_quotes" in woken
    assert list(unchecked_sources()) == [again.source]
    check_quotes(again.source_id)
    assert state_of(again) is QuoteState.FOUND


def test_a_source_that_is_gone_is_no_fault(review: Review, cast: dict[str, User]) -> None:
    source = Source.objects.create(title="A report", added_by=cast["ada"])
    source_id = source.pk
    source.delete()
    assert check_quotes(source_id) == 0


def test_the_board_says_how_a_quotation_stands(review: Review, cast: dict[str, User]) -> None:
    evidence = make_evidence(review, cast["ada"], quote=WORDS)
    assert [card.quote_words for card in board(cast["ada"], review).cards] == ["Quotation waits for the copy"]
    keep_copy(cast["ada"], source=evidence.source, body=page_of("304"))
    check_quotes(evidence.source_id)
    card = board(cast["ada"], review).cards[0]
    assert card.quote_words in ("Only nearly in the copy", "Quotation is not in the copy")


def test_the_gate_asks_for_words_that_stand_in_a_copy(cast: dict[str, User]) -> None:
    review = asking(cast)
    ada = cast["ada"]
    evidence = [make_evidence(review, ada, publisher=name, quote=WORDS) for name in ("Alef", "Jamaran")]
    with pytest.raises(Invalid, match="none has a text to look in yet"):
        assess(review, ada, "true", override_reason="")
    for item, number in zip(evidence, ("1,500", "304 or 305"), strict=True):
        keep_copy(ada, source=item.source, body=page_of(number))
        check_quotes(item.source_id)
    with pytest.raises(Invalid, match="1 quotation is not in the kept copy word for word"):
        assess(review, ada, "true", override_reason="")
    keep_copy(ada, source=evidence[1].source, body=page_of("1,500"))
    check_quotes(evidence[1].source_id)
    assert assess(review, ada, "true", override_reason="").override_reason == ""


def test_many_copies_of_one_origin_do_not_pass_for_archived_origins(cast: dict[str, User]) -> None:
    review = asking(cast)
    ada = cast["ada"]
    for publisher in [*["The agency"] * 3, "The ministry"]:
        item = make_evidence(review, ada, publisher=publisher, quote=WORDS)
        if publisher == "The agency":
            keep_copy(ada, source=item.source, body=page_of("1,500"))
            check_quotes(item.source_id)
        else:
            Source.objects.filter(pk=item.source_id).update(copy_state=CopyState.NONE)
    with pytest.raises(Invalid, match="Of those 1 corroborates and none dispute"):
        assess(review, ada, "true", override_reason="")
