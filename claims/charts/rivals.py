"""Rival figures of one time beside each other: a row for each speaker, values across."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.charts.axes import Tick, value_words, values_of
from claims.charts.timeline import DOWN, SHAPES, UP, Line, Mark, numbers_of

WIDTH = 620
_LEFT, _RIGHT = 212.0, 560.0
_ROW = 50.0
_LONGEST = 30


@dataclass(frozen=True)
class Dot:
    """One statement in its row."""

    x: float
    mark: Mark
    far: float | None
    anchor: str
    is_labelled: bool = True

    @property
    def is_dashed(self) -> bool:
        return self.mark.is_hedged or self.mark.is_told

    @property
    def way(self) -> str:
        """The arrow of its bound, from the mark on; "" without one."""
        if self.mark.bound in UP:
            return "m8 0 h20 m-6 -4.5 l6 4.5 l-6 4.5"
        return "m-8 0 h-20 m6 -4.5 l-6 4.5 l6 4.5" if self.mark.bound in DOWN else ""


@dataclass(frozen=True)
class Row:
    """A speaker with what they said, the last value labelled."""

    label: str
    number: int
    shape: str
    name: str
    note: str
    y: float
    dots: list[Dot]

    @property
    def text_y(self) -> float:
        return self.y + 4

    @property
    def note_y(self) -> float:
        return self.y + 19

    @property
    def words_y(self) -> float:
        return self.y + 21


@dataclass(frozen=True)
class Rivals:
    """A drawing of `width` by `height` pixels; `words` is its text alternative."""

    rows: list[Row]
    grid: list[Tick]
    height: float
    words: str
    width: int = WIDTH

    @property
    def floor(self) -> float:
        return self.height - 22

    @property
    def foot(self) -> float:
        return self.height - 6


def rivals(lines: Sequence[Line], *, unit: str = "") -> Rivals | None:
    """Place what speakers said at about one time, in the order given; None where nobody gave a figure."""
    spoken = [line for line in lines if line.marks]
    if not spoken:
        return None
    values = values_of(numbers_of(spoken))

    def across(value: float) -> float:
        return round(_LEFT + (value - values.low) / (values.high - values.low) * (_RIGHT - _LEFT), 1)

    rows = []
    for number, line in enumerate(spoken):
        dots: list[Dot] = []
        for mark in line.marks:
            x = across(float(mark.value))
            far = across(float(mark.top)) if mark.top is not None else None
            anchor = "start" if x < _LEFT + 60 else "end" if x > _RIGHT - 60 else "middle"
            fits = all(abs(x - dot.x) > 120 for dot in dots if dot.is_labelled)
            dots.append(Dot(x, mark, far, anchor, is_labelled=fits))
        last = line.marks[-1]
        rows.append(
            Row(
                line.label,
                number % len(SHAPES) + 1,
                SHAPES[number % len(SHAPES)],
                line.label if len(line.label) <= _LONGEST else f"{line.label[: _LONGEST - 1].rstrip()}…",
                ", ".join(each for each in (f"{last.at.day} {last.at:%b %Y}", line.note) if each),
                22 + _ROW * number,
                dots,
            )
        )
    told = [f"{line.label}: {'; '.join(_said(mark) for mark in line.marks)}." for line in spoken]
    return Rivals(
        rows=rows,
        grid=[Tick(across(value), value_words(value)) for value in values.steps()],
        height=_ROW * len(rows) + 28,
        words=" ".join([f"{unit[:1].upper()}{unit[1:]}.", *told] if unit else told),
    )


def _said(mark: Mark) -> str:
    return f"{mark.words} on {mark.at.day} {mark.at:%B %Y}" + (f" ({mark.note})" if mark.note else "")
