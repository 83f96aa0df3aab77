"""How long reviews stay in each state, and how many come in and go out.

Only stays that have ended are measured, and none of a round that is still blind: how long one has been in review
would time a colleague's taking.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Aggregate, Count, F, FloatField, Q
from django.utils import timezone

from factcheck.core.permissions import Person
from reviews.access import blind_reviews, visible_reviews
from reviews.models import Stay
from reviews.workflow import State

FEWEST_FOR_TAIL = 10  # stays below which "nine in ten" says nothing
LONGEST = timedelta(days=3660)  # of a period: a row is drawn for each of its weeks
_SHOWN = (State.QUEUED, State.IN_REVIEW, State.SPLIT, State.DECIDED, State.ON_HOLD)
_ENDS = (State.PUBLISHED, State.CLOSED)


@dataclass(frozen=True)
class StateTime:
    """Finished stays in one state, in hours. `median` is None without any, `ninth` (nine in ten) below ten."""

    state: State
    stays: int
    median: float | None
    ninth: float | None


@dataclass(frozen=True)
class Week:
    """A week from Monday: reviews opened, and reviews that were published or closed."""

    begins: date
    came: int
    went: int


@dataclass(frozen=True)
class Flow:
    since: date
    until: date
    states: list[StateTime]
    weeks: list[Week]


class _Percentile(Aggregate):
    """PostgreSQL's percentile_cont: the value below which a share of the rows lies, between two where it must."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY extract(epoch FROM %(expressions)s) / 3600)"
    output_field = FloatField()


def flow_report(person: Person, *, since: date, until: date) -> Flow:
    """Stays that ended, and reviews that came and went, from `since` to `until` in the desk's time zone, both included.

    Reviews that a person may not know of are not counted.
    """
    first, end = _midnight(since), _midnight(until + timedelta(days=1))
    reviews = visible_reviews(person)
    in_time = Stay.objects.filter(review__in=reviews)
    length = F("until") - F("since")
    rows = (
        in_time.filter(until__gte=first, until__lt=end, state__in=_SHOWN)
        .exclude(blind_reviews("review__") & Q(round=F("review__round")))
        .values("state")
        .annotate(
            stays=Count("pk"),
            median=_Percentile(length, share=0.5),
            ninth=_Percentile(length, share=0.9),
        )
    )
    found = {row["state"]: row for row in rows}
    came = Counter(
        _monday(moment) for moment in reviews.filter(opened_at__gte=first, opened_at__lt=end).values_list(
            "opened_at", flat=True
        )
    )  # fmt: skip
    went = Counter(
        _monday(moment) for moment in in_time.filter(state__in=_ENDS, since__gte=first, since__lt=end).values_list(
            "since", flat=True
        )
    )  # fmt: skip
    weeks = []
    begins = since - timedelta(days=since.weekday())
    while begins <= until:
        weeks.append(Week(begins, came[begins], went[begins]))
        begins += timedelta(days=7)
    return Flow(since, until, [_state_time(state, found.get(state.value)) for state in _SHOWN], weeks)


def _state_time(state: State, row: Mapping[str, Any] | None) -> StateTime:
    if row is None:
        return StateTime(state, 0, None, None)
    stays = int(row["stays"])
    return StateTime(state, stays, row["median"], row["ninth"] if stays >= FEWEST_FOR_TAIL else None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _monday(moment: datetime) -> date:
    day = timezone.localtime(moment).date()
    return day - timedelta(days=day.weekday())
