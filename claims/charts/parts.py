"""Parts of a breakdown against its total: a stacked bar, what is not listed hatched, the total a rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 340, 82
_LONGEST = 292.0
_GAP = 1.5
_SHADES = ("1", "0.84", "0.7", "0.57", "0.45", "0.34")
_LEAST_SHADE = "0.26"


@dataclass(frozen=True)
class Part:
    """One part: what it is of, its value, and the value as it was said."""

    label: str
    value: Decimal
    words: str


@dataclass(frozen=True)
class Slice:
    """A part in its place; `shade` is the share of the colour (SVG's fill-opacity)."""

    part: Part
    x: float
    width: float
    shade: str


@dataclass(frozen=True)
class PartsBar:
    """A drawing of 340 by 82 pixels. `rest_x` and `rest_width` are what the parts leave of the total."""

    slices: list[Slice]
    sum_x: float
    total_x: float
    rest_x: float
    rest_width: float
    sum_words: str
    total_words: str
    note: str
    arrow: str
    words: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def total_text_x(self) -> float:
        """Where the words of the total end: under its rule, and inside the drawing."""
        return round(min(max(self.total_x + 18, 120), WIDTH), 1)

    @property
    def middle(self) -> float:
        return round(min(max(self.sum_x / 2, 70), WIDTH - 70), 1)


def parts_bar(
    parts: Sequence[Part], total: Decimal, *, sum_words: str, total_words: str, note: str, arrow: str = ""
) -> PartsBar | None:
    """Place parts beside each other; None where there is nothing to compare.

    The longer of sum and total fills the bar. `arrow` is "up" where the total is a lower bound.
    """
    summed = sum((part.value for part in parts), Decimal(0))
    whole = max(summed, total)
    if whole <= 0 or any(part.value < 0 for part in parts):
        return None

    def across(value: Decimal) -> float:
        return float(value / whole) * _LONGEST

    slices, at = [], Decimal(0)
    for number, part in enumerate(parts):
        shade = _SHADES[number] if number < len(_SHADES) else _LEAST_SHADE
        width = max(across(part.value) - _GAP, 0.5)
        slices.append(Slice(part, round(across(at), 1), round(width, 1), shade))
        at += part.value
    rest = across(total) - across(summed)
    each = ", ".join(f"{part.label} {part.words}" for part in parts)
    return PartsBar(
        slices=slices,
        sum_x=round(across(summed), 1),
        total_x=round(across(total), 1),
        rest_x=round(across(summed), 1),
        rest_width=round(max(rest, 0), 1),
        sum_words=sum_words,
        total_words=total_words,
        note=note,
        arrow=arrow,
        words=f"{sum_words}; {total_words}. {each}. {note}".strip(),
    )
