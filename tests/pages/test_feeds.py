"""The pages of feeds: their health in words, the form, the items, and what changes while a worker reads."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.actions.add_feed import add_feed
from claims.models import Feed, FeedItem, Import, Topic
from factcheck.core.models import User
from tests.claims.feeding import make_feed
from tests.factories import make_document

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
FORM = {"url": "https://paper.example/feed.xml", "language": "en", "minutes": "60"}


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page_of(browser: Client, address: str, **headers: str) -> str:
    answer = browser.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def settled(by: User, url: str = "https://paper.example/feed.xml", **fields: Any) -> Feed:
    """A feed that was read and is not due."""
    now = timezone.now()
    return make_feed(
        by, url, **{"polled_at": now, "succeeded_at": now, "next_poll_at": now + timedelta(hours=1), **fields}
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Read"),
        ({"failures": 1, "problem": "It hangs."}, "Failed once"),
        ({"failures": 2, "problem": "It hangs."}, "Failed twice"),
        ({"failures": 31, "problem": "It hangs."}, "Failing, 31 times"),
        ({"is_active": False}, "Paused"),
        ({"is_active": False, "failures": 1, "problem": "It is gone."}, "Paused by a failure"),
        ({"next_poll_at": -timedelta(minutes=1)}, "Waiting for a worker"),
        ({"next_poll_at": timedelta(minutes=3)}, "Being read"),
    ],
)
def test_the_state_is_said_in_words(
    as_person: Browser, cast: dict[str, User], fields: dict[str, Any], words: str
) -> None:
    times = {name: timezone.now() + value for name, value in fields.items() if isinstance(value, timedelta)}
    feed = settled(cast["erin"], **{**fields, **times})
    for address in (reverse("feeds"), reverse("feed", args=[feed.pk])):
        html = page_of(as_person("rita"), address)
        chips = re.findall(r'<span class="chip [^"]*"><svg.*?</svg>([^<]*)</span>', html)
        assert chips == [words], address
        assert str(fields.get("problem", "")) in html
        assert ("hx-get" in html) is (words in ("Waiting for a worker", "Being read"))


def test_while_it_is_read_the_page_asks_again_and_then_loads_itself(as_person: Browser, cast: dict[str, User]) -> None:
    feed = add_feed(by=cast["erin"], url=FORM["url"])
    browser, address = as_person("erin"), reverse("feed", args=[feed.pk])
    answer = browser.get(address, headers={"HX-Request": "true"})
    assert "hx-get" in answer.content.decode()
    assert "HX-Refresh" not in answer.headers
    assert "<html" not in answer.content.decode()
    now = timezone.now()
    Feed.objects.update(polled_at=now, succeeded_at=now, next_poll_at=now + timedelta(hours=1))
    answer = browser.get(address, headers={"HX-Request": "true"})
    assert (answer.headers["HX-Refresh"], "hx-get" in answer.content.decode()) == ("true", False)
    table = page_of(browser, reverse("feeds"), **{"HX-Request": "true"})
    assert table.lstrip().startswith("<div id=")
    assert "hx-get" not in table


def test_adding_a_feed_by_the_form(as_person: Browser, cast: dict[str, User]) -> None:
    Topic.objects.create(slug="toll", title="The toll")
    browser = as_person("erin")
    assert "No feeds yet" in page_of(browser, reverse("feeds"))
    sent = {**FORM, "title": "Paper", "publisher": "Reuters", "topic": "toll", "minutes": "15"}
    answer = browser.post(reverse("feeds"), sent)
    feed = Feed.objects.get()
    assert answer.headers["Location"] == reverse("feed", args=[feed.pk])
    assert (feed.title, feed.minutes, str(feed.publisher), str(feed.topic)) == ("Paper", 15, "Reuters", "The toll")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"url": ""}, "Give the address of the feed."),
        ({"url": "no address at all"}, "This is no address."),
        ({"url": "ftp://paper.example/x"}, "Use one that begins with https:// or http://."),
        ({"url": "https://known.example/feed"}, "This feed is here already"),
        ({"title": "a\x00b"}, "Null characters are not allowed."),
        ({"minutes": "1"}, "Select a valid choice."),
        ({"topic": "secret"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    as_person: Browser, cast: dict[str, User], sent: dict[str, str], words: str
) -> None:
    settled(cast["erin"], "https://known.example/feed")
    Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    answer = as_person("erin").post(reverse("feeds"), {**FORM, "publisher": "Kept as typed", **sent})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert "Kept as typed" in html
    assert Feed.objects.count() == 1


def test_changing_a_feed_late_keeps_what_was_typed(as_person: Browser, cast: dict[str, User]) -> None:
    feed = settled(cast["erin"])
    address = reverse("feed_change", args=[feed.pk])
    browser = as_person("erin")
    assert browser.post(address, {**FORM, "title": "First", "version": "1"}).status_code == 302
    answer = browser.post(address, {**FORM, "title": "Second", "version": "1"})
    html = answer.content.decode()
    assert answer.status_code == 412
    assert 'value="Second"' in html
    assert 'name="version" value="2"' in html
    assert browser.post(address, {**FORM, "title": "Second", "version": "2"}).status_code == 302
    feed.refresh_from_db()
    assert (feed.title, feed.version) == ("Second", 3)


def test_an_interval_and_a_language_of_its_own_survive_the_form(as_person: Browser, cast: dict[str, User]) -> None:
    feed = settled(cast["erin"], minutes=47, language="ps")
    html = page_of(as_person("erin"), reverse("feed_change", args=[feed.pk]))
    assert "every 47 minutes" in html
    sent = {**FORM, "minutes": "47", "language": "ps", "version": "1"}
    assert as_person("erin").post(reverse("feed_change", args=[feed.pk]), sent).status_code == 302


def test_the_buttons_do_what_they_say(as_person: Browser, cast: dict[str, User]) -> None:
    feed = settled(cast["erin"])
    browser = as_person("erin")
    assert browser.post(reverse("feed_switch", args=[feed.pk]), {"on": "0", "back": "feeds"}).headers[
        "Location"
    ] == reverse("feeds")
    assert not Feed.objects.get().is_active
    assert browser.post(reverse("feed_poll", args=[feed.pk])).status_code == 409
    browser.post(reverse("feed_switch", args=[feed.pk]), {"on": "1"})
    Feed.objects.update(next_poll_at=timezone.now() + timedelta(hours=9))
    browser.post(reverse("feed_poll", args=[feed.pk]))
    feed.refresh_from_db()
    assert feed.is_active
    assert feed.next_poll_at <= timezone.now()
    browser.post(reverse("feed_remove", args=[feed.pk]))
    assert not Feed.objects.exists()


def test_readers_see_no_buttons(as_person: Browser, cast: dict[str, User]) -> None:
    feed = settled(cast["erin"])
    for address in (reverse("feeds"), reverse("feed", args=[feed.pk])):
        html = page_of(as_person("rita"), address)
        assert "Read now" not in html
        assert "feed_form" not in html
        assert reverse("feed_switch", args=[feed.pk]) not in html


def test_each_item_says_what_became_of_it(as_person: Browser, cast: dict[str, User]) -> None:
    erin = cast["erin"]
    feed = settled(erin)
    secret = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    secret.members.add(erin)
    hidden = make_document(erin, "Hidden words.", topic="secret", title="Hidden title")
    failed = Import.objects.create(
        created_by=erin, format="url", state="failed", ended_at=timezone.now(), problem="A wall."
    )
    rows = [
        ("Shown", make_document(erin).imports.get(), "", "Document"),
        ("Fetched", Import.objects.create(created_by=erin, format="url"), "", "Being fetched"),
        ("Walled", failed, "", "Failed A wall."),
        ("Empty", None, "There is no text.", "Not taken There is no text."),
        ("Old", None, "", "older, not taken"),
        ("Secret one", hidden.imports.get(), "", "not for you"),
    ]
    for number, (title, work, problem, _) in enumerate(rows):
        FeedItem.objects.create(feed=feed, key=f"{number:064d}", title=title, work=work, problem=problem)
    html = page_of(as_person("cleo"), reverse("feed", args=[feed.pk]))
    for title, _, _, words in rows:
        row = next(each for each in html.split("<tr data-item>")[1:] if title in each)
        assert words in text_of(row.split("</tr>")[0]), title
    assert "Hidden" not in html
    assert "1 that were there before the feed was added were not taken." in text_of(html)
    assert "not for you" not in page_of(as_person("erin"), reverse("feed", args=[feed.pk]))


def test_many_items_are_paged(as_person: Browser, cast: dict[str, User]) -> None:
    feed = settled(cast["erin"])
    FeedItem.objects.bulk_create(FeedItem(feed=feed, key=f"{n:064d}", title=f"Item {n:03d}") for n in range(120))
    browser, address, seen = as_person("erin"), reverse("feed", args=[feed.pk]), []
    while address:
        html = page_of(browser, address)
        seen += re.findall(r"Item (\d{3})", html)
        found = re.search(r'rel="next" href="([^"]+)"', html)
        address = found.group(1) if found else ""
    assert seen == [f"{n:03d}" for n in range(119, -1, -1)]
    after = feed.items.order_by("id")[80].pk
    assert "Item 119" in page_of(browser, f"{reverse('feed', args=[feed.pk])}?after={after}")
