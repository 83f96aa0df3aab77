"""Putting words beside marks so that nothing covers anything else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LINE = 15.0
_ASCENT, _DESCENT = 10.0, 3.0
_SIGN = 17.0
_GAP = 9.0


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(frozen=True)
class Label:
    """Words at a baseline: the strong ones at `y`, the note a line below. `anchor` is SVG's text-anchor."""

    x: float
    y: float
    anchor: str
    words: str
    note: str
    sign_x: float | None = None

    @property
    def note_y(self) -> float:
        return self.y + _LINE

    @property
    def sign_y(self) -> float:
        return self.y - 11


def width_of(words: str, *, strong: bool = False) -> float:
    """About how wide words are at 12 pixels; wide scripts count twice."""
    each = 6.9 if strong else 6.3
    return sum(each * (2 if ord(sign) > 0x2E7F else 1) for sign in words)


class Room:
    """A drawing in which marks and words take their places, first come first served."""

    def __init__(self, frame: Box) -> None:
        self._frame = frame
        self._taken: list[Box] = []
        self._lines: list[Box] = []

    def take(self, boxes: Iterable[Box]) -> None:
        """Keep words out of these places."""
        self._taken.extend(boxes)

    def draw(self, boxes: Iterable[Box]) -> None:
        """Lines that words may cross where there is no better place."""
        self._lines.extend(boxes)

    def label(self, x: float, y: float, words: str, note: str, *, signed: bool) -> Label | None:
        """The best place for words beside a mark, without the note where it does not fit, None where nothing fits."""
        for texts in ((words, note), (words, "")) if note else ((words, ""),):
            best: tuple[int, Label, Box] | None = None
            for label, box in _places(x, y, texts, signed=signed):
                if not self._frame.holds(box) or any(box.covers(taken) for taken in self._taken):
                    continue
                crossed = sum(box.covers(line) for line in self._lines)
                if best is None or crossed < best[0]:
                    best = (crossed, label, box)
            if best is not None:
                self._taken.append(best[2])
                return best[1]
        return None


def _places(x: float, y: float, texts: Sequence[str], *, signed: bool) -> Iterable[tuple[Label, Box]]:
    words, note = texts
    wide = max(width_of(words, strong=True) + (_SIGN if signed else 0), width_of(note))
    down = _LINE if note else 0.0
    for anchor, at, baseline in (
        ("end", x - _GAP, y - 6),
        ("start", x + _GAP, y + 15),
        ("end", x - _GAP, y + 4),
        ("start", x + _GAP, y - 8 - down),
        ("end", x - _GAP, y + 15),
        ("start", x + _GAP, y + 4),
        ("middle", x, y - 30 - down),
        ("middle", x, y + 21),
    ):
        left = {"end": at - wide, "start": at, "middle": at - wide / 2}[anchor]
        inner = width_of(words, strong=True)
        sign = {"end": at - inner - _SIGN, "start": at + inner + 4, "middle": at + inner / 2 + 4}[anchor]
        box = Box(left - 2, baseline - _ASCENT, left + wide + 2, baseline + down + _DESCENT)
        yield Label(round(at, 1), round(baseline, 1), anchor, words, note, round(sign, 1) if signed else None), box


def spread(wanted: Sequence[float], height: float, top: float, bottom: float) -> list[float]:
    """Places for rows of a height, each as near to where it is wanted as the others let it, in the same order."""
    places: list[float] = []
    for want in wanted:
        least = places[-1] + height if places else top
        places.append(max(want, least))
    limit = bottom
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], limit)
        limit = places[number] - height
    return places
