"""A person's notices."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from claims.access import visible_documents
from claims.models import Document
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.access import visible_reviews
from reviews.models import Channel, Notice, Review

PAGE_SIZE = 50


@dataclass(frozen=True)
class Told:
    """One notice with the thing it is about, where that exists for the person."""

    notice: Notice
    review: Review | None
    document: Document | None

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
    return Inbox(_with_things(person, found[:size]), unread, max(page, 1), len(found) > size)


def _with_things(person: User, notices: list[Notice]) -> list[Told]:
    reviews = {notice.event.review_id for notice in notices if notice.event.review_id is not None}
    documents = {int(notice.event.about_id) for notice in notices if notice.event.about_kind == "document"}
    seen = visible_reviews(person).filter(pk__in=reviews).select_related("claim").in_bulk() if reviews else {}
    read = visible_documents(person).filter(pk__in=documents).in_bulk() if documents else {}
    return [
        Told(
            notice,
            seen.get(notice.event.review_id) if notice.event.review_id is not None else None,
            read.get(int(notice.event.about_id)) if notice.event.about_kind == "document" else None,
        )
        for notice in notices
    ]
