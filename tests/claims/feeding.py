"""Feeds as servers give them, and a desk that may reach loopback to read them."""

import socket
from datetime import date, timedelta
from html import escape
from typing import Any

import pytest
from django.db.models.functions import Now

from claims.actions.resolve_party import resolve_party
from claims.models import Feed, FeedItem, Topic
from factcheck.core.models import User
from tests.core.fetching import fetcher_for
from tests.core.servers import Answer, Asked, Server, reply
from tests.factories import make_document

FIRST_DAY = date(2026, 1, 1)
SEAM = "claims.actions.poll_feed.fetch"


def item(number: int, *, text: str = "", link: str = "", guid: str = "") -> str:
    """An item of RSS; without a link of its own it carries its text. Numbers are days: higher is newer."""
    day = FIRST_DAY + timedelta(days=number)
    words = text or f"On Monday the ministry said that {number + 5} people had been killed in town {number}."
    return (
        f"<item><title>Bulletin {number}</title>"
        + (f"<link>{escape(link)}</link>" if link else "")
        + f'<guid isPermaLink="false">{escape(guid or f"id-{number}")}</guid>'
        + f"<description>{escape(words)}</description><pubDate>{day:%a, %d %b %Y} 10:00:00 +0000</pubDate></item>"
    )


def rss(*items: str, title: str = "The Daily Paper") -> bytes:
    """A feed of RSS 2.0 with these items, in this order."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{title}</title><link>https://paper.example/</link><description>d</description>{''.join(items)}"
        "</channel></rss>"
    ).encode()


def numbered(first: int, last: int, **fields: Any) -> bytes:
    """A feed of the items from `first` to `last`, the newest at the top as by custom."""
    return rss(*(item(number, **fields) for number in range(last, first - 1, -1)))


def conditional(body: bytes, *, etag: str = "", modified: str = "") -> Answer:
    """An answer that is 304 to whoever knows its ETag or date already."""
    headers = {name: value for name, value in (("ETag", etag), ("Last-Modified", modified)) if value}

    def answer(connection: socket.socket, asked: Asked) -> None:
        knows_tag = etag and asked.headers.get("if-none-match") == etag
        knows_day = modified and asked.headers.get("if-modified-since") == modified
        if knows_tag or knows_day:
            reply(b"", 304, headers=headers)(connection, asked)
        else:
            reply(body, headers={"Content-Type": "application/rss+xml", **headers})(connection, asked)

    return answer


def reach(monkeypatch: pytest.MonkeyPatch, *servers: Server, **fields: Any) -> None:
    """Let polls reach these servers on loopback, by the guard's own rules otherwise."""
    monkeypatch.setattr(SEAM, fetcher_for(*servers, **fields).fetch)


def make_feed(by: User, url: str, **fields: Any) -> Feed:
    """A feed that is due, without being asked whether its address may be one."""
    return Feed.objects.create(url=url, added_by=by, **fields)


def filled_feed(by: User, size: int, number: int, topic: str) -> Feed:
    """A feed of a topic, not due, with `size` items, each with a document of its own."""
    url = f"https://paper.example/{size}/{number}.xml"
    later = Now() + timedelta(days=1)
    feed = make_feed(by, url, publisher=resolve_party("Paper"), topic=Topic.objects.get(slug=topic), next_poll_at=later)
    for turn in range(size):
        work = make_document(by, f"Item {turn} of {number} in {size}.", topic=topic).imports.get()
        FeedItem.objects.create(feed=feed, key=f"{turn:064d}", url=url, title=f"Item {turn}", work=work)
    return feed


def troubled_feeds(by: User) -> Feed:
    """Feeds in several states with long words, none of them due; one with items."""
    later, long = Now() + timedelta(days=1), "An address that leads nowhere " * 12
    url = f"https://paper.example/{'long' * 60}"
    feed = make_feed(by, url, title="Failing", failures=9, problem=long, next_poll_at=later)
    make_feed(by, f"{url}/gone", failures=1, problem=long, is_active=False, next_poll_at=later)
    make_feed(by, f"{url}/read", title=long[:300], succeeded_at=Now(), next_poll_at=later)
    FeedItem.objects.create(feed=feed, key="1" * 64, title=long, url=url, problem=long)
    FeedItem.objects.create(feed=feed, key="2" * 64, title="x" * 400, work=make_document(by).imports.get())
    return feed


def due_again(feed: Feed) -> Feed:
    """The feed with its next turn come."""
    Feed.objects.filter(pk=feed.pk).update(next_poll_at=Now() - timedelta(seconds=1))
    feed.refresh_from_db()
    return feed
