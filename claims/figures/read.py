"""From the figures of one story to what is drawn and found."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.figures import findings
from claims.figures.breakdowns import Parts, breakdown, each_once, parts_of
from claims.figures.facts import Fact, Told
from claims.figures.finding import FigureFinding
from claims.figures.places import Places
from claims.figures.series import measures_of, place_all
from claims.figures.shares import of_shares
from claims.figures.shown import Measure, Silence
from claims.figures.silence import silences_of


@dataclass(frozen=True)
class Reading:
    """What some figures come to. Measures are ordered by how many figures they have, findings by kind and key."""

    measures: tuple[Measure, ...]
    silences: tuple[Silence, ...]
    findings: tuple[FigureFinding, ...]


def read_figures(
    facts: Iterable[Fact],
    *,
    claims: Iterable[Told] = (),
    networks: Mapping[int, int] | None = None,
    because: Mapping[int, Sequence[str]] | None = None,
) -> Reading:
    """Read the figures of a topic. `claims` are those without figures, in which somebody may be said to give none.

    `networks` gives each affiliated party the key of its network, `because` by what it belongs there. The order of what
    is given does not matter, and a figure that repeats another changes no finding.
    """
    given = list(facts)
    places = Places(given)
    placed = place_all(given, places, networks or {})
    every = parts_of(placed, places)
    groups = each_once(every)
    parts = {part.fact.figure for group in every for part in group.parts}
    measures = measures_of(placed, because or {})
    found = [
        *findings.of_parts(groups, places),
        *findings.of_lines(measures),
        *of_shares(placed),
    ]
    once = {finding.key: finding for finding in sorted(found, key=lambda one: (one.key, one.figures))}
    told = {fact.told.claim: fact.told for fact in given} | {told.claim: told for told in claims}
    return Reading(
        measures=tuple(_drawn(groups, parts, measures)),
        silences=tuple(silences_of(told.values())),
        findings=tuple(sorted(once.values(), key=lambda one: (one.kind, one.key))),
    )


def _drawn(groups: Sequence[Parts], parts: Collection[int], measures: Sequence[Measure]) -> list[Measure]:
    """The measures with their breakdowns, without those that a breakdown shows already.

    These hold nothing but parts, and of no more than one value.
    """
    totals: dict[str, list[Parts]] = {}
    for group in groups:
        totals.setdefault(group.total.measure, []).append(group)
    return [
        replace(measure, parts=tuple(breakdown(group) for group in totals.get(measure.key, ())))
        for measure in measures
        if _says_more(measure, parts)
    ]


def _says_more(measure: Measure, parts: Collection[int]) -> bool:
    points = [one for series in measure.series for one in series.points]
    others = any(one.figure_id not in parts for one in points)
    return others or len({(one.value, one.value_max) for one in points}) > 1
