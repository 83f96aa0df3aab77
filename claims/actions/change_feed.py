"""An editor changes a feed, pauses it or lets it go on."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from claims.access import feed_for, topic_for
from claims.actions.add_feed import refuse_bad_feed, taken
from claims.actions.resolve_party import resolve_party
from claims.models import Feed
from claims.queries.feeds import why_not_in_the_name_of
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def change_feed(
    feed_id: int,
    *,
    by: User,
    expected_version: int | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    topic: str | None = None,
    language: str | None = None,
    minutes: int | None = None,
    is_active: bool | None = None,
) -> Feed:
    """Change what is given, leave the rest; nothing is written when nothing differs.

    `is_active` pauses a feed or lets it go on, which forgets its failures and reads it at once. So does another
    address, which is read like a new feed. Documents that are here already stay as they are. A feed whose owner
    may no longer add documents passes to `by`. Raises NotFound, Stale, Invalid, and Conflict for an address that
    another feed has.
    """
    require(by, Can.MANAGE_FEEDS)
    feed = feed_for(by, feed_id, lock=True, expected_version=expected_version)
    before = _shown(feed)
    _set_words(feed, by, url=url, title=title, publisher=publisher, language=language, minutes=minutes)
    if topic is not None:
        feed.topic = topic_for(by, topic) if topic else None
    if is_active is not None:
        feed.is_active = is_active
    after = _shown(feed)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if not changed:
        return feed
    if feed.is_active and why_not_in_the_name_of(feed):
        feed.added_by = by
    _reschedule(feed, changed)
    feed.version += 1
    feed.save()
    record(EventKind.FEED_CHANGED, by=by, about=feed, data={"title": str(feed), "changes": changed})
    if feed.is_active and feed.next_poll_at <= database_now():
        after_commit("claims.poll_feed", feed_id=feed.pk)
    return feed


def _set_words(
    feed: Feed,
    by: User,
    *,
    url: str | None,
    title: str | None,
    publisher: str | None,
    language: str | None,
    minutes: int | None,
) -> None:
    if url is not None:
        feed.url = url.strip()
    if title is not None:
        feed.title = " ".join(title.split())
    if language is not None:
        feed.language = language
    if minutes is not None:
        feed.minutes = minutes
    name = " ".join((publisher or "").split())
    refuse_bad_feed(url=feed.url, title=feed.title, publisher=name, language=feed.language, minutes=feed.minutes)
    if publisher is not None:
        feed.publisher = resolve_party(name) if name else None
    other = Feed.objects.filter(url=feed.url).exclude(pk=feed.pk).first()
    if other is not None:
        raise taken(by, other)


def _reschedule(feed: Feed, changed: dict[str, Any]) -> None:
    now = database_now()
    if "url" in changed:
        # What the old address said of itself means nothing at the new one.
        feed.etag = feed.modified = ""
        feed.succeeded_at = None
    if "url" in changed or (feed.is_active and "is_active" in changed):
        feed.failures, feed.problem, feed.status = 0, "", None
        feed.next_poll_at = now
    elif "minutes" in changed and not feed.failures and feed.succeeded_at:
        feed.next_poll_at = max(now, feed.succeeded_at + timedelta(minutes=feed.minutes))


def _shown(feed: Feed) -> dict[str, Any]:
    return {
        "url": feed.url,
        "title": feed.title,
        "publisher": feed.publisher.name if feed.publisher else "",
        "topic": feed.topic.slug if feed.topic else "",
        "language": feed.language,
        "minutes": feed.minutes,
        "is_active": feed.is_active,
    }
