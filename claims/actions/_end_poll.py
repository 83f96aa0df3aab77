"""How a poll ends: read, failed or gone, with when the feed is asked next. One transaction each."""

import random
from datetime import datetime, timedelta

from django.db import transaction

from claims.access import visible_feeds
from claims.models import Feed
from claims.models.feeds import MOST_MINUTES
from factcheck.core.audit import record
from factcheck.core.clock import database_now
from factcheck.core.events import EventKind

FAILING_AFTER = 3  # failures in a row, then whoever added the feed is told
LONGEST_WAIT = timedelta(days=1)
_JITTER = 0.1  # of the wait, so that feeds of one server that failed together do not come back together
_DOUBLINGS = 12  # 5 minutes doubled so often are longer than the longest wait; more would only make big numbers
_chance = random.SystemRandom()


@transaction.atomic
def end_read(
    polled: Feed, *, status: int, new: int, remark: str | None, title: str, validators: tuple[str, str] | None
) -> None:
    """Write down that a feed was read. `remark` is what people should see to, None to leave what stands.

    `validators` (ETag, Last-Modified) are given only when every item of that answer is committed: they keep the
    feed from being sent again.
    """
    feed = locked(polled)
    if feed is None:
        return
    now = database_now()
    had_failed, failures = feed.failures >= FAILING_AFTER, feed.failures
    if remark is not None or failures:
        feed.problem = remark or ""
    feed.status, feed.failures = status, 0
    feed.polled_at = feed.succeeded_at = now
    feed.next_poll_at = now + timedelta(minutes=feed.minutes)
    feed.changed_at = now if new else feed.changed_at
    feed.title = feed.title or title
    if validators is not None:
        feed.etag, feed.modified = validators
    _save(feed)
    if had_failed:
        record(EventKind.FEED_RECOVERED, by=None, about=feed, data={**_told(feed), "failures": failures})


@transaction.atomic
def end_failed(
    polled: Feed, problem: str, *, status: int | None = None, wait: timedelta | None = None, for_good: bool = False
) -> None:
    """Write down that a poll failed and why. The feed is asked again later the more often it failed in a row.

    `wait` is what its server asked for, at most a day of it is kept to. A failure `for_good` pauses the feed.
    """
    feed = locked(polled)
    if feed is None:
        return
    now = database_now()
    feed.status, feed.problem, feed.failures = status, problem or "It failed without a reason.", feed.failures + 1
    feed.polled_at = now
    feed.next_poll_at = next_try(feed, now, wait)
    feed.is_active = feed.is_active and not for_good
    _save(feed)
    if for_good or feed.failures == FAILING_AFTER:
        data = {**_told(feed), "failures": feed.failures, "problem": feed.problem}
        record(EventKind.FEED_FAILING, by=None, about=feed, data=data)


def next_try(feed: Feed, now: datetime, wait: timedelta | None = None) -> datetime:
    """When a feed that failed is asked again: its minutes doubled for each failure, at most a day, plus up to a tenth.

    Never sooner than its own interval, and not before `wait` has passed, of which at most a day counts.
    """
    own = timedelta(minutes=min(feed.minutes, MOST_MINUTES))
    if wait is not None:
        return now + max(own, min(wait, LONGEST_WAIT))
    backoff = max(own, min(own * (1 << min(feed.failures, _DOUBLINGS)), LONGEST_WAIT))
    return now + backoff * (1 + _JITTER * _chance.random())


def locked(polled: Feed) -> Feed | None:
    """The feed as it is now, locked; None when it was removed or leads elsewhere since its poll began."""
    return (
        Feed.objects.select_for_update(of=("self",), no_key=True)
        .select_related("added_by", "publisher", "topic")
        .filter(pk=polled.pk, url=polled.url)
        .first()
    )


def _save(feed: Feed) -> None:
    # The version counts what people change: a poll must not make somebody's form stale.
    feed.save(
        update_fields=[
            "status", "problem", "failures", "polled_at", "succeeded_at", "changed_at", "next_poll_at", "is_active",
            "title", "etag", "modified",
        ]
    )  # fmt: skip


def _told(feed: Feed) -> dict[str, object]:
    """Whom a notice of the feed is for, and its name. Nobody hears of a feed that no longer exists for them."""
    exists = visible_feeds(feed.added_by).filter(pk=feed.pk).exists()
    return {"user": feed.added_by_id if exists else None, "title": str(feed)}
