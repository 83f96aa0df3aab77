"""What does not fit, found in measures, lines and parts."""

import itertools
from collections.abc import Iterable, Sequence
from decimal import Decimal

from claims.extraction.candidate import Bound
from claims.figures.amounts import number, plain, said
from claims.figures.breakdowns import Parts, breakdown, sum_said
from claims.figures.days import days_between, is_later, said_day
from claims.figures.finding import FigureFinding, FindingKind
from claims.figures.places import Places
from claims.figures.shown import Breakdown, Measure, Point, Relation, Series, SumVerdict
from claims.figures.units import CUMULATIVE

_STANDS = 14  # days that a figure is compared with others
_EXPLAINS = ("revis", "correct", "lowered", "downward", "duplicate", "double-count", "recount", "reduced")


def of_parts(groups: Iterable[Parts], places: Places) -> list[FigureFinding]:
    """Findings on breakdowns: sums that do not fit or leave a rest, and places that share ground."""
    found = []
    for group in groups:
        made = breakdown(group)
        found += _of_sum(group, made)
        found += _twice(group, places)
    return found


def _of_sum(group: Parts, made: Breakdown) -> list[FigureFinding]:
    if made.verdict is SumVerdict.CONSISTENT and made.short_by <= 0:
        return []
    unit = group.total.unit
    whole = f"{said(made.total.value, made.total.bound, made.total.value_max)} {unit}"
    who = ", ".join(part for part in (made.speaker, said_day(made.as_of)) if part)
    opening = f"The {len(made.parts)} parts that are named add up to {sum_said(made)} of {whole} ({who})"
    if made.verdict is SumVerdict.EXCEEDS:
        kind, words = FindingKind.PARTS_EXCEED_TOTAL, f"{opening}: the parts are more than the whole."
    elif made.verdict is SumVerdict.SHORT:
        missing = f"{number(made.short_by)} are missing" if made.short_by else "the total is said to be more"
        kind, words = FindingKind.PARTS_FALL_SHORT, f"{opening}: {missing}."
    else:
        kind = FindingKind.PARTS_LEAVE_REST
        words = f"{opening}. That fits, and leaves {number(made.short_by)} that no part names."
    parts = "+".join(plain(part.value) for part in sorted(made.parts, key=lambda part: (-part.value, part.label)))
    return [
        FigureFinding(
            kind,
            f"{kind}|{group.total.measure}|{plain(made.total.value)}|{parts}",
            words,
            (made.total.figure_id, *(part.figure_id for part in made.parts)),
            _once([made.total.claim_id, *(part.claim_id for part in made.parts)]),
            (
                ("total", plain(made.total.value)),
                ("sum", plain(made.sum)),
                ("short_by", plain(made.short_by)),
                ("verdict", made.words),
            ),
        )
    ]


def _twice(group: Parts, places: Places) -> list[FigureFinding]:
    found = []
    for at, one in enumerate(group.parts):
        for other in group.parts[at + 1 :]:
            if not one.fact.place or not other.fact.place or not places.overlap(one.scope, other.scope):
                continue
            inner, outer = (other, one) if places.is_within(other.scope, one.scope) else (one, other)
            keys = "|".join(sorted((one.scope.key, other.scope.key)))
            values = "+".join(sorted((plain(one.fact.value), plain(other.fact.value))))
            found.append(
                FigureFinding(
                    FindingKind.COUNTED_TWICE,
                    f"{FindingKind.COUNTED_TWICE}|{group.total.measure}|{plain(group.total.fact.value)}|{keys}|{values}",
                    f"{inner.scope.label} ({number(inner.fact.value)}) and {outer.scope.label} "
                    f"({number(outer.fact.value)}) stand side by side as parts of {number(group.total.fact.value)} "
                    f"{group.total.unit}, and share ground: people may be counted twice.",
                    (one.fact.figure, other.fact.figure, group.total.fact.figure),
                    _once([one.fact.told.claim, other.fact.told.claim, group.total.fact.told.claim]),
                    (("inner", inner.scope.label), ("outer", outer.scope.label)),
                )
            )
    return found


def of_lines(measures: Iterable[Measure]) -> list[FigureFinding]:
    """Findings on lines: figures that fell, rivals that differ, and what confirms itself."""
    found = []
    for measure in measures:
        for series in measure.series:
            found += _falls(measure, series)
            found += _confirms_itself(measure, series)
        found += _rivals(measure)
    return found


def _falls(measure: Measure, series: Series) -> list[FigureFinding]:
    if measure.nature != "count" or measure.unit not in CUMULATIVE:
        return []
    found = []
    turns = [one for one in _turns(series) if not one.second_hand and not one.hedged]
    for before, after in itertools.pairwise(turns):
        if not is_later(after.as_of, before.as_of) or before.bound in (Bound.AT_MOST, Bound.LESS_THAN):
            continue
        if (after.value_max or after.value) >= before.value or _is_near(before, after):
            continue
        if any(word in after.words.lower() for word in _EXPLAINS):
            continue
        found.append(
            FigureFinding(
                FindingKind.FIGURE_FELL,
                f"{FindingKind.FIGURE_FELL}|{measure.key}|{_given(before)}>{_given(after)}",
                f"{measure.label}: {after.speaker} said {_said(after)}, less than {_said(before)} "
                f"({before.speaker}) before, and gives no reason.",
                (before.figure_id, after.figure_id),
                _once([before.claim_id, after.claim_id]),
                (("before", plain(before.value)), ("after", plain(after.value))),
            )
        )
    return found


def _is_near(one: Point, other: Point) -> bool:
    """Whether two figures, one an estimate, may be the same number rounded."""
    return Bound.APPROX in (one.bound, other.bound) and abs(one.value - other.value) * 10 <= max(one.value, other.value)


def _turns(series: Series) -> list[Point]:
    """The points at which a line takes a new value."""
    return [one for one in series.points if one.in_line and one.relation is not Relation.REPEAT]


def _rivals(measure: Measure) -> list[FigureFinding]:
    """The figures of different lines for one time, where they contradict each other or one is twice the other.

    Each figure stands until its own party revises it, but a fortnight at most: later the story has moved on. The
    widest difference counts; all that stood then are named.
    """
    if measure.nature == "rank":
        return []
    lines = [turns for series in measure.series if (turns := _turns(series))]
    best: tuple[Decimal, str, list[Point]] | None = None
    for at in sorted({one.as_of for turns in lines for one in turns}):
        standing = [one for turns in lines if (one := _standing(turns, at)) is not None]
        values = [one.value for one in standing if one.value > 0]
        if len(values) < 2 or not _contradict(standing):
            continue
        factor = max(values) / min(values)
        if best is None or (factor, at) >= best[:2]:
            best = factor, at, standing
    if best is None:
        return []
    factor, _, standing = best
    named = sorted(standing, key=lambda one: (one.value, one.as_of, one.figure_id))
    times = f"{factor.quantize(Decimal('0.1')).normalize():f}"
    compared = "|".join(_given(one) for one in named)
    listed = ", ".join(f"{_said(one)} ({one.speaker}, {said_day(one.as_of)})" for one in named)
    return [
        FigureFinding(
            FindingKind.RIVALS_DIFFER,
            f"{FindingKind.RIVALS_DIFFER}|{measure.key}|{compared}",
            f"{measure.label}: parties give different figures for one time, the highest {times} times the lowest: "
            f"{listed}.",
            tuple(one.figure_id for one in named),
            _once([one.claim_id for one in named]),
            (("factor", times), ("lowest", plain(named[0].value)), ("highest", plain(named[-1].value))),
        )
    ]


def _standing(turns: Sequence[Point], at: str) -> Point | None:
    last = next((one for one in reversed(turns) if not is_later(one.as_of, at)), None)
    return last if last is not None and days_between(last.as_of, at) <= _STANDS else None


def _contradict(points: Sequence[Point]) -> bool:
    """Whether of some figures two contradict each other, or the highest is twice the lowest."""
    values = [one.value for one in points if one.value > 0]
    if max(values) >= 2 * min(values):
        return True
    return any(
        not one.span.meets(other.span) and max(one.value, other.value) > min(one.value, other.value) * Decimal("1.1")
        for at, one in enumerate(points)
        for other in points[at + 1 :]
    )


def _confirms_itself(measure: Measure, series: Series) -> list[FigureFinding]:
    """A party said to confirm what another of its own network had said: one voice, not two."""
    found: dict[str, FigureFinding] = {}
    said_by: dict[str, Point] = {}
    for one in series.points:
        if one.denied or one.relation is Relation.UNDATED:
            continue
        first = said_by.setdefault(_given(one), one)
        if one.confirms and not one.second_hand and first.speaker != one.speaker:
            key = f"{FindingKind.CONFIRMS_ITSELF}|{measure.key}|{_given(one)}|{one.speaker}|{first.speaker}"
            found.setdefault(
                key,
                FigureFinding(
                    FindingKind.CONFIRMS_ITSELF,
                    key,
                    f"{measure.label}: {one.speaker} is said to confirm {_said(one)}, which {first.speaker} had said. "
                    "They belong to one network, so this is no second source.",
                    (first.figure_id, one.figure_id),
                    _once([first.claim_id, one.claim_id]),
                ),
            )
    return list(found.values())


def _given(one: Point) -> str:
    return plain(one.value) + (f"-{plain(one.value_max)}" if one.value_max is not None else "")


def _said(one: Point) -> str:
    return said(one.value, one.bound, one.value_max)


def _once(claims: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(claims))
