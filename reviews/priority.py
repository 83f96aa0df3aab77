"""How urgent a review is, and why: points that can be read out one by one.

Every waiting review gains a point a day, so age never changes which of two is first. What is stored is therefore a
rank that stands still: the points without age, less the days from `EPOCH` to the opening.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
BY_LEVEL = {1: 60.0, 2: 30.0, 3: 0.0}
OF_WORTH = 20.0  # at most, for a claim that is surely worth checking
OF_REACH = 10.0  # at most
OF_PLACE = 2.0  # for each place beside the first where the claim was found
OF_ESCALATION = 25.0
_LEVELS = {1: "urgent", 2: "normal", 3: "low"}
_DAY = 86_400.0  # seconds


@dataclass(frozen=True)
class Reason:
    """One reason of a priority, in words, and the points it is worth."""

    words: str
    points: float


def points(
    level: int,
    worth: float,
    worth_reasons: Sequence[str] = (),
    reach: int | None = None,
    places: int = 1,
    escalations: int = 0,
) -> tuple[Reason, ...]:
    """The reasons of a priority without age; those worth nothing are left out, but never the level.

    `level` is 1 (urgent) to 3, `worth` 0 to 1, `reach` how many people saw the claim (None: unknown), `places` in how
    many places it was found, itself included, `escalations` how often its due date passed. Raises ValueError outside
    these.
    """
    if level not in BY_LEVEL or not 0 <= worth <= 1 or (reach or 0) < 0 or places < 1 or escalations < 0:
        raise ValueError(f"no priority has {level=}, {worth=}, {reach=}, {places=}, {escalations=}")
    found = [Reason(f"set to {_LEVELS[level]}", BY_LEVEL[level])]
    if worth:
        why = f": {', '.join(worth_reasons)}" if worth_reasons else ""
        found.append(Reason(f"worth checking{why}", OF_WORTH * worth))
    spread = min(OF_REACH, OF_PLACE * (places - 1) + math.log10(1 + (reach or 0)))
    if spread:
        found.append(Reason(_spread(reach, places), spread))
    if escalations:
        times = "once" if escalations == 1 else f"{escalations} times"
        found.append(Reason(f"overdue {times}", OF_ESCALATION * escalations))
    return tuple(found)


def rank(reasons: Sequence[Reason], opened_at: datetime) -> float:
    """The number that reviews are ordered by, greatest first; it does not change with time."""
    return total(reasons) - (opened_at - EPOCH).total_seconds() / _DAY


def total(reasons: Sequence[Reason]) -> float:
    """The points of all reasons together."""
    return math.fsum(reason.points for reason in reasons)


def age(opened_at: datetime, now: datetime) -> Reason:
    """What waiting adds: one point a day, whatever the state; nothing before the opening."""
    days = max(0.0, (now - opened_at).total_seconds() / _DAY)
    whole = int(days)
    return Reason("opened today" if not whole else f"opened {whole} day{'s' if whole > 1 else ''} ago", days)


def points_now(stored_rank: float, now: datetime) -> float:
    """The points, age included, of a review with this rank."""
    return stored_rank + (now - EPOCH).total_seconds() / _DAY


def _spread(reach: int | None, places: int) -> str:
    found = [f"reach {reach:,}"] if reach else []
    if places > 1:
        found.append(f"found in {places} places")
    return ", ".join(found)
