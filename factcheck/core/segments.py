"""Cutting text at the edges of spans that may overlap, so that each piece can be shown once. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]  # start and end in code points, end not included


@dataclass(frozen=True)
class Segment:
    """A piece that no edge of a span falls into.

    `spans` are the indexes of those that cover it, the shortest first: that one is shown. `labels` are the
    indexes of those whose label stands in front of it; every span that meets a line has its label once.
    """

    start: int
    end: int
    spans: tuple[int, ...]
    labels: tuple[int, ...]


def segments(lines: Sequence[Span], spans: Sequence[Span]) -> list[list[Segment]]:
    """The segments of each line; together they are the line, whatever the spans are.

    `lines` stand in the order of the text and do not overlap. A label stands where its span is first shown,
    or where the span begins when shorter ones hide all of it. Raises ValueError for a span that ends before
    it starts; an empty one covers nothing.
    """
    for start, end in spans:
        if end < start:
            raise ValueError(f"A span cannot end at {end}, before its start at {start}.")
    cut = _cut(lines, spans)
    labels: dict[tuple[int, int], list[int]] = {}
    for index, place in sorted(_places_of_labels(cut).items(), key=lambda item: spans[item[0]]):
        labels.setdefault(place, []).append(index)
    return [
        [
            Segment(start, end, covering, tuple(labels.get((row, column), ())))
            for column, (start, end, covering) in enumerate(line)
        ]
        for row, line in enumerate(cut)
    ]


def _cut(lines: Sequence[Span], spans: Sequence[Span]) -> list[list[tuple[int, int, tuple[int, ...]]]]:
    waiting = sorted((index for index, (start, end) in enumerate(spans) if start < end), key=lambda index: spans[index])
    waiting.reverse()
    meeting: list[int] = []
    cut = []
    for line_start, line_end in lines:
        while waiting and spans[waiting[-1]][0] < line_end:
            meeting.append(waiting.pop())
        meeting = [index for index in meeting if spans[index][1] > line_start]
        edges = {line_start, line_end}
        edges.update(edge for index in meeting for edge in spans[index] if line_start < edge < line_end)
        line = []
        for left, right in pairwise(sorted(edges)):
            covering = [index for index in meeting if spans[index][0] <= left and spans[index][1] >= right]
            covering.sort(key=lambda index: (spans[index][1] - spans[index][0], index))
            line.append((left, right, tuple(covering)))
        cut.append(line)
    return cut


def _places_of_labels(cut: list[list[tuple[int, int, tuple[int, ...]]]]) -> dict[int, tuple[int, int]]:
    shown: dict[int, tuple[int, int]] = {}
    met: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(cut):
        for column, (_, _, covering) in enumerate(line):
            for depth, index in enumerate(covering):
                (met if depth else shown).setdefault(index, (row, column))
    return met | shown
