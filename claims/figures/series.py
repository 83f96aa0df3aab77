"""Figures to measures, and in each a line for every party or network: what is first, revised, repeated, a rival."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claims.extraction.candidate import Bound
from claims.figures.days import days_of, precision_of
from claims.figures.denominators import only_asks, share_of
from claims.figures.facts import Fact
from claims.figures.places import Places, Scope
from claims.figures.shown import Measure, Point, Relation, Series
from claims.figures.speaking import Speaker, speaker_of, unit_said
from claims.figures.units import same_unit, unit_of
from factcheck.core.text import fold

_LATEST = (date.max, date.max)


@dataclass(frozen=True)
class Placed:
    """A figure with all that is known of it: its measure, its line, and when it counts."""

    fact: Fact
    speaker: Speaker
    unit: str
    scope: Scope
    of: str
    as_of: str
    dated_by: str

    @property
    def measure(self) -> str:
        """The key of what it counts."""
        return "|".join((self.unit, self.fact.nature, self.scope.key, fold(self.of)))

    @property
    def order(self) -> tuple[object, ...]:
        """By when it counts, then by where it was said: the same whatever order figures come in."""
        told = self.fact.told
        days = days_of(self.as_of) or _LATEST
        return (*days, told.document or 0, told.start, told.claim, self.fact.figure)


def place_all(facts: Iterable[Fact], places: Places, networks: Mapping[int, int]) -> list[Placed]:
    """Each figure with its measure, line and date, ordered. What only asks about a figure gives none."""
    given = (fact for fact in facts if not only_asks(fact))
    return sorted((_placed(fact, places, networks) for fact in given), key=lambda each: each.order)


def _placed(fact: Fact, places: Places, networks: Mapping[int, int]) -> Placed:
    told = fact.told
    dated = ((fact.as_of, "figure"), (told.said_on, "said"), (told.published_on, "document"))
    as_of, dated_by = next(((day, by) for day, by in dated if days_of(day)), ("", ""))
    if fact.nature == "count" and same_unit(fact.unit) == "percent":
        fact = replace(fact, nature="share")  # percentages are never counted
    of = {"share": share_of(fact), "rate": fact.per, "change": fact.since}.get(fact.nature, "")
    return Placed(fact, speaker_of(told, networks), unit_of(fact), places.scope(fact.place), of, as_of, dated_by)


def measures_of(placed: Sequence[Placed], because: Mapping[int, Sequence[str]]) -> list[Measure]:
    """The measures with their lines; those that most figures are of come first.

    `because` says of each party in a network by what it belongs there.
    """
    by_key: dict[str, list[Placed]] = {}
    for each in placed:
        by_key.setdefault(each.measure, []).append(each)
    made = [_measure(key, group, because) for key, group in by_key.items()]
    return sorted(made, key=lambda measure: (-sum(len(one.points) for one in measure.series), measure.key))


def _measure(key: str, group: Sequence[Placed], because: Mapping[int, Sequence[str]]) -> Measure:
    first = group[0]
    lines: dict[str, list[Placed]] = {}
    for each in group:
        lines.setdefault(each.speaker.key, []).append(each)
    drawn = {key: _points(line) for key, line in lines.items()}
    opened = {key: _opens(line, drawn[key]) for key, line in lines.items()}
    series = [_series(line, _beside(drawn[key], key, opened, drawn), because) for key, line in lines.items()]
    place = first.scope.label
    return Measure(
        key=key,
        unit=first.unit,
        nature=first.fact.nature,
        place=place,
        of=first.of,
        label=", ".join(part for part in (first.unit, place) if part) + (f" ({first.of})" if first.of else ""),
        series=tuple(series),
    )


def _points(line: Sequence[Placed]) -> list[Point]:
    """A line's points in order, each with how it stands to the one before."""
    own = [each for each in line if not each.speaker.second_hand]
    made: list[Point] = []
    standing: Point | None = None
    # What only others tell makes a line where there is nothing else.
    told_makes_line = not any(not each.speaker.denied and days_of(each.as_of) for each in own)
    values = {
        (each.fact.value, each.fact.value_max) for each in (line if told_makes_line else own) if not each.speaker.denied
    }
    for each in line:
        point = _point(each)
        if each.speaker.denied:
            point = replace(point, relation=Relation.DENIAL)
        elif not days_of(each.as_of):
            said = next((one for one in made if not one.denied and _same(one, point)), None)
            relation = Relation.REPEAT if said else Relation.UNDATED
            point = replace(point, relation=relation, of=said.figure_id if said else None)
        elif each.speaker.second_hand and not told_makes_line:
            same = next((one for one in made if one.in_line and _same(one, point)), None)
            known = (point.value, point.value_max) in values
            relation = Relation.REPEAT if known else Relation.TOLD
            point = replace(point, relation=relation, of=same.figure_id if same else None)
        elif standing is None:
            standing = point
        elif _same(standing, point):
            point = replace(point, relation=Relation.REPEAT, of=standing.figure_id)
        else:
            point = replace(point, relation=Relation.REVISION, of=standing.figure_id)
            standing = point
        made.append(point)
    return made


def _same(one: Point, other: Point) -> bool:
    """Whether two figures give one value: the same number recurs with different bounds."""
    return (one.value, one.value_max) == (other.value, other.value_max)


def _point(each: Placed) -> Point:
    fact, speaker = each.fact, each.speaker
    chain = fact.told.chain or ((fact.told.publisher,) if fact.told.publisher else ())
    basis = "; ".join(part for part in (speaker.basis, unit_said(fact.unit)) if part)
    return Point(
        figure_id=fact.figure,
        claim_id=fact.told.claim,
        value=fact.value,
        value_max=fact.value_max,
        bound=Bound(fact.bound),
        as_of=each.as_of,
        precision=precision_of(each.as_of),
        dated_by=each.dated_by,
        speaker=speaker.name,
        said_by=tuple(voice.name for voice in chain),
        basis_words=basis,
        unit_words=fact.unit,
        words=fact.told.words,
        second_hand=speaker.second_hand,
        hedged=speaker.hedged,
        denied=speaker.denied,
        confirms=speaker.confirms,
        relation=Relation.FIRST,
    )


def _opens(line: Sequence[Placed], points: Sequence[Point]) -> date | None:
    """The first day that the opening of a line can mean."""
    for each, point in zip(line, points, strict=True):
        if point.relation is Relation.FIRST and (days := days_of(each.as_of)):
            return days[0]
    return None


def _beside(
    points: list[Point], key: str, opened: Mapping[str, date | None], drawn: Mapping[str, list[Point]]
) -> list[Point]:
    """The points of a line, the first of them a rival where another party spoke before or on the same day."""
    mine = opened[key]
    if mine is None:
        return points
    earlier = sorted((day, other) for other, day in opened.items() if other != key and day is not None and day <= mine)
    if not earlier:
        return points
    found = next((one for one in drawn[earlier[-1][1]] if one.relation is Relation.FIRST), None)
    beside = found.figure_id if found else None
    return [
        replace(one, relation=Relation.RIVAL, of=beside) if one.relation is Relation.FIRST else one for one in points
    ]


def _series(line: Sequence[Placed], points: Sequence[Point], because: Mapping[int, Sequence[str]]) -> Series:
    speakers = dict.fromkeys((each.speaker.party, each.speaker.name) for each in line)
    parties = tuple(dict.fromkeys(party for party, _ in speakers if party is not None))
    return Series(parties[0] if parties else None, _label(points), parties, _why(parties, because), tuple(points))


def _why(parties: Sequence[int], because: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    """By what parties are one line: what ties two of them to each other or, where that does not join all, every tie."""
    ties = Counter(words for party in parties for words in dict.fromkeys(because.get(party, ())))
    between = tuple(words for words, ends in ties.items() if ends > 1)
    if len(parties) < 2 or len(between) >= len(parties) - 1:
        return between
    return tuple(ties)


def _label(points: Sequence[Point]) -> str:
    """Who speaks in a line, at most two of them: first who moved it most often."""
    moved: dict[str, int] = {}
    for one in points:
        moved[one.speaker] = moved.get(one.speaker, 0) + (one.in_line and one.relation is not Relation.REPEAT)
    names = sorted(moved, key=lambda name: -moved[name])
    return ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")
