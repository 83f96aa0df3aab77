"""Feeds on real connections: asked once however often they are due, and whole again after a kill."""

import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from claims.actions import poll_feed as poll_module
from claims.actions import take_feed_entries as take_module
from claims.actions.poll_feed import poll_feed
from claims.models import Document, Feed, FeedItem
from claims.queries.feeds import due_feeds
from claims.tasks import poll_feeds
from factcheck.core.models import User
from tests.broker import send
from tests.claims.feeding import conditional, due_again, make_feed, numbered, reach
from tests.concurrency.at_once import at_once
from tests.core.servers import reply, serving

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_feed_that_is_due_is_asked_once_by_eight_workers(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({"/feed": reply(numbered(1, 5))}) as server:
        reach(monkeypatch, server)
        feed = make_feed(cast["erin"], server.url("/feed"))
        results = at_once(*[lambda: poll_feed(feed.pk)] * 8)
        assert sorted(results) == [False] * 7 + [True]
        assert len(server.asked) == 1
    assert (Document.objects.count(), FeedItem.objects.count()) == (5, 5)


def test_two_polls_side_by_side_double_nothing(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a poll outlives its lease."""
    with serving({"/feed": reply(numbered(1, 20))}) as server:
        reach(monkeypatch, server)
        feed = make_feed(cast["erin"], server.url("/feed"))
        at_once(*[lambda: poll_module._poll(feed)] * 4)
        assert len(server.asked) == 4
    assert (Document.objects.count(), FeedItem.objects.count()) == (20, 20)
    assert not FeedItem.objects.exclude(problem="").exists()


def test_a_poll_that_is_killed_goes_on_where_it_was_and_keeps_no_etag_before(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({"/feed": conditional(numbered(1, 9), etag='"v1"')}) as server:
        reach(monkeypatch, server)
        feed = make_feed(cast["erin"], server.url("/feed"))
        ask, asked = getattr(take_module, "add_document"), []  # noqa: B009  (a seam)

        def killed(**fields: Any) -> Any:
            asked.append(fields)
            if len(asked) == 4:
                raise SystemExit
            return ask(**fields)

        with monkeypatch.context() as patched:
            patched.setattr(take_module, "add_document", killed)
            with pytest.raises(SystemExit):
                poll_feed(feed.pk)
        feed.refresh_from_db()
        assert (FeedItem.objects.count(), Document.objects.count(), feed.etag) == (3, 3, "")
        assert poll_feed(due_again(feed).pk)
        feed.refresh_from_db()
        assert (FeedItem.objects.count(), Document.objects.count(), feed.etag) == (9, 9, '"v1"')


def test_nothing_is_locked_while_a_feed_is_asked(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    with serving({"/feed": reply(numbered(1, 1))}) as server:
        reach(monkeypatch, server)
        ask: Any = getattr(poll_module, "fetch")  # noqa: B009  (a seam)

        def watched(*args: Any, **kwargs: Any) -> Any:
            seen.append(connection.in_atomic_block)
            return ask(*args, **kwargs)

        monkeypatch.setattr(poll_module, "fetch", watched)
        poll_feed(make_feed(cast["erin"], server.url("/feed")).pk)
    assert seen == [False]


def test_a_feed_that_somebody_changes_does_not_hold_up_the_others(cast: dict[str, User]) -> None:
    held, free = (make_feed(cast["erin"], f"https://paper.example/{n}") for n in range(2))
    is_held, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT * FROM claims_feed WHERE id = %s FOR UPDATE", [held.pk])
            is_held.set()
            may_end.wait(10)
            cursor.execute("ROLLBACK")
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    is_held.wait(10)
    try:
        assert due_feeds() == [free.pk]
    finally:
        may_end.set()
        thread.join()
    assert set(due_feeds()) == {held.pk, free.pk}


def test_beat_a_broker_and_a_worker_poll_every_feed_that_is_due(
    cast: dict[str, User], start_worker: Callable[[], Any], eventually: Callable[..., None]
) -> None:
    """The real ones refuse loopback, so what is written down is the refusal, for each feed on its own."""
    with serving({"/feed": reply(numbered(1, 1))}) as canary:
        for number in range(5):
            make_feed(cast["erin"], f"http://127.0.0.1:8080/{number}")
        make_feed(cast["erin"], f"http://localhost:{canary.port}/feed")
        make_feed(cast["erin"], "http://127.0.0.1:8080/paused", is_active=False)
        worker = start_worker()
        send("claims.poll_feeds")
        send("claims.poll_feeds")
        eventually(lambda: Feed.objects.filter(failures=1).count() == 6, seconds=60)
        worker.send_signal(signal.SIGTERM)
        worker.wait(30)
        assert set(Feed.objects.values_list("failures", flat=True)) == {0, 1}
        assert canary.connections == 0
    assert poll_feeds() == 0
