"""What can be asked of the queue: its views, filters and orders, the same by page, API and saved filter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.access import visible_claims, visible_topics
from claims.models import Attribution
from claims.queries.search import says
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault
from factcheck.core.models import User
from factcheck.core.permissions import may
from factcheck.core.text import UnstorableText, refuse_unstorable
from reviews.models import Assignment, Review
from reviews.queries.rows import held_by
from reviews.workflow import State

# Where work is still to be done; what is published stays listed under its own tab.
WORKING = (State.QUEUED, State.IN_REVIEW, State.SPLIT, State.DECIDED, State.ON_HOLD)
_WAITING = (State.QUEUED, State.IN_REVIEW)
VIEWS = {
    "all": "All open",
    "unassigned": "Unassigned",
    "adjudicate": "To adjudicate",
    "ready": "Ready to publish",
    "published": "Published",
    "hold": "On hold",
    "closed": "Closed",
}
_STATES: dict[str, Sequence[State]] = {
    "all": WORKING,
    "unassigned": _WAITING,
    "adjudicate": (State.SPLIT,),
    "ready": (State.DECIDED,),
    "published": (State.PUBLISHED, State.RETRACTED),
    "hold": (State.ON_HOLD,),
    "closed": (State.CLOSED,),
}
# Nothing that people in a round do moves a review in any of these. Of one rank the newest comes first, the other way
# round than for who takes the next: so that no plan takes the index of all open reviews for that of free parts.
SORTS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "priority": ("Priority", ("-rank", "-pk")),
    "worth": ("Worth", ("-claim__worth", "pk")),
    "age": ("Age", ("opened_at", "pk")),
    "due": ("Due", (F("due_at").asc(nulls_last=True), "pk")),
    "newest": ("Newest", ("-opened_at", "-pk")),
}
# The same by cursor. Keys rise in the order of opening.
ORDERS = {"newest": ("-id",), "age": ("id",), "priority": ("-rank", "-id"), "due": ("due_at", "id")}
DUE = {"late": "Late", "today": "Due today", "week": "Due within 7 days"}
NO_DESK = "none"
ME = "me"
LEVELS = {"1": "Urgent", "2": "Normal", "3": "Low"}
NARROWING = ("q", "topic", "desk", "language", "level", "assignee", "due", "older_than", "reason")
SAVED = ("view", *NARROWING, "sort")
_LONGEST = {"q": 200, "topic": 80, "desk": 60, "language": 12, "assignee": 150, "reason": 60}
_MOST_DAYS = 36_500
# Of claims that say a word or are by a speaker the newest are looked through: nearly all say "the".
MOST_FOUND = 10_000
_NUMBER = re.compile(r"^(?:R-)?(\d{1,9})$", re.IGNORECASE)


@dataclass(frozen=True)
class Ask:
    """What is asked of the queue; "" and None ask for nothing.

    `q` is words as claims are searched for, a speaker or a review's number; `desk` a slug or "none"; `level` one of
    LEVELS; `assignee` a username or "me"; `due` one of DUE; `older_than` days since the opening; `reason` one of why a
    claim is worth checking, as written.
    """

    view: str = "all"
    q: str = ""
    topic: str = ""
    desk: str = ""
    language: str = ""
    level: str = ""
    assignee: str = ""
    due: str = ""
    older_than: int | None = None
    reason: str = ""
    sort: str = "priority"
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but view, order and page is asked for."""
        return bool(self.query(*NARROWING))

    def query(self, *names: str) -> dict[str, str]:
        """What of it differs from the plain queue, as names and values of a query string."""
        plain = Ask()
        return {
            name: str(getattr(self, name))
            for name in names or (*SAVED, "page")
            if getattr(self, name) != getattr(plain, name)
        }

    def but(self, **changed: Any) -> "Ask":
        """The same with some of it changed, from its first page."""
        return replace(self, **{"page": 1, **changed})


def asked(person: User, sent: Mapping[str, str]) -> tuple[Ask, list[Fault]]:
    """What a query string or a saved filter asks for, and what of it cannot be read; the rest is asked without that.

    A pointer is the name of the filter. People who do not see rounds may ask only for what they hold themselves:
    anything else would say what others are at.
    """
    faults: list[Fault] = []
    found: dict[str, Any] = {}
    for name in SAVED:
        given = sent.get(name, "").strip()
        if given:
            fault = _fault(name, given) or (_not_theirs(person, given) if name == "assignee" else "")
            if fault:
                faults.append(Fault(fault, name))
            else:
                found[name] = int(given) if name == "older_than" else given
    if found.get("assignee") == person.username:
        found["assignee"] = ME
    return Ask(**found), faults


def _fault(name: str, given: str) -> str:
    """Why a value cannot be used, or ""."""
    known: dict[str, Mapping[str, Any]] = {"view": VIEWS, "sort": SORTS, "due": DUE, "level": LEVELS}
    choices = known.get(name)
    if choices is not None:
        return "" if given in choices else f"The filter {name} takes one of {', '.join(choices)}, not {given[:40]}."
    if name == "older_than":
        is_number = given.isascii() and given.isdigit() and len(given) < 6 and 0 < int(given) <= _MOST_DAYS
        return "" if is_number else f"The filter older_than takes a number of days, for example 7, not {given[:40]}."
    try:
        refuse_unstorable(given)
    except UnstorableText as error:
        return f"The filter {name} holds {error.what}. Remove it."
    longest = _LONGEST[name]
    return "" if len(given) <= longest else f"The filter {name} takes at most {longest} characters, not {len(given)}."


def _not_theirs(person: User, assignee: str) -> str:
    if assignee in (ME, person.username) or may(person, Can.SEE_ROUND):
        return ""
    return "You may ask only for what you hold yourself: assignee=me."


def in_view(reviews: QuerySet[Review], person: User, view: str) -> QuerySet[Review]:
    """Those of `reviews` that stand in a view of the queue.

    A round that the person is in never counts as waiting for people: whether its other part is free would say that
    nobody else has begun.
    """
    found = reviews.filter(state__in=_STATES.get(view, WORKING))
    if view != "unassigned":
        return found
    mine = Assignment.objects.filter(
        review=OuterRef("pk"), round=OuterRef("round"), user_id=person.pk, released_at__isnull=True
    )
    return found.filter(~Exists(mine), free_parts__gt=0)


def narrowed(reviews: QuerySet[Review], person: User, ask: Ask) -> QuerySet[Review]:
    """Those of `reviews` that fit every filter of `ask` but its view."""
    plain = {"claim__topic__slug": ask.topic, "claim__language": ask.language, "priority": ask.level}
    found = reviews.filter(**{name: value for name, value in plain.items() if value})
    if ask.topic:
        found = found.filter(claim__topic__in=visible_topics(person))
    if ask.desk:
        found = found.filter(desk__isnull=True) if ask.desk == NO_DESK else found.filter(desk__slug=ask.desk)
    if ask.reason:
        found = found.filter(claim__reasons__contains=[ask.reason])
    if ask.older_than is not None:
        found = found.filter(opened_at__lt=timezone.now() - timedelta(days=ask.older_than))
    if ask.due:
        found = found.filter(_due(ask.due))
    if ask.assignee:
        found = held_by(found, person.username if ask.assignee == ME else ask.assignee, asked_by=person)
    return found.filter(_about(person, ask.q)) if ask.q else found


def _due(which: str) -> Q:
    now = timezone.now()
    if which == "late":
        return Q(due_at__lt=now)
    if which == "week":
        return Q(due_at__gte=now, due_at__lt=now + timedelta(days=7))
    today = timezone.localdate()
    zone = timezone.get_current_timezone()
    begins = datetime.combine(today, time.min, tzinfo=zone)
    return Q(due_at__gte=begins, due_at__lt=datetime.combine(today + timedelta(days=1), time.min, tzinfo=zone))


def _about(person: User, words: str) -> Q:
    number = _NUMBER.match(words)
    if number:
        return Q(pk=int(number.group(1)))
    spoken = Attribution.objects.filter(name__icontains=words).order_by("-claim").values("claim")[:MOST_FOUND]
    said = says(words)
    if said is None:
        return Q(claim__in=spoken)
    found = visible_claims(person).filter(said).order_by("-pk").values("pk")[:MOST_FOUND]
    return Q(claim__in=spoken.union(found, all=True))
