"""The queue: which reviews wait for what, filtered, sorted and paged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.access import visible_topics
from claims.models import Attribution, Topic
from factcheck.core.models import User
from reviews.access import visible_reviews
from reviews.models import Assignment, Review
from reviews.queries.rounds import Seat, Standing, standings
from reviews.workflow import State

PAGE_SIZE = 50
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
_DUE = F("due_at").asc(nulls_last=True)
SORTS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "priority": ("Priority", ("priority", _DUE, "pk")),
    "worth": ("Worth", ("-claim__worth", "pk")),
    "age": ("Age", ("opened_at", "pk")),
    "due": ("Due", (_DUE, "pk")),
}
_NUMBER = re.compile(r"^(?:R-)?(\d{1,9})$", re.IGNORECASE)


@dataclass(frozen=True)
class Ask:
    """What is asked of the queue; anything unknown falls back to the first of its kind."""

    view: str = "all"
    words: str = ""
    topic: str = ""
    sort: str = "priority"
    page: int = 1


@dataclass(frozen=True)
class Row:
    """One review of the queue, with what the person may know of its round."""

    review: Review
    standing: Standing

    @property
    def seats(self) -> list[Seat]:
        return self.standing.seats

    @property
    def speaker(self) -> str:
        links = list(self.review.claim.attributions.all())
        return links[-1].name if links else ""

    @property
    def through(self) -> str:
        """How the claimant is known: unnamed, and through whom."""
        links = list(self.review.claim.attributions.all())
        if not links:
            return ""
        unnamed = "unnamed" if links[-1].party and links[-1].party.is_anonymous else ""
        via = f"via {links[-2].name}" if len(links) > 1 else ""
        return ", ".join(part for part in (unnamed, via) if part)

    @property
    def takes_people(self) -> bool:
        """Whether a part can be given to somebody, as far as the person may know."""
        if not self.standing.sees or self.review.state not in (*_WAITING, State.SPLIT):
            return False
        if self.review.state == State.SPLIT:
            return len(self.seats) == self.review.assessments_needed
        return any(seat.person is None for seat in self.seats)


@dataclass(frozen=True)
class Page:
    """A page of the queue with its surroundings."""

    rows: list[Row]
    total: int
    first: int
    counts: dict[str, int]
    topics: list[Topic]
    has_next: bool

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def queue(person: User, ask: Ask) -> Page:
    """The rows of a view for a person, a page at a time, and how many each view holds."""
    reviews = _with_free_parts(person)
    found = _view(reviews, ask.view)
    if ask.topic:
        found = found.filter(claim__topic__slug=ask.topic)
    if ask.words:
        found = found.filter(_about(ask.words))
    total = found.count()
    first = (max(ask.page, 1) - 1) * PAGE_SIZE
    listed = list(
        found.order_by(*SORTS.get(ask.sort, SORTS["priority"])[1])
        .select_related("claim__document", "claim__topic")
        .prefetch_related("claim__attributions__party", "claim__figures")[first : first + PAGE_SIZE]
    )
    known = standings(person, listed)
    return Page(
        rows=[Row(review, known[review.pk]) for review in listed],
        total=total,
        first=first + 1,
        counts=_counts(reviews),
        topics=list(visible_topics(person).order_by("title")[:200]),
        has_next=first + PAGE_SIZE < total,
    )


def waiting_for_people(person: User) -> QuerySet[Review]:
    """Reviews with a part that nobody holds, apart from those whose round the person is in."""
    return _view(_with_free_parts(person), "unassigned")


def _with_free_parts(person: User) -> QuerySet[Review]:
    live = Assignment.objects.filter(review=OuterRef("pk"), round=OuterRef("round"), released_at__isnull=True)
    held = live.order_by().values("review").annotate(n=Count("pk")).values("n")
    return visible_reviews(person).annotate(held=Coalesce(Subquery(held), 0), is_mine=Exists(live.filter(user=person)))


# A round that the person is in never counts as waiting for people: whether its other part is free would say
# that nobody else has begun.
_FREE = Q(state__in=_WAITING, held__lt=F("assessments_needed"), is_mine=False)


def _view(reviews: QuerySet[Review], view: str) -> QuerySet[Review]:
    if view == "unassigned":
        return reviews.filter(_FREE)
    return reviews.filter(state__in=_STATES.get(view, WORKING))


def _counts(reviews: QuerySet[Review]) -> dict[str, int]:
    wanted = {view: Count("pk", filter=Q(state__in=states)) for view, states in _STATES.items()}
    wanted["unassigned"] = Count("pk", filter=_FREE)
    return reviews.aggregate(**wanted)


def _about(words: str) -> Q:
    number = _NUMBER.match(words.strip())
    if number:
        return Q(pk=int(number.group(1)))
    said_by = Attribution.objects.filter(claim=OuterRef("claim"), name__icontains=words.strip())
    return Q(claim__text__icontains=words.strip()) | Q(claim__quote__icontains=words.strip()) | Q(Exists(said_by))
