"""New items of a feed become documents, each in a transaction of its own."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone

from claims.access import visible_imports
from claims.actions._end_poll import locked
from claims.actions.add_document import add_document
from claims.actions.fail_import import fail_import
from claims.actions.finish_import import finish_import
from claims.intake.formats.feed import SIZE_LIMIT, FeedEntry, read_feed
from claims.intake.formats.feed import Feed as ReadFeed
from claims.intake.rows import BadFile
from claims.models import Feed, FeedItem, Import, ImportRow, ImportState, RowOutcome
from claims.queries.feeds import known_keys
from factcheck.core.errors import VerbError
from factcheck.core.models import User

log = logging.getLogger(__name__)

FIRST_TIME = 20  # of a feed that was just added: its archive is not what it was added for
EACH_TIME = 100
# Shorter words of an entry in a file are a teaser: then the page that it leads to is fetched.
WHOLE_TEXT = 200  # characters
_TITLE_LIMIT, _URL_LIMIT = 500, 2000


@dataclass(frozen=True)
class Taken:
    """What became of the entries: how many were new, and whether none of them was left for another time."""

    new: int = 0
    is_whole: bool = True


def take_feed_entries(feed: Feed, found: ReadFeed) -> Taken:
    """Make a document of each entry that the feed has no item of, the oldest first.

    Of a feed that was never read only the newest 20 are taken, and the others are kept as items without a document;
    later at most 100 a time, the rest at the next poll. An entry that cannot be taken is kept with the reason and
    holds back none. Stops where the feed was removed, paused or led elsewhere meanwhile. May run twice, and
    beside itself.
    """
    by_key = {key_of(entry): entry for entry in _newest_first(entries_of(found, feed.url))}
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


def take_feed_file(work: Import) -> None:
    """Make a document of each entry of a feed that was sent as a file, resuming at `work.read`; `work` is read again.

    An entry with at least 200 characters of its own is taken by them, another by the page that it leads to. Entry,
    counts and cursor are one transaction, so a killed run doubles none. A dry run only counts. Ends the import.
    """
    try:
        with default_storage.open(work.path) as file:
            found = read_feed(file.read(SIZE_LIMIT + 1), url=work.url, encoding=work.asked.get("encoding", ""))
    except BadFile as error:
        fail_import(work.pk, error.reason)
    except FileNotFoundError:
        fail_import(work.pk, "The file is no longer in storage. Send it again.")
    else:
        entries = entries_of(found, work.url)
        while _take_next(work.pk, entries, notes=found.notes):
            pass
    work.refresh_from_db()


def entries_of(found: ReadFeed, url: str) -> list[FeedEntry]:
    """The entries of a feed that was found at `url`. A link to the feed itself or its site leads to no item."""
    no_items = {found.link.rstrip("/"), url.rstrip("/")}
    return [replace(each, link="") if each.link.rstrip("/") in no_items else each for each in found.entries]


def key_of(entry: FeedEntry) -> str:
    """The SHA-256 of an entry's identifier, by which its feed knows it again."""
    return hashlib.sha256(entry.id.encode("utf-8", "surrogatepass")).hexdigest()


def add_entry(
    entry: FeedEntry, *, by: User, publisher: str, topic: str, language: str, is_page: bool
) -> tuple[Import, bool]:
    """Bring an entry in, as the page that it leads to, to be fetched and archived, or else by its own words.

    Returns and raises what `add_document` does.
    """
    return add_document(
        by=by,
        text="" if is_page else entry.text,
        title=entry.title,
        url=entry.link,
        publisher=publisher,
        published_on=entry.published_on or entry.updated_on,
        language=language,
        topic=topic,
    )


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
            item.work, _ = add_entry(
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


@transaction.atomic
def _take_next(import_id: int, entries: Sequence[FeedEntry], *, notes: Sequence[str]) -> bool:
    """Take the next entry of a file; whether more is left."""
    work = Import.objects.select_for_update(of=("self",)).select_related("created_by", "topic").get(pk=import_id)
    if work.ended_at is not None:
        return False
    now = timezone.now()
    work.total, work.started_at, work.progress_at = len(entries), work.started_at or now, now
    work.state = ImportState.RUNNING
    if work.read < len(entries):
        _take_row(work, entries[work.read])
        work.read += 1
    is_done = work.read >= len(entries)
    if is_done:
        work.guess = {**work.guess, "notes": list(notes)}
    work.save()
    if is_done:
        finish_import(work)
    return not is_done


def _take_row(work: Import, entry: FeedEntry) -> None:
    """Count an entry of a file as added, known or refused, and keep it unless the run is dry."""
    is_page = bool(entry.link) and len(entry.text) < WHOLE_TEXT
    try:
        if is_page and visible_imports(work.created_by).filter(url=entry.link, taken_back_at=None).exclude(
            state__in=(ImportState.FAILED, ImportState.CANCELLED)
        ).exists():  # fmt: skip
            work.known += 1
            return
        with transaction.atomic():
            _, is_new = add_entry(
                entry,
                by=work.created_by,
                publisher=work.asked.get("publisher", ""),
                topic=work.topic.slug if work.topic else "",
                language=work.language,
                is_page=is_page,
            )
            if work.dry_run:
                transaction.set_rollback(True)
    except VerbError as error:
        work.refused += 1
        ImportRow.objects.create(
            work=work,
            number=work.read + 1,
            line=0,
            outcome=RowOutcome.REFUSED,
            reason=error.detail,
            cells={"title": entry.title, "link": entry.link, "text": entry.text[:2000]},
        )
    else:
        work.added += is_new
        work.known += not is_new
