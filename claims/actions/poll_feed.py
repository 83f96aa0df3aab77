"""A worker asks a feed what is new."""

import logging
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.db.models.functions import Now
from django.db.utils import InterfaceError, OperationalError

from claims.actions._end_poll import LONGEST_WAIT, end_failed, end_read
from claims.actions.take_feed_entries import take_feed_entries
from claims.intake.formats.feed import read_feed
from claims.intake.rows import BadFile
from claims.models import Feed
from claims.queries.feeds import why_not_in_the_name_of
from factcheck.core.fetch import Fetched, FetchFailed, FetchRefused, fetch

log = logging.getLogger(__name__)

# Longer than a poll takes, shorter than the shortest interval of a feed: that is how a poll in hand is known.
LEASE = timedelta(minutes=3)
DEADLINE = 15.0  # seconds, so that a feed that hangs holds a worker no longer
SIZE_LIMIT = 10 * 2**20  # bytes
_ETAG_LIMIT, _MODIFIED_LIMIT = 500, 100
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"


def poll_feed(feed_id: int) -> bool:
    """Ask a feed that is due, make documents of what is new, and say when it is asked next. Whether it was due.

    The feed is taken by a lease on its next turn, so that a doubled message finds it taken and a killed worker's
    feed comes back by itself. Nothing is locked while the feed is asked. Whatever goes wrong is written down with
    the feed and concerns no other; only a database that is away is raised. May run twice.
    """
    feed = _take(feed_id)
    if feed is None:
        return False
    try:
        _poll(feed)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("Feed %s failed", feed_id)
        end_failed(feed, f"It could not be read: {type(error).__name__}. Ask an administrator to look at the log.")
    return True


def _take(feed_id: int) -> Feed | None:
    due = Feed.objects.filter(pk=feed_id, is_active=True, next_poll_at__lte=Now())
    if not due.update(polled_at=Now(), next_poll_at=Now() + LEASE):
        return None
    return Feed.objects.select_related("added_by", "publisher", "topic").filter(pk=feed_id).first()


def _poll(feed: Feed) -> None:
    refusal = why_not_in_the_name_of(feed)
    if refusal:
        end_failed(feed, refusal, for_good=True)
        return
    try:
        answer = fetch(feed.url, deadline=DEADLINE, limit=SIZE_LIMIT, headers=_headers(feed))
    except (FetchRefused, FetchFailed) as error:
        end_failed(feed, error.reason)
        return
    if answer.status == 304:
        end_read(feed, status=304, new=0, remark=None, title="", validators=None)
    elif answer.status == 200:
        _read(feed, answer)
    elif answer.status == 410:
        problem = "Its server says that it is gone for good (410). It is paused; remove it or give its new address."
        end_failed(feed, problem, status=410, for_good=True)
    else:
        wait = retry_after(answer) if answer.status in (429, 503) else None
        end_failed(feed, _words(answer.status, wait), status=answer.status, wait=wait)


def _read(feed: Feed, answer: Fetched) -> None:
    said = _CHARSET.search(answer.headers.get("content-type", ""))
    try:
        found = read_feed(answer.body, url=answer.url, encoding=said.group(1) if said else "")
    except BadFile as error:
        end_failed(feed, error.reason, status=200)
        return
    taken = take_feed_entries(feed, found)
    remark = ""
    if answer.url != feed.url and answer.url.rstrip("/") != feed.url.partition("#")[0].rstrip("/"):
        remark = f"It leads on to {answer.url[:500]}. If that is for good, change its address."
    end_read(
        feed,
        status=200,
        new=taken.new,
        remark=remark,
        title=found.title[:300],
        validators=_validators(answer) if taken.is_whole else None,
    )


def _headers(feed: Feed) -> dict[str, str]:
    sent = {"accept": _ACCEPT, "if-none-match": feed.etag, "if-modified-since": feed.modified}
    return {name: value for name, value in sent.items() if value}


def _validators(answer: Fetched) -> tuple[str, str]:
    """ETag and Last-Modified as received; "" for one that could not be sent back as it is."""
    etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    return (
        etag if len(etag) <= _ETAG_LIMIT and etag.isprintable() else "",
        modified if len(modified) <= _MODIFIED_LIMIT and modified.isprintable() else "",
    )


def retry_after(answer: Fetched) -> timedelta | None:
    """How long a server asks to wait (RFC 9110, 10.2.3): seconds or a date; at most a day, None when not said."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(timedelta(seconds=int(said[:9])), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - datetime.now(UTC), timedelta()), LONGEST_WAIT)


def _words(status: int, wait: timedelta | None) -> str:
    if status == 429:
        words = "Its server says that it was asked too often (429)."
    elif status in (401, 403):
        words = f"Its server does not let us read it ({status})."
    elif status == 404:
        words = "There is nothing at its address (404)."
    elif status >= 500:
        words = f"Its server has a fault ({status})."
    else:
        words = f"Its server answered {status}, which is no feed."
    return f"{words} It asked to wait {wait.total_seconds() / 60:,.0f} minutes." if wait else words
