"""Figures of one measure over time: a step line for each speaker, a mark for each statement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from claims.charts.axes import Tick, day_words, days_between, value_words, values_of
from claims.charts.labels import Box, Label, Room, spread, width_of

SHAPES = ("circle", "diamond", "square", "triangle")
MOST_LINES = 8  # further speakers stand in the table alone
WIDTH, HEIGHT = 812, 318
_LEFT, _TOP, _FLOOR = 52.0, 26.0, 288.0
_SIDE = 142.0  # for the names at the end
UP = frozenset({"at_least", "more_than"})
DOWN = frozenset({"at_most", "less_than"})


@dataclass(frozen=True)
class Mark:
    """One statement. `words` is the value as it was said, `note` what is said about it, `sign` the icon of its verdict.

    A mark that is `told` by others or hedged is dashed; one that is told or `denied` is no step of the line. A `repeat`
    says again what stands already, and has no words beside it.
    """

    at: date
    value: Decimal
    words: str
    top: Decimal | None = None
    bound: str = "exact"
    note: str = ""
    is_hedged: bool = False
    is_told: bool = False
    is_denied: bool = False
    is_repeat: bool = False
    sign: str = ""
    sign_words: str = ""
    href: str = ""


@dataclass(frozen=True)
class Line:
    """What one speaker said, in the order of time. Without marks: the speaker gave no figure, as `note` says."""

    label: str
    marks: Sequence[Mark]
    note: str = ""


@dataclass(frozen=True)
class Point:
    """A mark in its place. `arrow` is the way its bound points, `far` the other end of a range."""

    x: float
    y: float
    mark: Mark
    arrow: str = ""
    far: float | None = None
    label: Label | None = None

    @property
    def is_dashed(self) -> bool:
        return self.mark.is_hedged or self.mark.is_told

    @property
    def words(self) -> str:
        """The whole of it, for who points at it."""
        said = f"{self.mark.words}, {self.mark.at.day} {self.mark.at:%b %Y}"
        return ", ".join(each for each in (said, self.mark.note, self.mark.sign_words) if each)


@dataclass(frozen=True)
class End:
    """The name at the end of a line, with what was said last; where it would best stand, and where it stands."""

    name: str
    note: str
    wanted: float
    y: float = 0
    x: float = WIDTH - _SIDE + 14

    @property
    def key_x(self) -> float:
        return self.x - 10

    @property
    def key_y(self) -> float:
        return self.y - 4

    @property
    def note_y(self) -> float:
        return self.y + 15


@dataclass(frozen=True)
class Drawn:
    """One line in its place: `number` from 1 chooses colour, `shape` its marks."""

    label: str
    number: int
    shape: str
    end: End | None
    path: str
    points: list[Point]
    is_silent: bool = False


@dataclass(frozen=True)
class Timeline:
    """A drawing of `width` by `height` pixels; `words` is its text alternative."""

    lines: list[Drawn]
    grid: list[Tick]
    days: list[Tick]
    words: str
    left: float = _LEFT
    right: float = WIDTH - _SIDE - 8
    floor: float = _FLOOR
    width: int = WIDTH
    height: int = HEIGHT
    left_out: int = 0

    @property
    def tick_end(self) -> float:
        return self.floor + 5

    @property
    def foot(self) -> float:
        return self.floor + 19


@dataclass
class _Scale:
    first: date
    last: date
    low: float = 0
    high: float = 1
    right: float = WIDTH - _SIDE - 8

    def x(self, day: date) -> float:
        span = (self.last - self.first).days or 1
        return round(_LEFT + (day - self.first).days / span * (self.right - _LEFT), 1)

    def y(self, value: float) -> float:
        return round(_FLOOR - (value - self.low) / (self.high - self.low) * (_FLOOR - _TOP), 1)


def timeline(lines: Sequence[Line], *, unit: str = "") -> Timeline | None:
    """Place lines of figures; None where no speaker gave one.

    Values begin at zero. Words stand beside a mark where nothing is covered, else in its title alone. Of more than
    eight lines those with most marks are drawn, and `left_out` says how many are not.
    """
    with_marks = [line for line in lines if line.marks]
    if not with_marks:
        return None
    by_marks = sorted(range(len(with_marks)), key=lambda number: -len(with_marks[number].marks))
    spoken = [with_marks[number] for number in sorted(by_marks[:MOST_LINES])]
    silent = [line for line in lines if not line.marks][: MOST_LINES - len(spoken)]
    scale = _scale([mark for line in spoken for mark in line.marks])
    values = values_of(numbers_of(spoken))
    scale.low, scale.high = values.low, values.high
    placed = [_points(line, scale) for line in spoken]
    paths = [_path(points, scale.right) for points in placed]
    room = Room(Box(_LEFT, 0, WIDTH, _FLOOR - 2))
    room.take(_own_box(point) for points in placed for point in points)
    room.draw(box for _, boxes in paths for box in boxes)
    # Who spoke once is named beside the mark, if there is room; the others at the end of their lines.
    is_once = [len(line.marks) == 1 for line in spoken]
    ends = [_end(line, points) for line, points in zip(spoken, placed, strict=True)]
    below = [_end(line, ()) for line in silent]
    named = [end for end, once in zip(ends, is_once, strict=True) if not once] + below
    room.take(_name_box(end.y) for end in _spread(named))
    labelled = [[_labelled(point, room, line) for point in points] for line, points in zip(spoken, placed, strict=True)]
    shown = [not once or points[0].label is None for once, points in zip(is_once, labelled, strict=True)]
    ends_in_place = iter(_spread([end for end, is_shown in zip(ends, shown, strict=True) if is_shown] + below))
    drawn = [
        Drawn(
            label=spoken[number].label,
            number=number % len(SHAPES) + 1,
            shape=SHAPES[number % len(SHAPES)],
            end=next(ends_in_place) if shown[number] else None,
            path=paths[number][0],
            points=points,
        )
        for number, points in enumerate(labelled)
    ]
    drawn += [
        Drawn(line.label, 0, "none", end, f"M{_LEFT + 6:g} {end.y - 4:g} H{scale.right:g}", [], is_silent=True)
        for line, end in zip(silent, ends_in_place, strict=True)
    ]
    days = days_between(scale.first, scale.last)
    return Timeline(
        lines=drawn,
        grid=[Tick(scale.y(value), value_words(value)) for value in values.steps()],
        days=[Tick(scale.x(day), words) for day, words in zip(days, day_words(days), strict=True)],
        words=_told(spoken, silent, unit),
        left_out=len(with_marks) - len(spoken),
    )


def _scale(marks: Sequence[Mark]) -> _Scale:
    days = sorted(mark.at for mark in marks)
    first, last = days[0], days[-1]
    span = (last - first).days
    before, after = timedelta(days=span // 6 + 1), timedelta(days=span // 24 + 1)  # room for words
    # The calendar has ends.
    early = first - before if first > date.min + before else first
    late = last + after if last < date.max - after else last
    return _Scale(early, late)


def numbers_of(lines: Sequence[Line]) -> list[float]:
    """Every value that lines of figures draw, upper ends of ranges too."""
    return [float(v) for line in lines for mark in line.marks for v in (mark.value, mark.top) if v is not None]


def _points(line: Line, scale: _Scale) -> list[Point]:
    found = []
    for mark in line.marks:
        arrow = "up" if mark.bound in UP else "down" if mark.bound in DOWN else ""
        far = scale.y(float(mark.top)) if mark.top is not None else None
        found.append(Point(scale.x(mark.at), scale.y(float(mark.value)), mark, arrow, far))
    return found


def _path(points: Sequence[Point], right: float) -> tuple[str, list[Box]]:
    """The steps through a speaker's own statements, and the places that they take."""
    steps = [point for point in points if not point.mark.is_told and not point.mark.is_denied]
    if len(steps) < 2:
        return "", []
    path, boxes = f"M{steps[0].x:g} {steps[0].y:g}", []
    x, y = steps[0].x, steps[0].y
    for point in steps[1:]:
        path += f" H{point.x:g} V{point.y:g}"
        boxes.append(Box(x, y - 1, point.x, y + 1))
        boxes.append(Box(point.x - 1, min(y, point.y), point.x + 1, max(y, point.y)))
        x, y = point.x, point.y
    boxes.append(Box(x, y - 1, right, y + 1))
    return f"{path} H{right:g}", boxes


def _own_box(point: Point) -> Box:
    """A mark with the arrow of its bound or with its range."""
    ends = [point.y - 7, point.y + 7]
    ends += [point.y - 24] if point.arrow == "up" else [point.y + 24] if point.arrow == "down" else []
    ends += [point.far] if point.far is not None else []
    return Box(point.x - 6, min(ends), point.x + 6, max(ends))


def _end(line: Line, points: Sequence[Point]) -> End:
    wanted = points[-1].y + 4 if points else _FLOOR - 12
    return End(_cut(line.label), _cut(line.note or (points[-1].mark.words if points else "")), wanted)


def _spread(ends: Sequence[End]) -> list[End]:
    """Names in places that do not touch, each as near as can be to where it would best stand."""
    order = sorted(range(len(ends)), key=lambda number: ends[number].wanted)
    places = spread([ends[number].wanted for number in order], 33, _TOP - 12, _FLOOR - 10)
    found = dict(zip(order, places, strict=True))
    return [replace(end, y=round(found[number], 1)) for number, end in enumerate(ends)]


def _name_box(y: float) -> Box:
    return Box(WIDTH - _SIDE - 4, y - 11, WIDTH, y + 18)


def _labelled(point: Point, room: Room, line: Line) -> Point:
    mark = point.mark
    if mark.is_repeat:
        return point
    words = f"{line.label} {mark.words}" if len(line.marks) == 1 else mark.words
    note = ", ".join(each for each in (f"{mark.at.day} {mark.at:%b}", mark.note or line.note) if each)
    return replace(point, label=room.label(point.x, point.y, words, note, signed=bool(mark.sign)))


def _told(spoken: Sequence[Line], silent: Sequence[Line], unit: str) -> str:
    said = []
    for line in spoken:
        each = [_statement(mark) for mark in line.marks]
        said.append(f"{line.label}: {'; '.join(each)}.")
    said += [f"{line.label}: {line.note or 'no figure'}." for line in silent]
    return " ".join([f"{unit[:1].upper()}{unit[1:]}.", *said] if unit else said)


def _statement(mark: Mark) -> str:
    how = "denies " if mark.is_denied else ""
    extra = f" ({mark.note})" if mark.note else ""
    verdict = f", {mark.sign_words}" if mark.sign_words else ""
    return f"{how}{mark.words} on {mark.at.day} {mark.at:%B %Y}{extra}{verdict}"


def _cut(words: str) -> str:
    """As much of a name as fits at the end of a line."""
    room = _SIDE - 16
    while width_of(words, strong=True) > room:
        words = f"{words.rstrip('…')[:-1].rstrip()}…"
    return words
