"""A person's own desk: their parts by due date, the state of the queue, recent verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Count, F, Q
from django.utils import timezone

from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.access import visible_reviews
from reviews.models import Assignment, Evidence, EvidenceStance, Part, Publication, Review
from reviews.queries.inbox import Inbox, inbox
from reviews.queries.queue import WORKING, waiting_for_people
from reviews.queries.tallies import Tally, tallies
from reviews.workflow import State

AGEING_AFTER = timedelta(days=7)
RECENT = 5
_AGES = (
    ("0–1 day", 2, ""),
    ("2–3 days", 4, ""),
    ("4–7 days", 8, ""),
    ("8–14 days", 15, "w"),
    ("over 14 days", None, "b"),
)
_NUMBERS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)
_MINE_IN = (State.IN_REVIEW, State.ON_HOLD, State.SPLIT)


@dataclass(frozen=True)
class Work:
    """One part of mine, with what I gathered in the round."""

    part: Assignment
    counts: dict[str, int]

    @property
    def review(self) -> Review:
        return self.part.review

    @property
    def is_done(self) -> bool:
        return self.part.done_at is not None

    @property
    def gathered(self) -> int:
        return sum(self.counts.values())

    @property
    def ring(self) -> str:
        """The state of my own part: nothing here may follow from a colleague's."""
        if self.part.part == Part.ADJUDICATOR:
            return State.SPLIT.value
        if self.review.state == State.ON_HOLD:
            return State.ON_HOLD.value
        return State.IN_REVIEW.value if self.is_done or self.gathered else "assigned"

    @property
    def note(self) -> str:
        if self.is_done:
            return "yours is in"
        if self.part.part == Part.ADJUDICATOR:
            return "yours to decide"
        return "rating not set" if self.gathered else "not started"


@dataclass(frozen=True)
class Group:
    """Parts of mine under one heading."""

    heading: str
    work: list[Work]


@dataclass(frozen=True)
class Age:
    """How many open reviews are of an age; `look` is a class of the bar."""

    words: str
    count: Tally
    look: str


@dataclass(frozen=True)
class Health:
    """How the queue stands, for those who look after it."""

    waiting: Tally
    ageing: Tally
    overdue: Tally
    ages: list[Age]
    split: Tally
    ready: Tally

    @property
    def most(self) -> int:
        return max((age.count.number for age in self.ages), default=0)


@dataclass(frozen=True)
class Desk:
    """All of the first page."""

    groups: list[Group]
    held: int
    summary: str
    today: date
    health: Health | None
    verdicts: list[Publication]
    inbox: Inbox
    takes_work: bool


def desk(person: User) -> Desk:
    """What a person finds when they come in; readers hold no parts, only editors see how the queue stands."""
    takes_work = may(person, Can.TAKE)
    work = _work(person) if takes_work else []
    groups = _groups(work)
    return Desk(
        groups=groups,
        held=sum(not one.is_done for one in work),
        summary=_summary(groups),
        today=timezone.localdate(),
        health=_health(person) if may(person, Can.SEE_ROUND) else None,
        verdicts=_recent(person),
        inbox=inbox(person, size=RECENT),
        takes_work=takes_work,
    )


def _work(person: User) -> list[Work]:
    parts = list(
        Assignment.objects.filter(
            user=person,
            round=F("review__round"),
            released_at__isnull=True,
            review__state__in=_MINE_IN,
            review__in=visible_reviews(person),
        )
        # A reviewer's part is over when the round is in; what then stays is the adjudicator's.
        .exclude(~Q(part=Part.ADJUDICATOR), review__state=State.SPLIT)
        .select_related("review__claim__document")
        .prefetch_related("review__claim__attributions__party", "review__claim__figures")
        .order_by(F("review__due_at").asc(nulls_last=True), "review__priority", "review_id")
    )
    counts = _gathered(person, [part.review_id for part in parts])
    return [Work(part, counts.get(part.review_id, {})) for part in parts]


def _gathered(person: User, reviews: Sequence[int]) -> dict[int, dict[str, int]]:
    rows = (
        Evidence.objects.filter(
            review__in=reviews, added_by=person, withdrawn_at__isnull=True, round=F("review__round")
        )
        .order_by()
        .values_list("review", "stance")
        .annotate(n=Count("pk"))
    )
    found: dict[int, dict[str, int]] = {}
    for review, stance, count in rows:
        found.setdefault(review, dict.fromkeys((each.value for each in EvidenceStance), 0))[stance] = count
    return found


def _groups(work: list[Work]) -> list[Group]:
    now, today = timezone.now(), timezone.localdate()
    headings = ("Overdue", "Due today", "Later", "Yours is in")
    sorted_in: dict[str, list[Work]] = {heading: [] for heading in headings}
    for one in work:
        due = one.review.due_at
        if one.is_done:
            heading = "Yours is in"
        elif due is not None and due < now:
            heading = "Overdue"
        elif due is not None and timezone.localdate(due) == today:
            heading = "Due today"
        else:
            heading = "Later"
        sorted_in[heading].append(one)
    return [Group(heading, found) for heading, found in sorted_in.items() if found]


def _summary(groups: list[Group]) -> str:
    """ "Four reviews are yours: one is late, one is due today." """
    by_heading = {group.heading: len(group.work) for group in groups if group.heading != "Yours is in"}
    held = sum(by_heading.values())
    if not held:
        return "Nothing is yours to do."
    notes = []
    for heading, words in (("Overdue", "late"), ("Due today", "due today")):
        if by_heading.get(heading):
            count = by_heading[heading]
            notes.append(f"{_number(count).lower()} {'is' if count == 1 else 'are'} {words}")
    rest = f": {', '.join(notes)}" if notes else ""
    return f"{_number(held)} {'review is' if held == 1 else 'reviews are'} yours{rest}."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _health(person: User) -> Health:
    """Ages by when a review was opened, never by when its state changed: a round could move that."""
    now = timezone.now()
    open_reviews = visible_reviews(person).filter(state__in=WORKING)
    edges = [now - timedelta(days=days) for _, days, _ in _AGES if days is not None]
    asked = {
        f"age_{number}": open_reviews.filter(
            **({"opened_at__gt": oldest} if oldest else {}), **({"opened_at__lte": newest} if newest else {})
        )
        for number, (newest, oldest) in enumerate([(None, edges[0]), *pairwise(edges), (edges[-1], None)])
    }
    found = tallies(
        person,
        asked
        | {
            "waiting": waiting_for_people(person),
            "ageing": open_reviews.filter(opened_at__lte=now - AGEING_AFTER),
            "overdue": open_reviews.filter(due_at__lt=now),
            "split": open_reviews.filter(state=State.SPLIT),
            "ready": open_reviews.filter(state=State.DECIDED),
        },
    )
    return Health(
        waiting=found["waiting"],
        ageing=found["ageing"],
        overdue=found["overdue"],
        ages=[Age(words, found[f"age_{number}"], look) for number, (words, _, look) in enumerate(_AGES)],
        split=found["split"],
        ready=found["ready"],
    )


def _recent(person: User) -> list[Publication]:
    return list(
        Publication.objects.filter(is_current=True, review__in=visible_reviews(person)).order_by("-sequence")[:RECENT]
    )
