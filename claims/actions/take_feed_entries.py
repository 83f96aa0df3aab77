"""New items of a feed become documents, each in a transaction of its own."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.utils import InterfaceError, OperationalError

from claims.actions._end_poll import locked
from claims.actions.add_document import add_document
from claims.intake.formats.feed import FeedEntry
from claims.models import Feed, FeedItem, Import
from claims.queries.feeds import known_keys
from factcheck.core.errors import VerbError
from factcheck.core.models import User

log = logging.getLogger(__name__)

FIRST_TIME = 20  # of a feed that was just added: its archive is not what it was added for
EACH_TIME = 100
_TITLE_LIMIT, _URL_LIMIT = 500, 2000


@dataclass(frozen=True)
class Taken:
    """What became of the entries: how many were new, and whether none of them was left for another time."""

    new: int = 0
    is_whole: bool = True


def take_feed_entries(feed: Feed, entries: Sequence[FeedEntry]) -> Taken:
    """Make a document of each entry that the feed has no item of, the oldest first.

    Of a feed that was never read only the newest 20 are taken, and the others are kept as items without a document;
    later at most 100 a time, the rest at the next poll. An entry that cannot be taken is kept with the reason and
    holds back none. Stops where the feed was removed, paused or led elsewhere meanwhile. May run twice, and
    beside itself.
    """
    by_key = {key_of(entry): entry for entry in _newest_first(entries)}
    known = known_keys(feed, by_key)
    fresh = [key for key in by_key if key not in known]
    if feed.succeeded_at is None:
        # Counted among all of them, so that a first poll that was killed does not go on to the older ones.
        newest = set(list(by_key)[:FIRST_TIME])
        wanted = [key for key in fresh if key in newest]
        older = [key for key in fresh if key not in newest]
    else:
        wanted, older = fresh[-EACH_TIME:], []
    new = 0
    for key in reversed(wanted):
        is_new = _take(feed, key, by_key[key])
        if is_new is None:
            return Taken(new, is_whole=False)
        new += is_new
    is_passed = _pass_over(feed, [(key, by_key[key]) for key in older])
    return Taken(new, is_whole=is_passed and len(wanted) + len(older) == len(fresh))


def key_of(entry: FeedEntry) -> str:
    """The SHA-256 of an entry's identifier, by which its feed knows it again."""
    return hashlib.sha256(entry.id.encode("utf-8", "surrogatepass")).hexdigest()


def add_entry(entry: FeedEntry, *, by: User, publisher: str, topic: str, language: str, is_page: bool) -> Import:
    """Bring an entry in: the page that it leads to, to be fetched and archived, or else its own words.

    Raises what `add_document` does.
    """
    work, _ = add_document(
        by=by,
        text="" if is_page else entry.text,
        title=entry.title,
        url=entry.link,
        publisher=publisher,
        published_on=entry.published_on or entry.updated_on,
        language=language,
        topic=topic,
    )
    return work


@transaction.atomic
def _take(polled: Feed, key: str, entry: FeedEntry) -> bool | None:
    """Whether the entry was new; None when its feed is to be read no further."""
    feed = locked(polled)
    if feed is None or not feed.is_active:
        return None
    item, is_new = FeedItem.objects.get_or_create(feed=feed, key=key, defaults=_fields(entry))
    if not is_new:
        return False
    try:
        with transaction.atomic():
            item.work = add_entry(
                entry,
                by=feed.added_by,
                publisher=feed.publisher.name if feed.publisher else "",
                topic=feed.topic.slug if feed.topic else "",
                language=feed.language,
                is_page=bool(entry.link),
            )
    except VerbError as error:
        item.problem = error.detail
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("An item of feed %s failed", feed.pk)
        item.problem = f"It could not be taken: {type(error).__name__}. Ask an administrator to look at the log."
    item.save(update_fields=["work", "problem"])
    return True


@transaction.atomic
def _pass_over(polled: Feed, older: list[tuple[str, FeedEntry]]) -> bool:
    """Keep what was there before the feed was added as seen; whether the feed is still to be read."""
    feed = locked(polled)
    if feed is None or not feed.is_active:
        return False
    items = [FeedItem(feed=feed, key=key, **_fields(entry)) for key, entry in reversed(older)]
    FeedItem.objects.bulk_create(items, ignore_conflicts=True)
    return True


def _fields(entry: FeedEntry) -> dict[str, object]:
    return {
        "url": entry.link if len(entry.link) <= _URL_LIMIT else "",
        "title": (entry.title or entry.text[:_TITLE_LIMIT])[:_TITLE_LIMIT],
        "published_on": entry.published_on or entry.updated_on,
    }


def _newest_first(entries: Sequence[FeedEntry]) -> list[FeedEntry]:
    """By their days where all have one, else in the order of the feed, which by custom is the same."""
    days = [(entry.published_on or entry.updated_on or date.min).toordinal() for entry in entries]
    if date.min.toordinal() in days:
        return list(entries)
    return [entries[at] for at in sorted(range(len(entries)), key=lambda at: (-days[at], at))]
