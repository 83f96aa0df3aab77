"""Parts against their total: which figures are parts of which, and whether they can add up to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.extraction.candidate import Bound
from claims.figures.amounts import Span, bound_of_sum, number, said, span_of, sum_of
from claims.figures.places import Places
from claims.figures.series import Placed
from claims.figures.shown import Breakdown, Part, SumVerdict

# Fewer figures of places beside one of the whole are no breakdown unless the text says so.
_ENOUGH = 3


@dataclass(frozen=True)
class Parts:
    """A total with its parts, as figures."""

    total: Placed
    parts: tuple[Placed, ...]


def parts_of(placed: Sequence[Placed], places: Places) -> list[Parts]:
    """Each total with its parts, by the order of totals. One that is said again is there again (`each_once`).

    What the text calls a part is one (`part_of`). Beside that, figures of one speaker, document, day and unit for
    places within the place of another figure are its parts.
    """
    found = _said(placed)
    taken = {part.fact.figure for group in found for part in group.parts}
    taken |= {group.total.fact.figure for group in found}
    found += _by_place([each for each in placed if each.fact.figure not in taken], placed, places)
    return sorted(found, key=lambda group: group.total.order)


def each_once(groups: Sequence[Parts]) -> list[Parts]:
    """Of breakdowns with the same values the first."""
    once: dict[tuple[object, ...], Parts] = {}
    for group in groups:
        once.setdefault(_values(group), group)
    return list(once.values())


def breakdown(group: Parts) -> Breakdown:
    """Whether parts can add up to their total, bounds respected: "at least" parts can reach an "over" total."""
    facts = [each.fact for each in group.parts]
    spans = [span_of(fact.value, Bound(fact.bound), fact.value_max) for fact in facts]
    total = group.total.fact
    whole = span_of(total.value, Bound(total.bound), total.value_max)
    values = sum((fact.value for fact in facts), Decimal(0))
    bound = bound_of_sum(Bound(fact.bound) for fact in facts)
    most = sum((fact.value_max or fact.value for fact in facts), Decimal(0)) if bound is Bound.BETWEEN else None
    short_by = total.value - values
    verdict, words = _verdict(sum_of(spans), whole)
    return Breakdown(
        total=_part(group.total),
        parts=tuple(_part(each) for each in group.parts),
        sum=values,
        sum_max=most,
        sum_bound=bound,
        verdict=verdict,
        words=words,
        short_by=short_by,
        speaker=group.total.speaker.name,
        as_of=group.total.as_of,
    )


def sum_said(made: Breakdown) -> str:
    """The sum of the parts as pages say it."""
    return said(made.sum, made.sum_bound, made.sum_max)


def _verdict(parts: Span, whole: Span) -> tuple[SumVerdict, str]:
    if whole.is_below(parts) and parts.low is not None and whole.high is not None:
        return SumVerdict.EXCEEDS, _by("exceeds", parts.low - whole.high)
    if parts.is_below(whole) and parts.high is not None and whole.low is not None:
        return SumVerdict.SHORT, _by("short", whole.low - parts.high)
    return SumVerdict.CONSISTENT, "consistent"


def _by(what: str, amount: Decimal) -> str:
    """ "short by 50"; of parts that reach just what the total is said to be over, "short"."""
    return f"{what} by {number(amount)}" if amount else what


def _part(each: Placed) -> Part:
    fact = each.fact
    label = fact.place or each.scope.label or fact.told.words[:60]
    return Part(fact.figure, fact.told.claim, label, fact.value, fact.value_max, Bound(fact.bound))


def _said(placed: Sequence[Placed]) -> list[Parts]:
    by_figure = {each.fact.figure: each for each in placed}
    groups: dict[int, list[Placed]] = {}
    for each in placed:
        total = each.fact.part_of
        if total is not None and total in by_figure and total != each.fact.figure:
            groups.setdefault(total, []).append(each)
    return [Parts(by_figure[total], tuple(_in_text(parts))) for total, parts in groups.items()]


def _by_place(free: Sequence[Placed], placed: Sequence[Placed], places: Places) -> list[Parts]:
    """Breakdowns by place that the text does not name as such."""
    groups: dict[tuple[object, ...], list[Placed]] = {}
    for each in free:
        told = each.fact.told
        if told.document is not None and each.fact.nature == "count" and not each.speaker.denied:
            key = (told.document, each.speaker.key, each.speaker.second_hand, each.as_of, each.unit)
            groups.setdefault(key, []).append(each)
    found = []
    for group in groups.values():
        totals = [
            each for each in group if sum(places.is_within(other.scope, each.scope) for other in group) >= _ENOUGH
        ]
        widest = [each for each in totals if not any(places.is_within(each.scope, other.scope) for other in totals)]
        if not widest:
            continue
        scope = widest[0].scope
        parts = _each_place_once([each for each in group if places.is_within(each.scope, scope)])
        if len(parts) >= _ENOUGH:
            found.append(Parts(_nearest(widest, parts[0]), tuple(parts)))
    return found


def _each_place_once(parts: Sequence[Placed]) -> list[Placed]:
    """The parts in the order of the text; a place that is given twice with one value is one part."""
    once: dict[tuple[str, Decimal], Placed] = {}
    for each in _in_text(parts):
        once.setdefault((each.scope.key, each.fact.value), each)
    return list(once.values())


def _nearest(totals: Sequence[Placed], part: Placed) -> Placed:
    """The total that stands nearest before the parts, else the first after them."""
    before = [each for each in totals if each.fact.told.start <= part.fact.told.start]
    return max(before, key=_where) if before else min(totals, key=_where)


def _where(each: Placed) -> tuple[int, int, int]:
    return each.fact.told.start, each.fact.told.claim, each.fact.figure


def _in_text(parts: Sequence[Placed]) -> list[Placed]:
    return sorted(parts, key=lambda each: (each.fact.told.document or 0, *_where(each)))


def _values(group: Parts) -> tuple[object, ...]:
    parts = sorted((each.scope.key or each.fact.told.words, each.fact.value) for each in group.parts)
    return group.total.measure, group.total.speaker.key, group.total.fact.value, tuple(parts)
