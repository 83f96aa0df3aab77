"""Feeds that fail: each says why, waits longer, and holds back no other."""

import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.actions import poll_feed as poll_module
from claims.actions._end_poll import FAILING_AFTER, LONGEST_WAIT, next_try
from claims.actions.poll_feed import poll_feed, retry_after
from claims.models import Document, Feed, FeedItem, Topic
from claims.queries.feeds import FeedState, due_feeds, state_of
from factcheck.core.addresses import Address, is_public
from factcheck.core.clock import database_now
from factcheck.core.events import EventKind
from factcheck.core.fetch import Fetched
from factcheck.core.models import Event, User
from reviews.models import Notice
from reviews.notify.dispatch import drain
from reviews.notify.words import words
from tests.claims.feeding import conditional, due_again, make_feed, numbered, reach
from tests.core.fetching import PRIVATE_NAMES, in_pieces, then_wait
from tests.core.servers import Answer, Server, moved, raw, reply, serving
from tests.core.test_fetch_guard import HOSTILE_HOSTS

Answers = dict[str, Any]
DAY = timedelta(days=1)


@pytest.fixture
def answers() -> Answers:
    return {}


@pytest.fixture
def server(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(answers) as running:
        reach(monkeypatch, running)
        yield running


@pytest.fixture
def feed(db: None, server: Server, cast: dict[str, User]) -> Feed:
    return make_feed(cast["erin"], server.url("/feed"))


def polled(feed: Feed) -> Feed:
    assert poll_feed(due_again(feed).pk)
    feed.refresh_from_db()
    return feed


BAD: list[tuple[str, Answer, str, int | None]] = [
    ("a page", reply(b"<!doctype html><title>No</title><p>Hello</p>"), "This is no RSS or Atom feed", 200),
    ("nothing", reply(b""), "This is no RSS or Atom feed", 200),
    ("garbage", reply(random.Random(1).randbytes(5000)), "no RSS or Atom feed", 200),
    ("not there", reply(b"", 404), "There is nothing at its address (404).", 404),
    ("locked", reply(b"", 403), "Its server does not let us read it (403).", 403),
    ("a fault", reply(b"oops", 500), "Its server has a fault (500).", 500),
    ("no content", reply(b"", 204), "Its server answered 204, which is no feed.", 204),
    ("no HTTP", raw(b"SSH-2.0-OpenSSH\r\n\r\n"), "did not answer as a web server does", None),
    ("cut short", reply(b"<rss>", length=500), "broke off", None),
    ("hangs", then_wait(b""), "No complete answer came within 0.5 s.", None),
    ("hangs after its head", then_wait(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<"), "No complete answer", None),
    ("a drop at a time", in_pieces(numbered(1, 9), gzip_coded=False, pause=0.05), "No complete answer", None),
    ("too large", reply(b" " * (10 * 2**20 + 1)), "The answer is larger than 10 MiB.", None),
    ("in a circle", moved("/feed"), "leads on to others more than 5 times", None),
]


@pytest.mark.parametrize(("answer", "problem", "status"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_failure_says_why_and_waits(
    feed: Feed, answers: Answers, monkeypatch: pytest.MonkeyPatch, answer: Answer, problem: str, status: int | None
) -> None:
    monkeypatch.setattr(poll_module, "DEADLINE", 5 if "10 MiB" in problem else 0.5)
    answers["/feed"] = answer
    began = time.monotonic()
    polled(feed)
    assert time.monotonic() - began < 8
    assert problem in feed.problem
    assert (feed.failures, feed.status, feed.succeeded_at, feed.is_active) == (1, status, None, True)
    wait = feed.next_poll_at - database_now()
    assert timedelta(hours=2) - timedelta(minutes=1) < wait < timedelta(hours=2.2)
    assert state_of(feed, database_now()) is FeedState.FAILING
    answers["/feed"] = reply(numbered(1, 2))
    polled(feed)
    assert (feed.problem, feed.failures, Document.objects.count()) == ("", 0, 2)


def test_thirty_feeds_of_which_two_are_broken(
    db: None, server: Server, answers: Answers, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll_module, "DEADLINE", 1.0)
    for number in range(30):
        make_feed(cast["erin"], server.url(f"/{number}"))
        answers[f"/{number}"] = reply(numbered(100 * number, 100 * number + 2))
    answers["/0"] = then_wait(b"")
    answers["/7"] = reply(b"\x00\xff garbage")
    due = due_feeds()
    assert len(due) == 30
    began = time.monotonic()
    for feed_id in due:
        poll_feed(feed_id)
    assert time.monotonic() - began < 20
    assert Document.objects.count() == 28 * 3
    assert sorted(Feed.objects.filter(failures=1).values_list("url", flat=True)) == [server.url("/0"), server.url("/7")]
    assert due_feeds() == []


def test_a_feed_that_is_gone_is_paused_and_its_owner_told(feed: Feed, answers: Answers, cast: dict[str, User]) -> None:
    answers["/feed"] = reply(b"", 410)
    polled(feed)
    assert (feed.is_active, feed.failures, feed.status) == (False, 1, 410)
    assert "gone for good (410)" in feed.problem
    assert state_of(feed, database_now()) is FeedState.GONE
    assert poll_feed(due_again(feed).pk) is False
    drain()
    assert "cannot be read: Its server says that it is gone" in words(Notice.objects.get(person=cast["erin"]).event)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("7200", timedelta(hours=2)),
        ("1", timedelta(hours=1)),  # never sooner than its own interval
        ("99999999999999999999", DAY),
        (timedelta(hours=3), timedelta(hours=3)),
        (timedelta(days=300), DAY),
    ],
)
def test_a_server_that_asks_to_wait_is_waited_for(
    feed: Feed, answers: Answers, status: int, said: str | timedelta, expected: timedelta
) -> None:
    if isinstance(said, timedelta):
        said = format_datetime(datetime.now(UTC) + said, usegmt=True)
    answers["/feed"] = reply(b"", status, headers={"Retry-After": said})
    polled(feed)
    assert (feed.failures, feed.status) == (1, status)
    assert abs(feed.next_poll_at - database_now() - expected) < timedelta(minutes=2)


def test_the_owner_hears_once_of_a_failing_feed_and_once_of_its_recovery(
    feed: Feed, answers: Answers, cast: dict[str, User]
) -> None:
    answers["/feed"] = reply(b"", 500)
    for _ in range(FAILING_AFTER + 2):
        polled(feed)
    answers["/feed"] = reply(numbered(1, 1))
    polled(feed)
    polled(feed)
    events = Event.objects.filter(about_kind="feed").order_by("id")
    assert [event.kind for event in events] == [EventKind.FEED_FAILING, EventKind.FEED_RECOVERED]
    assert [event.by for event in events] == [None, None]
    assert events[0].data["failures"] == FAILING_AFTER
    drain()
    told = Notice.objects.filter(event__about_kind="feed").order_by("event_id")
    assert [notice.person for notice in told] == [cast["erin"]] * 2
    assert words(told[1].event) == "The feed The Daily Paper is read again."


def test_nobody_hears_of_a_feed_that_no_longer_exists_for_them(feed: Feed, answers: Answers) -> None:
    answers["/feed"] = reply(b"", 410)
    Feed.objects.update(topic=Topic.objects.create(slug="secret", title="Secret", is_restricted=True))
    polled(feed)
    drain()
    assert not Notice.objects.filter(event__about_kind="feed").exists()


def test_a_feed_that_failed_twice_is_not_spoken_of(feed: Feed, answers: Answers) -> None:
    for body in (reply(b"", 500), reply(b"", 500), reply(numbered(1, 1)), reply(b"", 500), reply(b"", 500)):
        answers["/feed"] = body
        polled(feed)
    assert not Event.objects.filter(about_kind="feed").exists()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_feed_that_moved_is_read_and_says_so(feed: Feed, answers: Answers, server: Server, status: int) -> None:
    answers["/feed"] = moved("/new", status)
    answers["/new"] = conditional(numbered(1, 1), etag='"v1"')
    polled(feed)
    assert (feed.failures, feed.url, FeedItem.objects.count()) == (0, server.url("/feed"), 1)
    assert feed.problem == f"It leads on to {server.url('/new')}. If that is for good, change its address."
    polled(feed)
    assert (feed.status, feed.problem[:16]) == (304, "It leads on to h")
    answers["/feed"] = reply(numbered(1, 1))
    feed.etag = ""
    feed.save()
    assert polled(feed).problem == ""


@pytest.mark.parametrize("how", ["asked for", "redirected to"])
def test_no_hostile_feed_is_connected_to(
    db: None, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    answers: Answers = {}
    with serving({}) as canary, serving({}, host="::1") as canary6, serving(answers) as front:

        def look_up(name: str, port: int) -> Sequence[str]:
            return ["127.0.0.1"] if name == "front.test" else PRIVATE_NAMES(name, port)

        for number, host in enumerate(HOSTILE_HOSTS):
            for port in (canary.port, canary6.port):
                # The front alone is allowed besides what is public, and only for its own look-up.
                first = iter([how == "redirected to"])

                def allowed(address: Address, first: Iterator[bool] = first) -> bool:
                    return is_public(address) or next(first, False)

                reach(monkeypatch, front, canary, canary6, names=look_up, allowed=allowed)
                hostile = f"http://{host}:{port}/"
                answers["/"] = moved(hostile)
                url = hostile if how == "asked for" else front.url(f"/#{number}-{port}", host="front.test")
                feed = make_feed(cast["erin"], url)
                assert poll_feed(feed.pk)
                feed.refresh_from_db()
                assert feed.failures == 1
                assert feed.problem
                feed.delete()
        assert (canary.connections, canary6.connections) == (0, 0)
        assert len(front.asked) == (0 if how == "asked for" else 2 * len(HOSTILE_HOSTS))
        assert not FeedItem.objects.exists()


def test_the_guard_itself_stands_behind_polls(db: None, cast: dict[str, User]) -> None:
    """Without anything put in its place: what a poll calls refuses this machine."""
    with serving({"/feed": reply(numbered(1, 1))}) as canary:
        feed = make_feed(cast["erin"], f"http://127.0.0.1:{canary.port}/feed")
        assert polled(feed).failures == 1
        feed2 = make_feed(cast["erin"], "http://localhost:8080/feed")
        assert polled(feed2).problem == "localhost has no public address, so it was not fetched."
        assert canary.connections == 0


@given(st.integers(5, 7 * 24 * 60), st.integers(0, 2**31 - 1), st.none() | st.timedeltas(timedelta(), 900 * DAY))
def test_the_wait_is_never_too_short_nor_too_long(minutes: int, failures: int, wait: timedelta | None) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    due = next_try(Feed(minutes=minutes, failures=failures), now, wait) - now
    own = timedelta(minutes=minutes)
    assert due >= own
    assert due <= max(own, LONGEST_WAIT) * 1.1
    if wait is not None:
        assert due >= min(wait, LONGEST_WAIT)
    elif failures and own * 2 < LONGEST_WAIT:
        assert due >= own * 2


@given(st.text() | st.from_regex(r"\A[0-9]{1,40}\Z") | st.datetimes().map(lambda when: format_datetime(when)))
def test_whatever_a_server_says_the_wait_is_bounded(said: str) -> None:
    now = datetime.now(UTC)
    answer = Fetched("https://paper.example/", 429, {"retry-after": said}, b"", "", now)
    wait = retry_after(answer)
    assert wait is None or timedelta() <= wait <= LONGEST_WAIT
