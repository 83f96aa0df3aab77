"""Published reviews come back by themselves: their day came, a newer figure was announced, a source changed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.claim_parts import Link, Number
from claims.actions.decide_claim import decide_claim
from claims.actions.recheck_sources import alike, is_gone, recheck_source, stale_copies
from claims.models import Claim, ClaimState, CopyState, Snapshot, Source, Topic
from factcheck.core.clock import database_now
from factcheck.core.models import Event, User
from reviews.access import visible_events
from reviews.actions.bring_back import bring_back
from reviews.actions.correct import correct
from reviews.actions.let_stand import let_stand
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.actions.recheck_citations import note_changes, recheck_citations
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.models import Comeback, Evidence, Review, Verdict
from reviews.queries.comebacks import Measured, is_newer, reasons
from reviews.tasks import bring_back_task, note_changes_task, recheck_citations_task
from tests.archived import html_page, keep_copy
from tests.factories import assess, assigned, make_claim, make_document, make_evidence, make_review

MINISTRY = [Link("Ministry of Health", "said")]
PAGE = "<p>The ministry said on Monday that at least 230 people had been killed in the protests.</p>"
QUOTE = "at least 230 people had been killed"
LATER = html_page(PAGE + "<p>More was reported from the provinces in the evening, and the roads were closed.</p>" * 9)


def published(cast: dict[str, User], **fields: Any) -> Review:
    """A published review of a claim that the ministry made."""
    topic = fields.pop("topic", None) or topic_of(cast).slug
    number = fields.pop("number", Number(value=Decimal(230), unit="deaths", as_of="2019-12-23"))
    claim = make_claim(cast["erin"], links=MINISTRY, number=number, topic=topic, **fields)
    review = assigned(open_review(claim.pk, by=cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    for name in ("ada", "ben"):
        assess(review, cast[name])
    publish(review.pk, by=cast["erin"])
    review.refresh_from_db()
    return review


def topic_of(cast: dict[str, User]) -> Topic:
    return Topic.objects.get_or_create(slug="toll", defaults={"title": "Toll"})[0]


def announced(cast: dict[str, User], value: int = 304, as_of: str = "2019-12-24", **fields: Any) -> Claim:
    """A kept claim of the ministry with a figure."""
    unit = fields.pop("unit", "deaths")
    place = fields.pop("place", "")
    links = fields.pop("links", MINISTRY)
    number = Number(value=Decimal(value), unit=unit, place=place, as_of=as_of)
    fields.setdefault("topic", topic_of(cast).slug)
    return make_claim(cast["erin"], links=links, number=number, **fields)


def due(review: Review, days: int = 0) -> date:
    """The day to look again, set to some days from today by the database."""
    day = database_now().date() + timedelta(days=days)
    verdict = review.publications.get(is_current=True).verdict
    Verdict.objects.filter(pk=verdict.pk).update(review_by=day)
    return day


# --- the day came ------------------------------------------------------------------------------------------


def test_a_review_comes_back_on_its_day_once(cast: dict[str, User]) -> None:
    review = published(cast)
    due(review, 1)
    assert bring_back() == 0
    day = due(review)
    assert [bring_back_task(), bring_back_task()] == [1, 0]
    review.refresh_from_db()
    assert (review.state, review.round, review.free_parts) == ("queued", 2, 2)
    assert review.question == f"The day to look again has come: {day.day} {day:%B %Y}."
    assert review.publications.get(is_current=True).version == 1  # what is public stays public
    Verdict.objects.filter(review=review).update(review_by=day + timedelta(days=30))
    let_stand(review.pk, by=cast["erin"], reason="Nothing is new.")
    assert bring_back() == 0
    Verdict.objects.filter(review=review).update(review_by=day)
    assert bring_back() == 0  # this day has had its turn


def test_the_day_is_the_databases(cast: dict[str, User]) -> None:
    review = published(cast)
    due(review, 5)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=10)):
        assert bring_back() == 0
    due(review)
    with time_machine.travel(datetime.now(UTC) - timedelta(days=10)):
        assert bring_back() == 1


@pytest.mark.parametrize("what", ["reopened", "retracted"])
def test_only_what_is_published_comes_back(cast: dict[str, User], what: str) -> None:
    review = published(cast)
    due(review)
    if what == "reopened":
        reopen(review.pk, by=cast["erin"], reason="Now.")
    else:
        retract(review.pk, by=cast["erin"], why="It was wrong.")
    assert bring_back() == 0
    assert not Comeback.objects.exists()


# --- a newer figure ----------------------------------------------------------------------------------------


def test_a_newer_figure_brings_back_what_it_overtakes(cast: dict[str, User]) -> None:
    review = published(cast)
    claim = announced(cast)
    assert [bring_back(), bring_back()] == [1, 0]
    review.refresh_from_db()
    assert review.question == (
        f"Ministry of Health announced a newer figure: 304 deaths as of 2019-12-24 (claim {claim.pk}), "
        "after 230 deaths as of 2019-12-23."
    )
    came = Comeback.objects.get()
    assert (came.cause, came.key, came.round) == ("newer_figure", str(claim.pk), 2)
    let_stand(review.pk, by=cast["erin"], reason="It counts something else.")
    assert bring_back() == 0
    second = announced(cast, 400, "2020-01")
    assert bring_back() == 1
    assert Comeback.objects.latest("pk").key == str(second.pk)


@pytest.mark.parametrize(
    "fields",
    [
        {"as_of": "2019-12-23"},
        {"as_of": "2019-12"},  # the same month is not later than a day in it
        {"as_of": "2019-11-30"},
        {"value": 230},
        {"unit": "arrests"},
        {"place": "Mahshahr"},
        {"links": [Link("The council", "said")]},
        {"links": [*MINISTRY, Link("officials", "confirmed", is_anonymous=True)]},
        {"topic": ""},
    ],
)
def test_what_is_no_newer_figure_of_the_measure_brings_nothing_back(
    cast: dict[str, User], fields: dict[str, Any]
) -> None:
    published(cast)
    announced(cast, **fields)
    assert bring_back() == 0


def test_what_nobody_has_kept_brings_nothing_back(cast: dict[str, User]) -> None:
    published(cast)
    claim = announced(cast)
    decide_claim(claim.pk, ClaimState.DROPPED, by=cast["erin"])
    assert bring_back() == 0
    decide_claim(claim.pk, ClaimState.KEPT, by=cast["erin"])
    assert bring_back() == 1


def test_without_a_topic_only_a_place_makes_two_figures_one_story(cast: dict[str, User]) -> None:
    number = Number(value=Decimal(230), unit="deaths", as_of="2019-12-23")
    nowhere = published(cast, number=number)
    somewhere = published(cast, number=Number(value=Decimal(7), unit="Deaths", place="Mahshahr", as_of="2019-12-23"))
    Claim.objects.update(topic=None)
    for place in ("", "mahshahr"):
        Claim.objects.filter(pk=announced(cast, place=place).pk).update(topic=None)
    assert bring_back() == 1
    states = Review.objects.in_bulk([nowhere.pk, somewhere.pk])
    assert [states[each.pk].state for each in (nowhere, somewhere)] == ["published", "queued"]


def test_a_claim_of_a_restricted_document_is_told_to_nobody(cast: dict[str, User]) -> None:
    """It is not there for people who see the review, so neither is its figure."""
    review = published(cast)
    secret = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    claim = claim_in_a_document(cast, secret)
    assert bring_back() == 0
    Topic.objects.filter(pk=secret.pk).update(is_restricted=False)
    assert bring_back() == 1
    assert f"claim {claim.pk}" in Review.objects.get(pk=review.pk).question


def claim_in_a_document(cast: dict[str, User], topic: Topic) -> Claim:
    """A newer figure, in a document of another topic than its claim's."""
    claim, document = announced(cast), make_document(cast["erin"])
    type(document).objects.filter(pk=document.pk).update(topic=topic)
    Claim.objects.filter(pk=claim.pk).update(document=document, start=0, end=5, quote=document.text[:5])
    return claim


def test_several_reasons_begin_one_round(cast: dict[str, User]) -> None:
    review = published(cast)
    due(review)
    announced(cast)
    announced(cast, 310, "2019-12-25")
    assert bring_back() == 1
    review.refresh_from_db()
    assert review.question.count("newer figure") == 2
    assert review.question.startswith("The day to look again has come")
    assert Comeback.objects.filter(review=review, round=2).count() == 3
    let_stand(review.pk, by=cast["erin"], reason="It stands.")
    assert bring_back() == 0


@pytest.mark.parametrize(
    ("one", "other", "newer"),
    [
        ("2019", "2020", True), ("2019-12-31", "2020", True), ("2019", "2019-12", False), ("", "2020", False),
        ("2019", "", False), ("2020", "2019", False),
    ],
)  # fmt: skip
def test_dates_are_compared_as_far_as_they_are_known(one: str, other: str, newer: bool) -> None:
    known = Measured(Decimal(1), None, "deaths", "", one)
    assert is_newer(known, Measured(Decimal(2), None, "DEATHS ", "", other)) == newer


# --- a source changed --------------------------------------------------------------------------------------


def cited(cast: dict[str, User], body: bytes = b"", **fields: Any) -> tuple[Review, Source]:
    """A published review that rests on a page, of which a copy was taken before."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    source = make_evidence(review, cast["ada"], **{"quote": QUOTE, "title": "The toll", **fields}).source
    keep_copy(cast["ada"], source=source, body=body or html_page(PAGE))
    for name in ("ada", "ben"):
        assess(review, cast[name])
    publish(review.pk, by=cast["erin"])
    review.refresh_from_db()
    return review, source


def copied_again(cast: dict[str, User], source: Source, body: bytes) -> Snapshot:
    return keep_copy(cast["ada"], source=source, body=body)


def test_a_source_that_no_longer_says_what_is_cited_brings_the_review_back_once(cast: dict[str, User]) -> None:
    review, source = cited(cast)
    copy = copied_again(cast, source, html_page(PAGE.replace("230", "180")))
    assert [note_changes_task(str(source.pk)), note_changes_task(str(source.pk))] == [1, 0]
    assert [bring_back(), bring_back()] == [1, 0]
    review.refresh_from_db()
    assert review.question == f"“The toll” no longer says what is cited: “{QUOTE}”."
    assert Comeback.objects.get().key == str(copy.pk)
    event = Event.objects.get(kind="source.changed")
    assert (event.by, event.about_id, event.review_id) == (None, str(source.pk), review.pk)
    assert event in visible_events(cast["noor"], review)  # of a round that is in
    let_stand(review.pk, by=cast["erin"], reason="It stands.")
    assert (note_changes(source.pk), bring_back()) == (0, 0)
    copied_again(cast, source, html_page(PAGE.replace("230", "99")))
    assert (note_changes(source.pk), bring_back()) == (1, 1)


def test_a_source_that_reads_otherwise_is_a_change_and_a_date_line_is_none(cast: dict[str, User]) -> None:
    _, source = cited(cast, LATER)
    copied_again(cast, source, LATER.replace(b"evening", b"evenings"))
    assert note_changes(source.pk) == 0
    copied_again(cast, source, html_page(PAGE + "<p>Nothing of what stood here before is left on the page.</p>" * 9))
    assert note_changes(source.pk) == 1
    assert "of its text is the same" in Event.objects.get(kind="source.changed").data["words"]


def test_a_copy_without_a_text_is_no_change(cast: dict[str, User]) -> None:
    _, source = cited(cast)
    copied_again(cast, source, b"<html><script>app()</script></html>")
    assert note_changes(source.pk) == 0


@pytest.mark.parametrize("how", ["withdrawn", "retracted", "uncited", "before"])
def test_what_no_public_verdict_rests_on_is_no_change(cast: dict[str, User], how: str) -> None:
    review, source = cited(cast)
    if how == "withdrawn":
        Evidence.objects.filter(source=source).update(withdrawn_at=database_now())
    elif how == "retracted":
        retract(review.pk, by=cast["erin"], why="It was wrong.")
    elif how == "uncited":
        source = Source.objects.create(title="Other", url="https://other.example/", added_by=cast["ada"])
        keep_copy(cast["ada"], source=source, body=html_page(PAGE))
    copy = copied_again(cast, source, html_page(PAGE.replace("230", "180")))
    if how == "before":  # the verdict was reached after this copy
        verdict = review.verdicts.get()
        Snapshot.objects.filter(pk=copy.pk).update(taken_at=verdict.decided_at - timedelta(seconds=1))
    assert note_changes(source.pk) == 0


def test_a_change_during_a_new_round_waits_for_its_end_and_not_for_a_new_verdict(cast: dict[str, User]) -> None:
    review, source = cited(cast)
    stands, other = cited(cast)
    for each in (review, stands):
        reopen(each.pk, by=cast["erin"], reason="Now.")
    for page in (source, other):
        copied_again(cast, page, html_page(PAGE.replace("230", "180")))
        assert note_changes(page.pk) == 1
    assert bring_back() == 0
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    for name in ("ada", "ben"):
        assess(review, cast[name], "false")
    publish(review.pk, by=cast["erin"], what="The rating.", why="The page changed.")
    let_stand(stands.pk, by=cast["erin"], reason="It stands.")
    assert bring_back() == 1
    states = Review.objects.in_bulk([review.pk, stands.pk])
    assert [states[each.pk].state for each in (review, stands)] == ["published", "queued"]


def test_a_correction_does_not_hide_a_change(cast: dict[str, User]) -> None:
    review, source = cited(cast)
    copied_again(cast, source, html_page(PAGE.replace("230", "180")))
    correct(review.pk, by=cast["erin"], what="The words.", why="They misled.", rationale="In other words.")
    assert (note_changes(source.pk), bring_back()) == (1, 1)


def test_cited_pages_are_copied_again_after_some_days(cast: dict[str, User], settings: Any) -> None:
    settings.RECHECK_DAYS = 7
    _, source = cited(cast)
    asked = Source.objects.filter(pk=source.pk)
    asked.update(copy_asked_at=database_now() - timedelta(days=6))
    assert recheck_citations_task() == 0
    asked.update(copy_asked_at=database_now() - timedelta(days=8))
    copied_again(cast, source, html_page(PAGE.replace("230", "180")))  # and nobody heard of it
    assert [recheck_citations_task(), recheck_citations_task()] == [1, 0]
    source.refresh_from_db()
    assert (source.copy_state, source.copy_tries) == (CopyState.ASKED, 0)
    assert Event.objects.filter(kind="source.changed").count() == 1


def test_what_is_not_cited_or_not_copied_is_not_copied_again(cast: dict[str, User]) -> None:
    week = timedelta(days=7)
    _, source = cited(cast)
    uncited = Source.objects.create(title="Other", url="https://other.example/", added_by=cast["ada"])
    keep_copy(cast["ada"], source=uncited)
    old = database_now() - timedelta(days=30)
    Source.objects.update(copy_asked_at=old)
    assert set(stale_copies(week)) == {source, uncited}
    assert recheck_citations() == 1
    assert not recheck_source(source.pk, every=week)  # it is on its way
    Source.objects.filter(pk=source.pk).update(copy_state=CopyState.FAILED, copy_problem="It is gone.")
    assert recheck_citations() == 0


def test_likeness_is_of_words() -> None:
    assert alike("The  “toll”", 'the "TOLL"') == 1
    assert alike("a" * 100, "b" * 100) == 0
    assert 0.9 < alike("x" * 95 + "y" * 5, "x" * 100) <= 0.95
    assert is_gone("“230 people”", then="At least 230 People died.", now="At least 180 people died.")
    assert not is_gone("230 people", then="Nobody said so.", now="Nobody says so.")
    assert not is_gone("", then="a", now="b")


# --- everywhere --------------------------------------------------------------------------------------------


def test_the_reason_is_on_the_queue_and_on_the_page(cast: dict[str, User], client: Client, api: Any) -> None:
    review = published(cast)
    due(review)
    bring_back()
    for person in ("erin", "ada", "noor"):
        client.force_login(cast[person])
        for address in (reverse("queue"), reverse("review", args=[review.pk])):
            assert "The day to look again has come" in client.get(address).content.decode(), (person, address)
        assert "The day to look again" in api(person).get(reverse("api_review", args=[review.pk])).json()["question"]


def test_looking_for_reasons_takes_as_many_queries_however_many_there_are(cast: dict[str, User]) -> None:
    counts = []
    for number in (1, 3):
        for _ in range(number):
            due(published(cast))
            announced(cast)
        with CaptureQueriesContext(connection) as captured:
            assert len(list(reasons())) > number
        counts.append(len(captured))
    assert counts[0] == counts[1]
