"""The queue: which reviews wait for what, a page at a time, and how many each view holds."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from claims.access import visible_topics
from claims.models import Topic
from factcheck.core.models import User
from reviews.access import visible_reviews
from reviews.models import Desk, Review
from reviews.priority import Reason, age, total
from reviews.queries.queue_filters import SORTS, VIEWS, WORKING, Ask, in_view, narrowed
from reviews.queries.rounds import Seat, Standing, standings
from reviews.queries.saved_filters import Saved, saved_filters
from reviews.queries.tallies import MOST_COUNTED, Tally, tallies
from reviews.queries.urgency import reasons_of
from reviews.workflow import State

__all__ = ["WORKING", "Page", "Row", "open_desks", "queue", "waiting_for_people"]

PAGE_SIZE = 50
# Whoever wants more looks for something narrower: to leave out many rows, the database reads them all.
MOST_PAGES = 200
_MOST_TABS = 12
_WAITING = (State.QUEUED, State.IN_REVIEW)


@dataclass(frozen=True)
class Row:
    """One review of the queue, with what the person may know of its round, and why it stands where it does."""

    review: Review
    standing: Standing
    why: tuple[Reason, ...] = ()

    @property
    def points(self) -> float:
        return total(self.why)

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
    def is_working(self) -> bool:
        """Whether work is still to be done; the queue is run for these alone."""
        return self.review.state in WORKING

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
    """A page of the queue with its surroundings; `counts` are by view, those of `saved` in its order."""

    rows: list[Row]
    total: Tally
    first: int
    counts: dict[str, Tally]
    saved: list[tuple[Saved, Tally]] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)
    has_next: bool = False

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def queue(person: User, ask: Ask) -> Page:
    """The rows of a view for a person, a page at a time, and how many each view and saved filter holds."""
    reviews, now = visible_reviews(person), timezone.now()
    found = narrowed(in_view(reviews, person, ask.view), person, ask)
    page = min(max(ask.page, 1), MOST_PAGES)
    first = (page - 1) * PAGE_SIZE
    listed = list(
        _ordered(found, ask.sort)
        .select_related("claim__document", "claim__topic", "desk")
        .prefetch_related("claim__attributions__party", "claim__figures")[first : first + PAGE_SIZE + 1]
    )
    rows = listed[:PAGE_SIZE]
    known = standings(person, rows)
    saved = saved_filters(person)[:_MOST_TABS]
    counts = _tallies(person, reviews, found, saved)
    return Page(
        rows=[Row(review, known[review.pk], why(review, now)) for review in rows],
        total=counts["total"],
        first=first + 1,
        counts={view: counts[f"view_{view}"] for view in VIEWS},
        saved=[(each, counts[f"saved_{number}"]) for number, each in enumerate(saved)],
        topics=list(visible_topics(person).order_by("title")[:200]),
        desks=open_desks(),
        has_next=len(listed) > PAGE_SIZE and page < MOST_PAGES,
    )


def why(review: Review, now: datetime) -> tuple[Reason, ...]:
    """The reasons for a review's place in the queue, age included; nothing of anybody's work is among them."""
    waited = age(review.opened_at, now)
    # Whole days, so that what is shown stands still within one.
    return (*reasons_of(review), Reason(waited.words, float(int(waited.points))))


def open_desks() -> list[Desk]:
    """Desks that take reviews, by name."""
    return list(Desk.objects.filter(is_open=True)[:200])


def waiting_for_people(person: User) -> QuerySet[Review]:
    """Reviews with a part that nobody holds, apart from those whose round the person is in."""
    return in_view(visible_reviews(person), person, "unassigned")


def _ordered(found: QuerySet[Review], sort: str) -> QuerySet[Review]:
    """In an order of SORTS. By worth stand the most urgent alone: no index knows both it and what is open."""
    if sort == "worth":
        urgent = found.order_by(*SORTS["priority"][1]).values("pk")[:MOST_COUNTED]
        found = Review.objects.filter(pk__in=urgent)
    return found.order_by(*SORTS.get(sort, SORTS["priority"])[1])


def _tallies(person: User, reviews: QuerySet[Review], found: QuerySet[Review], saved: list[Saved]) -> dict[str, Tally]:
    """What stands beside the tabs.

    A saved filter is tried on the most urgent of its view alone: one that nothing fits would read all of them.
    """
    asked: dict[str, Any] = {"total": found}
    asked |= {f"view_{view}": in_view(reviews, person, view) for view in VIEWS}
    for number, each in enumerate(saved):
        urgent = in_view(reviews, person, each.ask.view).order_by(*SORTS["priority"][1]).values("pk")[:MOST_COUNTED]
        asked[f"saved_{number}"] = narrowed(Review.objects.filter(pk__in=urgent), person, each.ask)
    found_tallies = tallies(person, asked)
    for number, each in enumerate(saved):
        if found_tallies[f"view_{each.ask.view}"].is_more:
            found_tallies[f"saved_{number}"] = Tally(found_tallies[f"saved_{number}"].number, is_more=True)
    return found_tallies
