"""Published reviews come back by themselves: their day came, or a newer figure was announced."""

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
from claims.models import Claim, ClaimState, Topic
from factcheck.core.clock import database_now
from factcheck.core.models import User
from reviews.actions.bring_back import bring_back
from reviews.actions.let_stand import let_stand
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.models import Comeback, Review, Verdict
from reviews.queries.comebacks import Measured, is_newer, reasons
from reviews.tasks import bring_back_task
from tests.factories import assess, assigned, make_claim, make_document

MINISTRY = [Link("Ministry of Health", "said")]


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
