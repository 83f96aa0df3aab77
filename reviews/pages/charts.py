"""Where the marks of the reports' charts stand, in pixels of the drawing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reviews.queries.agreement import Group
from reviews.queries.flow import StateTime, Week

WIDTH = 640
NARROW = 544  # two of these stand side by side on a wide frame
_ROW = 28
_LABELS = 176  # for the names at the start side
_WORDS = 172  # for the figures at the end side
_LONGEST_LABEL = 26
_HOURS = (1, 2, 4, 8, 12, 24, 48, 72, 120, 168, 336, 720, 1440, 4320, 8760)


@dataclass(frozen=True)
class Line:
    at: float
    words: str

    @property
    def text_y(self) -> float:
        return self.at + 4


@dataclass(frozen=True)
class Bar:
    """One row of a chart. `low`, `mid` and `high` are places across, None where there is no figure."""

    label: str
    words: str
    note: str
    y: float
    low: float | None = None
    mid: float | None = None
    high: float | None = None

    @property
    def text_y(self) -> float:
        return self.y + 4

    @property
    def top(self) -> float:
        return self.y - 8

    @property
    def length(self) -> float:
        return round((self.mid or 0) - (self.low or 0), 1)

    @property
    def is_ranged(self) -> bool:
        return self.low is not None and self.high is not None


@dataclass(frozen=True)
class Column:
    """A week: its bar from `top` with its `height`, and the point of the line over it."""

    middle: float
    x: float
    width: float
    top: float
    height: float
    point: float
    label: str
    count: str

    @property
    def inside(self) -> float:
        return self.top + self.height - 6


@dataclass(frozen=True)
class Chart:
    height: int
    left: float
    right: float
    lines: list[Line]
    bars: list[Bar] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    path: str = ""
    width: int = WIDTH

    @property
    def floor(self) -> float:
        return self.height - 26

    @property
    def after(self) -> float:
        return self.right + 10

    @property
    def foot(self) -> float:
        return self.height - 8


def agreement_chart(groups: Sequence[Group]) -> Chart:
    """A dot for each group's alpha on a line as long as its interval; a group with too few pairs has its count."""
    lowest = min((each.ordinal.low for each in groups if each.ordinal.low is not None), default=0.0)
    start = min(0.0, -0.5 if lowest >= -0.5 else -1.0) if lowest < 0 else 0.0
    left, right = float(_LABELS), float(WIDTH - _WORDS)

    def across(value: float | None) -> float | None:
        return None if value is None else round(left + (max(value, start) - start) / (1 - start) * (right - left), 1)

    bars = []
    for number, group in enumerate(groups):
        figure = group.ordinal
        words, note = f"{figure.alpha:.2f}" if figure.alpha is not None else "", _pairs(figure.units, group.pairs)
        if figure.low is not None and figure.high is not None:
            note = f"{figure.low:.2f} to {figure.high:.2f}, {note}"
        elif figure.is_uniform:
            note = f"always one rating, {note}"
        elif figure.alpha is None:
            note = f"{note}: too few"
        y = _ROW * number + 16
        bars.append(
            Bar(_cut(group.words), words, note, y, across(figure.low), across(figure.alpha), across(figure.high))
        )
    steps = [start + 0.5 * number for number in range(round((1 - start) / 0.5) + 1)]
    lines = [Line(across(step) or 0, f"{step:g}") for step in steps]
    return Chart(_ROW * len(groups) + 30, left, right, lines, bars=bars)


def states_chart(states: Sequence[StateTime], words: dict[str, str]) -> Chart:
    """A bar as long as the median, a line to what nine in ten stay under."""
    longest = max((each.ninth or each.median or 0 for each in states), default=0) or 1
    scale = next((step for step in _HOURS if step >= longest), longest)
    left, right = 92.0, float(NARROW - 220)

    def across(hours: float | None) -> float | None:
        return None if hours is None else round(left + min(hours, scale) / scale * (right - left), 1)

    bars = []
    for number, each in enumerate(states):
        ninth = f"9 in 10 under {length(each.ninth)}, " if each.ninth is not None else ""
        stays = f"{each.stays:,} ended" if each.stays else "none ended"
        median = length(each.median) if each.median is not None else ""
        y = _ROW * number + 16
        bars.append(
            Bar(words[each.state.value], median, f"{ninth}{stays}", y, left, across(each.median), across(each.ninth))
        )
    lines = [Line(left, "0"), Line((left + right) / 2, length(scale / 2)), Line(right, length(scale))]
    return Chart(_ROW * len(states) + 30, left, right, lines, bars=bars, width=NARROW)


def weeks_chart(weeks: Sequence[Week]) -> Chart:
    """A bar for what went out in each week, a line for what came in."""
    height, left, right, top = 176, 28.0, float(NARROW - 12), 24.0
    floor = height - 26
    most = max((max(week.came, week.went) for week in weeks), default=0)
    tall: int = next(step * 10**power for power in range(9) for step in (2, 4, 10) if step * 10**power >= most)
    step = (right - left) / max(1, len(weeks))
    width = round(min(28.0, step * 0.6), 1)
    every = -(-len(weeks) // 8)  # at most eight dates fit

    def up(count: float) -> float:
        return round(floor - (floor - top) * count / tall, 1)

    columns = []
    for number, week in enumerate(weeks):
        middle = round(left + step * (number + 0.5), 1)
        label = f"{week.begins.day} {week.begins:%b}" if number % every == 0 else ""
        bar = up(week.went)
        count = f"{week.went:,}" if week.went and width >= 16 and floor - bar >= 16 else ""
        columns.append(
            Column(middle, round(middle - width / 2, 1), width, bar, round(floor - bar, 1), up(week.came), label, count)
        )
    lines = [Line(up(share * tall), f"{share * tall:g}") for share in (0, 0.5, 1)]
    path = " ".join(f"{column.middle},{column.point}" for column in columns)
    return Chart(height, left, right, lines, columns=columns, path=path, width=NARROW)


def length(hours: float) -> str:
    """A length of time in the largest unit that says it: 40 min, 30 h, 3.5 d."""
    if hours < 1:
        return f"{round(hours * 60)} min"
    return f"{round(hours)} h" if hours < 48 else f"{round(hours / 24, 1):g} d"


def _pairs(counted: int, pairs: int) -> str:
    words = "pair" if pairs == 1 else "pairs"
    return f"{pairs:,} {words}" if counted == pairs else f"{counted:,} of {pairs:,} {words}"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_LABEL else f"{words[: _LONGEST_LABEL - 1].rstrip()}…"
