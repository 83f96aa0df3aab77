"""What happened to a review, in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from claims.queries.changes import unseen_topics
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.access import sees_round, visible_events
from reviews.models import Review
from reviews.queries.history_changes import Changed, changed
from reviews.queries.history_words import DONE, WORDS
from reviews.workflow import State

NEWEST = 200
# What befalls a round once its last assessment is in is nobody's doing.
_NOBODYS = {EventKind.REVIEW_AGREED, EventKind.REVIEW_SPLIT}
_OF_THE_ROUND = {
    EventKind.REVIEW_ASSIGNED,
    EventKind.REVIEW_TAKEN,
    EventKind.REVIEW_RELEASED,
    EventKind.EVIDENCE_ADDED,
    EventKind.EVIDENCE_WITHDRAWN,
    EventKind.EVIDENCE_QUOTED,
    EventKind.ASSESSMENT_SUBMITTED,
    EventKind.COMMENT_ADDED,
    EventKind.COMMENT_WITHDRAWN,
}


@dataclass(frozen=True)
class Line:
    """One thing that happened: when, who did it ("" for nobody in particular), what, and what it was before."""

    at: datetime
    who: str
    words: str
    kind: str = ""
    changes: tuple[Changed, ...] = ()


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def history(person: User, review: Review) -> list[Line]:
    """The newest events of a review that a person may see, oldest first."""
    events = list(visible_events(person, review).select_related("by").order_by("-id")[:NEWEST])[::-1]
    return lines(person, events, [review])


def lines(person: User, events: list[Event], reviews: Iterable[Review]) -> list[Line]:
    """Events that a person may see, in words and in their order; `reviews` are those that they belong to.

    While somebody is to decide between assessments the round's people go unnamed.
    """
    named = {event.data["user"] for event in events if "user" in event.data}
    people = {user.pk: str(user) for user in User.objects.filter(pk__in=named)} if named else {}
    split = {each.pk: each for each in reviews if goes_unnamed(person, each)}
    unseen = unseen_topics(person, events)
    return [_line(event, person, people, unseen, hides_names=_hides_names(event, split)) for event in events]


def goes_unnamed(person: User, review: Review) -> bool:
    """Whether the people of a round go unnamed: while somebody is to decide between their assessments."""
    return review.state == State.SPLIT and sees_round(person, review)


def is_unnamed(event: Event, review: Review) -> bool:
    """Whether an event of a review whose people go unnamed tells who they are; that a round is in names the last."""
    return _in_round(event, review) or EventKind(event.kind) in _NOBODYS


def _hides_names(event: Event, split: dict[int, Review]) -> bool:
    review = split.get(event.review_id or 0)
    return review is not None and _in_round(event, review)


def _in_round(event: Event, review: Review) -> bool:
    return EventKind(event.kind) in _OF_THE_ROUND and event.data.get("round", review.round) == review.round


def _line(event: Event, person: User, people: dict[int, str], unseen: Collection[str], *, hides_names: bool) -> Line:
    kind = EventKind(event.kind)
    user = people.get(event.data.get("user", 0), "somebody")
    if hides_names and event.data.get("user") != person.pk:
        user = "a reviewer"
    known = _Known(
        event.data, user=user, what=event.about_kind.replace("_", " "), done=DONE.get(event.data.get("did", ""))
    )
    return Line(
        event.at,
        _who(event, kind, person, hides_names=hides_names),
        WORDS[kind].format_map(known),
        event.kind,
        changed(event, unseen),
    )


def _who(event: Event, kind: EventKind, person: User, *, hides_names: bool) -> str:
    if kind in _NOBODYS:
        return ""
    if kind is EventKind.ROW_CHANGED:
        return "Somebody"
    if event.by is None:
        return "The desk"
    if event.by_id == person.pk:
        return "You"
    hidden = hides_names and kind is not EventKind.REVIEW_ASSIGNED
    return "A reviewer" if hidden else str(event.by)
