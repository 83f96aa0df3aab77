"""How far blind reviewers agreed, by desk, topic, pair of people and month.

Only rounds whose assessments are all in are counted, so that no figure moves when somebody submits into a round
that is still blind.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from factcheck.core.permissions import Person
from reviews.access import blind_reviews, visible_reviews
from reviews.models import Assessment, Rating, Scale
from reviews.reliability import Figure, Metric, agreement

_BOTH = 2  # assessments of a round that can be compared


class By(StrEnum):
    """What agreement is reported by."""

    DESK = "desk"
    TOPIC = "topic"
    PAIR = "pair"
    MONTH = "month"


@dataclass(frozen=True)
class Pair:
    """Two blind assessments of one round. `keys` name the group it belongs to, by each of `By`."""

    ratings: tuple[str, str]
    places: tuple[int | None, int | None]
    attributions: tuple[str, str]
    keys: dict[By, tuple[str, str]]

    @property
    def is_off_axis(self) -> bool:
        return None in self.places

    @property
    def is_same(self) -> bool:
        return self.ratings[0] == self.ratings[1]


@dataclass(frozen=True)
class Group:
    """Agreement within one group, named `key` to programs and `words` to people.

    `ordinal` is over pairs with both ratings on the axis; `off_axis` counts those it leaves out. `nominal` and
    `attribution` are over all. `same` pairs chose one rating; None where there are too few pairs for a figure.
    """

    key: str
    words: str
    pairs: int
    off_axis: int
    same: int | None
    ordinal: Figure
    nominal: Figure
    attribution: Figure


@dataclass(frozen=True)
class Agreement:
    """A report: the whole, its groups, and what was left out because it was rated on a scale with other ratings."""

    by: By
    since: date | None
    until: date | None
    scale: Scale | None
    whole: Group
    groups: list[Group] = field(default_factory=list)
    on_other_scales: int = 0


def agreement_report(
    person: Person, *, by: By, since: date | None = None, until: date | None = None, scale_id: int | None = None
) -> Agreement:
    """Agreement of the rounds that a person may know of and that were in from `since` to `until`, both included.

    Days are those of the desk's time zone. Pairs are compared on one scale: `scale_id`, else the one with the most
    pairs. Scales with the same ratings in the same order count as one; the rest are counted in `on_other_scales`.
    Groups stand by name (months by time), never by their figure: this ranks nobody.
    """
    rated = _ratings()
    by_scale: dict[tuple[Any, ...], list[Pair]] = defaultdict(list)
    last: dict[tuple[Any, ...], int] = {}
    for pair, scale in _pairs(person, rated, since, until):
        likeness = _likeness(rated[scale])
        by_scale[likeness].append(pair)
        last[likeness] = max(scale, last.get(likeness, 0))
    if scale_id is not None:
        chosen = _likeness(rated.get(scale_id, []))
        shown = scale_id
    elif by_scale:
        chosen = max(by_scale, key=lambda likeness: (len(by_scale[likeness]), last[likeness]))
        shown = last[chosen]
    else:
        chosen, shown = (), 0
    pairs = by_scale.get(chosen, [])
    groups: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.keys[by]].append(pair)
    order = sorted(groups, key=lambda key: key[0] if by is By.MONTH else key[1].casefold())
    return Agreement(
        by=by,
        since=since,
        until=until,
        scale=Scale.objects.filter(pk=shown).first(),
        whole=_group("", "All", pairs),
        groups=[_group(*key, groups[key]) for key in order],
        on_other_scales=sum(len(others) for likeness, others in by_scale.items() if likeness != chosen),
    )


def _group(key: str, words: str, pairs: list[Pair]) -> Group:
    nominal = agreement((pair.ratings for pair in pairs), Metric.NOMINAL)
    has_figure = nominal.alpha is not None or nominal.is_uniform
    return Group(
        key=key,
        words=words,
        pairs=len(pairs),
        off_axis=sum(pair.is_off_axis for pair in pairs),
        same=sum(pair.is_same for pair in pairs) if has_figure else None,
        ordinal=agreement((pair.places for pair in pairs if not pair.is_off_axis), Metric.ORDINAL),
        nominal=nominal,
        attribution=agreement((pair.attributions for pair in pairs), Metric.NOMINAL),
    )


def _ratings() -> dict[int, list[Rating]]:
    """The ratings of each scale, in order."""
    found: dict[int, list[Rating]] = defaultdict(list)
    for rating in Rating.objects.order_by("scale_id", "position"):
        found[rating.scale_id].append(rating)
    return found


def _likeness(ratings: Iterable[Rating]) -> tuple[tuple[str, bool], ...]:
    """What makes two scales comparable: the same ratings in the same order, on the axis and off it."""
    return tuple((rating.slug, rating.off_axis) for rating in ratings)


def _pairs(
    person: Person, rated: dict[int, list[Rating]], since: date | None, until: date | None
) -> Iterable[tuple[Pair, int]]:
    """Each comparable round with the id of its scale. One query."""
    place = {
        (scale, rating.slug): None if rating.off_axis else rating.position
        for scale, ratings in rated.items()
        for rating in ratings
    }
    is_blind = blind_reviews("review__") & Q(round=F("review__round"))
    rows = (
        Assessment.objects.filter(review__in=visible_reviews(person), review__assessments_needed=_BOTH)
        .exclude(is_blind)
        .order_by("review_id", "round", "by__name", "by__username")
        .values(
            "review_id", "round", "scale_id", "attribution", "submitted_at", "rating__slug", "by__username",
            "by__name", "review__desk__slug", "review__desk__name", "review__claim__topic__slug",
            "review__claim__topic__title",
        )
    )  # fmt: skip
    rounds: dict[tuple[int, int], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows.iterator():
        rounds[row["review_id"], row["round"]].append(row)
    for both in rounds.values():
        day = max(_day(row["submitted_at"]) for row in both)
        # A round that was closed half done has one.
        if len(both) == _BOTH and (since is None or day >= since) and (until is None or day <= until):
            yield _pair(both, day, place), both[0]["scale_id"]


def _pair(both: list[Mapping[str, Any]], day: date, place: dict[tuple[int, str], int | None]) -> Pair:
    one, other = both
    desk, topic = one["review__desk__slug"], one["review__claim__topic__slug"]
    return Pair(
        ratings=(one["rating__slug"], other["rating__slug"]),
        places=(place[one["scale_id"], one["rating__slug"]], place[other["scale_id"], other["rating__slug"]]),
        attributions=(one["attribution"], other["attribution"]),
        keys={
            By.DESK: (desk or "", one["review__desk__name"] or "No desk"),
            By.TOPIC: (topic or "", one["review__claim__topic__title"] or "No topic"),
            By.PAIR: (
                f"{one['by__username']}+{other['by__username']}",
                f"{one['by__name'] or one['by__username']} and {other['by__name'] or other['by__username']}",
            ),
            By.MONTH: (f"{day:%Y-%m}", f"{day:%b %Y}"),
        },
    )


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
