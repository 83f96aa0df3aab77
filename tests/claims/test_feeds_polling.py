"""Polling a feed: what is new becomes documents, once, and whatever is wrong is said and waits longer."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.actions import poll_feed as poll_module
from claims.actions.change_feed import change_feed
from claims.actions.poll_feed import LEASE, poll_feed
from claims.actions.remove_feed import remove_feed
from claims.actions.resolve_party import resolve_party
from claims.models import Document, Feed, FeedItem, Import, Topic
from claims.queries.feeds import FeedState, feeds_health, state_of
from factcheck.core.capabilities import Role
from factcheck.core.clock import database_now
from factcheck.core.models import User
from tests.claims.feeding import conditional, due_again, item, make_feed, numbered, reach, rss
from tests.core.servers import Server, reply, serving
from tests.factories import make_document

pytestmark = pytest.mark.django_db
Answers = dict[str, Any]


@pytest.fixture
def answers() -> Answers:
    return {}


@pytest.fixture
def server(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A web server on loopback that polls can reach; what it answers is the test's."""
    with serving(answers) as running:
        reach(monkeypatch, running)
        yield running


@pytest.fixture
def feed(server: Server, cast: dict[str, User]) -> Feed:
    return make_feed(cast["erin"], server.url("/feed"))


def polled(feed: Feed) -> Feed:
    """The feed after it was asked, whenever it would have been due."""
    assert poll_feed(due_again(feed).pk)
    feed.refresh_from_db()
    return feed


def test_new_items_become_documents_with_what_is_known_of_the_feed(
    feed: Feed, answers: Answers, cast: dict[str, User]
) -> None:
    feed.publisher, feed.language = resolve_party("The Daily Paper"), "de"
    feed.topic = Topic.objects.create(slug="toll", title="The toll")
    feed.save()
    answers["/feed"] = reply(numbered(1, 3))
    polled(feed)
    assert (feed.problem, feed.failures, feed.status, feed.title) == ("", 0, 200, "The Daily Paper")
    assert feed.succeeded_at is not None
    assert feed.succeeded_at == feed.changed_at == feed.polled_at
    documents = list(Document.objects.order_by("id"))
    assert [each.title for each in documents] == ["Bulletin 1", "Bulletin 2", "Bulletin 3"]
    first = documents[0]
    assert first.text == "On Monday the ministry said that 6 people had been killed in town 1."
    assert (first.published_on, first.language) == (date(2026, 1, 2), "de")
    assert (first.publisher, first.topic, first.added_by) == (feed.publisher, feed.topic, cast["erin"])
    items = FeedItem.objects.order_by("id")
    assert [each.work.document for each in items if each.work] == documents
    assert {each.problem for each in items} == {""}


def test_an_item_with_a_link_is_fetched_as_that_page(feed: Feed, answers: Answers, cast: dict[str, User]) -> None:
    feed.publisher = resolve_party("The Daily Paper")
    feed.save()
    answers["/feed"] = reply(rss(item(1, link="https://paper.example/a?b=1&c=2")))
    polled(feed)
    work = Import.objects.get()
    assert (work.format, work.makes, work.url) == ("url", "documents", "https://paper.example/a?b=1&c=2")
    assert (work.document, work.created_by, work.state) == (None, cast["erin"], "received")
    assert work.asked["title"] == "Bulletin 1"
    assert work.asked["publisher"] == "The Daily Paper"
    assert work.asked["published_on"] == "2026-01-02"
    assert FeedItem.objects.get().work == work


def test_only_what_is_new_is_taken(feed: Feed, answers: Answers) -> None:
    answers["/feed"] = reply(numbered(1, 3))
    polled(feed)
    answers["/feed"] = reply(numbered(2, 5))
    before = feed.changed_at
    polled(feed)
    assert [each.title for each in Document.objects.order_by("id")] == [f"Bulletin {n}" for n in range(1, 6)]
    assert feed.changed_at != before
    before = feed.changed_at
    polled(feed)
    assert (Document.objects.count(), FeedItem.objects.count(), feed.changed_at) == (5, 5, before)
    assert feed.succeeded_at != before


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"etag": '"v1"'}, {"if-none-match": '"v1"'}),
        ({"etag": 'W/"v1"'}, {"if-none-match": 'W/"v1"'}),
        ({"modified": "Thu, 01 Jan 2026 10:00:00 GMT"}, {"if-modified-since": "Thu, 01 Jan 2026 10:00:00 GMT"}),
    ],
)
def test_an_unchanged_feed_costs_no_body(
    feed: Feed, answers: Answers, server: Server, given: dict[str, str], sent: dict[str, str]
) -> None:
    answers["/feed"] = conditional(numbered(1, 2), **given)
    polled(feed)
    assert {"if-none-match", "if-modified-since"} & server.asked[0].headers.keys() == set()
    before = feed.succeeded_at
    polled(feed)
    assert sent.items() <= server.asked[1].headers.items()
    assert (feed.status, feed.problem, feed.failures, FeedItem.objects.count()) == (304, "", 0, 2)
    assert before is not None
    assert feed.succeeded_at is not None
    assert feed.succeeded_at > before
    polled(feed)
    assert sent.items() <= server.asked[2].headers.items()


@pytest.mark.parametrize("etag", ["x" * 501, '"\x01"', ""])
def test_an_etag_that_cannot_be_sent_back_is_not_kept(feed: Feed, answers: Answers, etag: str) -> None:
    answers["/feed"] = reply(numbered(1, 1), headers={"ETag": etag})
    polled(feed)
    assert (feed.etag, feed.failures) == ("", 0)
    assert polled(feed).failures == 0


def test_of_a_new_feed_only_the_newest_are_taken(feed: Feed, answers: Answers, cast: dict[str, User]) -> None:
    # Upside down: the newest is found by its day, not by its place.
    answers["/feed"] = conditional(rss(*(item(number) for number in range(50))), etag='"v1"')
    polled(feed)
    assert [each.title for each in Document.objects.order_by("id")] == [f"Bulletin {n}" for n in range(30, 50)]
    assert FeedItem.objects.filter(work=None, problem="").count() == 30
    assert feed.etag == '"v1"'
    answers["/feed"] = reply(rss(*(item(number) for number in range(52))))
    polled(feed)
    assert (Document.objects.count(), FeedItem.objects.count()) == (22, 52)
    assert feeds_health(cast["erin"])[0].recent == 22


def test_no_poll_takes_more_than_a_hundred_and_the_rest_comes_next(
    feed: Feed, answers: Answers, server: Server
) -> None:
    answers["/feed"] = reply(numbered(0, 0))
    polled(feed)
    answers["/feed"] = conditional(numbered(0, 250), etag='"many"')
    for expected in (101, 201, 251):
        polled(feed)
        assert Document.objects.count() == expected
    assert feed.etag == '"many"'
    # The oldest come first: they are the first to fall off the end of a feed.
    assert Document.objects.order_by("id")[100].title == "Bulletin 100"
    assert [asked.headers.get("if-none-match") for asked in server.asked[1:]] == [None, None, None]


def test_one_entry_that_cannot_be_taken_holds_back_none(feed: Feed, answers: Answers, cast: dict[str, User]) -> None:
    hidden = "These words stand in a document that Erin may not see."
    secret = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    secret.members.add(cast["cleo"])
    make_document(cast["cleo"], hidden, title="Hidden", topic="secret")
    answers["/feed"] = conditional(rss(item(1), item(2, text=hidden), item(3, text=" "), item(4)), etag='"v1"')
    polled(feed)
    assert [each.title for each in Document.objects.order_by("id")] == ["Hidden", "Bulletin 1", "Bulletin 4"]
    problems = {each.title: each.problem for each in FeedItem.objects.exclude(problem="")}
    assert problems["Bulletin 2"] == "This text cannot be added here. Ask an administrator."
    assert problems["Bulletin 3"].startswith("There is no text")
    assert (feed.etag, feed.failures) == ('"v1"', 0)


def test_a_fault_of_ours_in_one_entry_holds_back_none(
    feed: Feed, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers["/feed"] = reply(numbered(1, 3))
    monkeypatch.setattr("claims.actions.add_document.resolve_party", lambda name: 1 / 0)
    feed.publisher = resolve_party("The Daily Paper")
    feed.save()
    polled(feed)
    assert {each.problem for each in FeedItem.objects.all()} == {
        "It could not be taken: ZeroDivisionError. Ask an administrator to look at the log."
    }
    assert feed.failures == 0


def test_a_doubled_message_asks_once(feed: Feed, answers: Answers, server: Server) -> None:
    answers["/feed"] = reply(numbered(1, 2))
    assert poll_feed(feed.pk) is True
    assert poll_feed(feed.pk) is False
    assert len(server.asked) == 1
    assert poll_feed(999_999_999) is False


def test_a_poll_in_hand_is_seen_and_a_lost_one_comes_back(
    feed: Feed, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen(*args: Any, **kwargs: Any) -> Any:
        now = Feed.objects.get(pk=feed.pk)
        assert state_of(now, database_now()) is FeedState.POLLING
        assert poll_feed(feed.pk) is False
        raise SystemExit  # as when the worker is told to stop

    assert state_of(feed, database_now()) is FeedState.WAITING
    with monkeypatch.context() as patched:
        patched.setattr("claims.actions.poll_feed.fetch", seen)
        with pytest.raises(SystemExit):
            poll_feed(feed.pk)
    feed.refresh_from_db()
    assert feed.next_poll_at - database_now() < LEASE
    answers["/feed"] = reply(numbered(1, 2))
    polled(feed)
    assert state_of(feed, database_now()) is FeedState.READ


def test_what_people_do_meanwhile_stands(
    feed: Feed, answers: Answers, server: Server, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask: Any = getattr(poll_module, "fetch")  # noqa: B009  (a seam that the module does not export)
    answers["/feed"] = conditional(numbered(1, 5), etag='"v1"')

    def meanwhile(do: Any) -> None:
        def fetch(*args: Any, **kwargs: Any) -> Any:
            answer = ask(*args, **kwargs)
            do()
            return answer

        monkeypatch.setattr(poll_module, "fetch", fetch)
        poll_feed(due_again(feed).pk)

    meanwhile(lambda: change_feed(feed.pk, by=cast["erin"], is_active=False))
    feed.refresh_from_db()
    assert (feed.is_active, feed.etag, FeedItem.objects.count()) == (False, "", 0)
    change_feed(feed.pk, by=cast["erin"], is_active=True)
    meanwhile(lambda: change_feed(feed.pk, by=cast["erin"], url=server.url("/elsewhere")))
    feed.refresh_from_db()
    assert (feed.url, feed.etag, feed.succeeded_at) == (server.url("/elsewhere"), "", None)
    assert FeedItem.objects.count() == 0
    change_feed(feed.pk, by=cast["erin"], url=server.url("/feed"))
    meanwhile(lambda: remove_feed(feed.pk, by=cast["erin"]))
    assert not Feed.objects.exists()
    assert not Document.objects.exists()


def test_a_feed_whose_owner_may_no_longer_add_is_paused_until_somebody_takes_it_over(
    feed: Feed, answers: Answers, server: Server, cast: dict[str, User]
) -> None:
    answers["/feed"] = reply(numbered(1, 2))
    User.objects.filter(pk=cast["erin"].pk).update(role=Role.READER)
    polled(feed)
    assert not feed.is_active
    assert "Erin Walsh, who added this feed, may no longer add documents" in feed.problem
    assert (server.asked, FeedItem.objects.count()) == ([], 0)
    change_feed(feed.pk, by=cast["cleo"], is_active=True)
    polled(feed)
    assert {each.added_by for each in Document.objects.all()} == {cast["cleo"]}
    assert (feed.problem, feed.failures) == ("", 0)


def test_a_feed_of_a_restricted_topic_stays_among_its_members(
    feed: Feed, answers: Answers, cast: dict[str, User]
) -> None:
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    topic.members.add(cast["cleo"])
    answers["/feed"] = reply(numbered(1, 1))
    Feed.objects.update(topic=topic)
    polled(feed)
    assert "no longer a member of its topic" in feed.problem
    assert not Document.objects.exists()
    change_feed(feed.pk, by=cast["cleo"], is_active=True)
    polled(feed)
    assert Document.objects.get().topic == topic
    assert feeds_health(cast["erin"]) == feeds_health(cast["adam"]) == []
    assert len(feeds_health(cast["cleo"])) == 1


def test_the_next_turn_is_after_its_own_interval(feed: Feed, answers: Answers) -> None:
    answers["/feed"] = reply(numbered(1, 1))
    Feed.objects.update(minutes=35)
    polled(feed)
    assert feed.next_poll_at - timezone.now() > timedelta(minutes=34)
    assert feed.next_poll_at - timezone.now() < timedelta(minutes=36)
