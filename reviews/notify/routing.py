"""Who should hear of an event: one table."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from claims.access import visible_documents, visible_feeds, visible_imports
from factcheck.core.capabilities import Can, roles_that
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.access import sees_round, visible_reviews
from reviews.models import Comment, Review

Route = Callable[[Event, Review | None], Q]


def _sender(event: Event, review: Review | None) -> Q:
    """Who sent what was brought in; not whoever once added the feed that it came from, whose page tells of it."""
    return Q(pk__in=[]) if event.data.get("is_from_feed") else Q(pk=event.by_id)


def _named(event: Event, review: Review | None) -> Q:
    return Q(pk=event.data.get("user"))


def _opener(event: Event, review: Review | None) -> Q:
    return Q(pk=review.opened_by_id) if review else Q(pk__in=[])


def _round(event: Event, review: Review | None) -> Q:
    """Everybody who held a part of the round in which it happened."""
    if review is None:
        return Q(pk__in=[])
    parts = review.assignments.filter(round=event.data.get("round", review.round), released_at__isnull=True)
    return Q(pk__in=parts.values("user"))


def _past_rounds(event: Event, review: Review | None) -> Q:
    if review is None:
        return Q(pk__in=[])
    return Q(pk__in=review.assignments.filter(released_at__isnull=True).values("user"))


def _desk_editors(event: Event, review: Review | None) -> Q:
    """Editors of the review's desk; of a review without a desk, all editors."""
    editors = Q(role__in=roles_that(Can.RUN_QUEUE))
    return editors & Q(desks=review.desk_id) if review and review.desk_id else editors


def _mentioned(event: Event, review: Review | None) -> Q:
    """Whom the event says to tell: for a comment those it names who may read it already."""
    return Q(pk__in=event.data.get("tell", []))


def _mentioned_in_round(event: Event, review: Review | None) -> Q:
    """Whom a comment of the round names that was blind until now."""
    if review is None:
        return Q(pk__in=[])
    said = Comment.objects.filter(
        review=review, round=event.data.get("round", review.round), is_blind=True, withdrawn_at__isnull=True
    )
    return Q(pk__in=said.values("mentioned"))


def _administrators(event: Event, review: Review | None) -> Q:
    return Q(role__in=roles_that(Can.SEE_HISTORY_STATE))


_ROUTES: dict[EventKind, tuple[Route, ...]] = {
    EventKind.DOCUMENT_EXTRACTED: (_sender,),
    EventKind.IMPORT_DONE: (_sender,),
    EventKind.IMPORT_FAILED: (_sender,),
    EventKind.DOCUMENT_CHANGED: (_named,),
    EventKind.FEED_FAILING: (_named,),
    EventKind.FEED_RECOVERED: (_named,),
    EventKind.REVIEW_ASSIGNED: (_named,),
    EventKind.REVIEW_RELEASED: (_named, _opener),
    EventKind.REVIEW_RETURNED: (_named, _opener),
    EventKind.REVIEW_REMINDED: (_named,),
    EventKind.REVIEW_LEASE_ENDING: (_named,),
    EventKind.REVIEW_ESCALATED: (_desk_editors, _opener),
    EventKind.REVIEW_HELD: (_round,),
    EventKind.REVIEW_RESUMED: (_round,),
    EventKind.REVIEW_CLOSED: (_opener,),
    EventKind.REVIEW_AGREED: (_round, _opener, _mentioned_in_round),
    EventKind.REVIEW_SPLIT: (_round, _opener, _mentioned_in_round),
    EventKind.REVIEW_ADJUDICATED: (_round, _opener),
    EventKind.REVIEW_SENT_BACK: (_past_rounds, _opener),
    EventKind.REVIEW_REOPENED: (_past_rounds, _opener),
    EventKind.REVIEW_CAME_BACK: (_past_rounds, _opener, _desk_editors),
    EventKind.VERDICT_PUBLISHED: (_round, _opener),
    EventKind.VERDICT_CORRECTED: (_past_rounds, _opener),
    EventKind.VERDICT_RETRACTED: (_past_rounds, _opener),
    EventKind.COMMENT_ADDED: (_mentioned,),
    EventKind.LEAVE_BEGUN: (_named,),
    EventKind.TOPIC_RESTRICTED: (_mentioned,),
    EventKind.TOPIC_MEMBERS_CHANGED: (_named,),
    EventKind.ROW_CHANGED: (_administrators,),
}
# Told to whoever did it too: the work was done for them by a worker.
_TELL_DOER = {EventKind.DOCUMENT_EXTRACTED, EventKind.IMPORT_DONE, EventKind.IMPORT_FAILED}
# May speak of one person's part or work, which a colleague in a blind round may not hear of.
_ABOUT_A_PART = {EventKind.REVIEW_RELEASED, EventKind.REVIEW_RETURNED, EventKind.ROW_CHANGED}


# What is not a review and may be in a topic that is restricted to others.
_VISIBLE: dict[str, Callable[[User], QuerySet[Any]]] = {
    "document": visible_documents,
    "import": visible_imports,
    "feed": visible_feeds,
}


def people_for(event: Event, review: Review | None) -> list[User]:
    """The active people who should hear of an event, without who did it.

    A notice never tells a person in a blind round of another's part, nor of a review that is hidden from them.
    """
    kind = EventKind(event.kind)
    found = Q(pk__in=[])
    for route in _ROUTES.get(kind, ()):
        found |= route(event, review)
    people: QuerySet[User] = User.objects.filter(found, is_active=True, is_service=False)
    if kind not in _TELL_DOER and event.by_id is not None:
        people = people.exclude(pk=event.by_id)
    if review is None:
        visible = _VISIBLE.get(event.about_kind)
        return [each for each in people if visible is None or visible(each).filter(pk=event.about_id).exists()]
    return [person for person in people if _may_hear(person, event, review)]


def _may_hear(person: User, event: Event, review: Review) -> bool:
    if not visible_reviews(person).filter(pk=review.pk).exists():
        return False
    return event.kind not in _ABOUT_A_PART or person.pk == event.data.get("user") or sees_round(person, review)
