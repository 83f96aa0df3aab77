"""Feeds as the health page shows them, those that are due, and the items of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims.access import visible_feeds, visible_imports, visible_topics
from claims.models import Feed, FeedItem
from claims.models.feeds import LEAST_MINUTES
from factcheck.core.capabilities import Can
from factcheck.core.permissions import Person, may

RECENT = timedelta(days=7)
PAGE_SIZE = 50
DUE_AT_ONCE = 200


class FeedState(StrEnum):
    """Where a feed stands; in the order in which people want to see them."""

    FAILING = "failing"
    GONE = "gone"
    POLLING = "polling"
    WAITING = "waiting"
    READ = "read"
    PAUSED = "paused"


@dataclass(frozen=True)
class FeedHealth:
    """A feed with its state and how many of its items became documents in the last seven days."""

    feed: Feed
    state: FeedState
    recent: int

    @property
    def is_busy(self) -> bool:
        """Whether a worker has it or will have it in a moment."""
        return self.state in (FeedState.POLLING, FeedState.WAITING)


@dataclass(frozen=True)
class ItemPage:
    """Items of a feed, newest first. `newer` and `older` are the ids to go on from, None at an end.

    `passed_over` counts items that were there before the feed was added and were not taken.
    """

    items: list[FeedItem]
    newer: int | None
    older: int | None
    passed_over: int


def state_of(feed: Feed, at: datetime) -> FeedState:
    """The state of a feed at a moment. While a worker has it, it is due again sooner than any feed may be."""
    if not feed.is_active:
        return FeedState.GONE if feed.failures else FeedState.PAUSED
    if feed.next_poll_at <= at:
        return FeedState.WAITING
    if feed.polled_at and feed.next_poll_at - feed.polled_at < timedelta(minutes=LEAST_MINUTES):
        return FeedState.POLLING
    return FeedState.FAILING if feed.failures else FeedState.READ


def feed_rows(person: Person) -> QuerySet[Feed]:
    """Feeds that exist for a person, newest first, with `recent` and all that is shown of each."""
    recent = Count("items", filter=Q(items__seen_at__gte=Now() - RECENT, items__work__isnull=False))
    return visible_feeds(person).select_related("publisher", "topic", "added_by").annotate(recent=recent)


def health_of(feed: Feed) -> FeedHealth:
    """The health of one of `feed_rows`."""
    return FeedHealth(feed, state_of(feed, timezone.now()), getattr(feed, "recent", 0))


def feeds_health(person: Person) -> list[FeedHealth]:
    """All feeds that exist for a person: what needs somebody first, then by title. One query."""
    order = list(FeedState)
    rows = [health_of(feed) for feed in feed_rows(person)]
    return sorted(rows, key=lambda row: (order.index(row.state), str(row.feed).casefold(), row.feed.pk))


def items_of(person: Person, feed: Feed) -> QuerySet[FeedItem]:
    """Items of a feed, newest first; the import of one is there only where the person may see it."""
    works = visible_imports(person).select_related("document")
    return feed.items.order_by("-id").prefetch_related(Prefetch("work", queryset=works))


def items_page(person: Person, feed: Feed, *, before: int | None = None, after: int | None = None) -> ItemPage:
    """A page of items, `PAGE_SIZE` long, ending before the item `before` or beginning after `after`."""
    items = items_of(person, feed)
    if after is not None:
        found = list(items.filter(pk__gt=after).order_by("id")[: PAGE_SIZE + 1])
        has_newer, has_older = len(found) > PAGE_SIZE, True
        found = found[:PAGE_SIZE][::-1]
    else:
        found = list((items if before is None else items.filter(pk__lt=before))[: PAGE_SIZE + 1])
        has_newer, has_older = before is not None, len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
    return ItemPage(
        items=found,
        newer=found[0].pk if found and has_newer else None,
        older=found[-1].pk if found and has_older else None,
        passed_over=feed.items.filter(work__isnull=True, problem="").count(),
    )


def due_feeds() -> list[int]:
    """Ids of feeds that are due, the longest due first; those that somebody is changing now are left out."""
    with transaction.atomic():
        due = Feed.objects.select_for_update(skip_locked=True, no_key=True).filter(
            is_active=True, next_poll_at__lte=Now()
        )
        return list(due.order_by("next_poll_at").values_list("pk", flat=True)[:DUE_AT_ONCE])


def known_keys(feed: Feed, keys: Iterable[str]) -> set[str]:
    """Those of the keys that a feed has items of."""
    return set(feed.items.filter(key__in=list(keys)).values_list("key", flat=True))


def why_not_in_the_name_of(feed: Feed) -> str:
    """Why a feed can add nothing in the name of whoever added it; "" when it can."""
    owner = feed.added_by
    if not may(owner, Can.ADD_DOCUMENT):
        return f"{owner}, who added this feed, may no longer add documents. Somebody else has to resume it."
    if feed.topic_id and not visible_topics(owner).filter(pk=feed.topic_id).exists():
        return f"{owner}, who added this feed, is no longer a member of its topic. A member has to resume it."
    return ""
