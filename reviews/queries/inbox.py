"""A person's notices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from claims.access import visible_documents, visible_feeds, visible_imports, visible_topics
from claims.models import Document, Topic
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.access import visible_reviews
from reviews.models import Channel, Notice, Review

PAGE_SIZE = 50


@dataclass(frozen=True)
class Told:
    """One notice with the thing it is about, where that exists for the person."""

    notice: Notice
    review: Review | None
    document: Document | None
    topic: Topic | None = None
    is_hidden: bool = False  # what it is about does not exist for them any more: nothing of it is told

    @property
    def kind(self) -> EventKind:
        return EventKind(self.notice.event.kind)

    @property
    def is_new(self) -> bool:
        return self.notice.read_at is None

    @property
    def day(self) -> date:
        return timezone.localdate(self.notice.made_at)


@dataclass(frozen=True)
class Inbox:
    """A page of notices, newest first."""

    told: list[Told]
    unread: int
    page: int
    has_next: bool


def inbox(person: User, *, page: int = 1, only_new: bool = False, size: int = PAGE_SIZE) -> Inbox:
    """The newest notices of a person. What they are about is named only while it exists for that person."""
    own = person.notices.filter(channel=Channel.IN_APP)
    unread = own.filter(read_at__isnull=True).count()
    listed = own.filter(read_at__isnull=True) if only_new else own
    first = (max(page, 1) - 1) * size
    found = list(listed.select_related("event__by").order_by("-made_at", "-event_id")[first : first + size + 1])
    return Inbox(told_of(person, found[:size]), unread, max(page, 1), len(found) > size)


def told_of(person: User, notices: list[Notice]) -> list[Told]:
    """Notices with what they are about, as far as it exists for the person, in the same order."""
    reviews = {notice.event.review_id for notice in notices if notice.event.review_id is not None}
    seen = visible_reviews(person).filter(pk__in=reviews).select_related("claim").in_bulk() if reviews else {}
    there: dict[str, Mapping[int, Any]] = {
        kind: visible(person).filter(pk__in=keys).in_bulk() if (keys := _keys(notices, kind)) else {}
        for kind, visible in _VISIBLE.items()
    }
    told = []
    for notice in notices:
        event = notice.event
        thing = there[event.about_kind].get(int(event.about_id)) if event.about_kind in there else None
        review = seen.get(event.review_id) if event.review_id is not None else None
        told.append(
            Told(
                notice,
                review,
                thing if isinstance(thing, Document) else None,
                thing if isinstance(thing, Topic) else None,
                is_hidden=_is_hidden(event, review, thing),
            )
        )
    return told


def _keys(notices: list[Notice], kind: str) -> list[int]:
    return [int(notice.event.about_id) for notice in notices if notice.event.about_kind == kind]


def _is_hidden(event: Event, review: Review | None, thing: object) -> bool:
    """Whether a notice speaks of what the person may not see. That a topic was taken from them is told without it."""
    if event.review_id is not None:
        return review is None
    return event.about_kind in _VISIBLE and event.about_kind != "topic" and thing is None


_VISIBLE: dict[str, Callable[[User], QuerySet[Any]]] = {
    "document": visible_documents,
    "import": visible_imports,
    "feed": visible_feeds,
    "topic": visible_topics,
}
