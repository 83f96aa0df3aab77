"""Which values the words of a text state: what a figure is held against before anybody is shown it."""

from bisect import bisect_right
from decimal import Decimal

from claims.extraction.blocks import Block, blocks
from claims.extraction.numbers import number_at
from claims.extraction.quantities import quantities
from claims.extraction.sentences import sentences
from claims.extraction.shares import fraction_at
from claims.extraction.tokens import tokenize
from claims.extraction.tongues.stated import values_in_tongues


class Stated:
    """The values that the sentences of one text state. Each sentence is read once, when it is first asked about."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: list[Block] | None = None
        self._starts: list[int] = []
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._values: dict[tuple[int, int], frozenset[Decimal]] = {}
        self._in_tongues: dict[tuple[int, int], frozenset[Decimal]] = {}

    def states(self, value: Decimal, start: int, end: int) -> bool:
        """Whether text[start:end], or a sentence that it stands in, states a value."""
        if value in self._read(start, end):
            return True
        places = self.around(start, end)
        return any(value in self._read(*place) for place in places) or any(
            value in self._read_in_tongues(*place) for place in [(start, end), *places]
        )

    def _read(self, start: int, end: int) -> frozenset[Decimal]:
        if (start, end) not in self._values:
            self._values[start, end] = values_in(self._text, start, end)
        return self._values[start, end]

    def _read_in_tongues(self, start: int, end: int) -> frozenset[Decimal]:
        if (start, end) not in self._in_tongues:
            self._in_tongues[start, end] = values_in_tongues(self._text, start, end)
        return self._in_tongues[start, end]

    def around(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences that text[start:end] stands in."""
        if self._blocks is None:
            self._blocks = blocks(self._text)
            self._starts = [block.start for block in self._blocks]
        found: list[tuple[int, int]] = []
        for at in range(max(0, bisect_right(self._starts, start) - 1), len(self._blocks)):
            block = self._blocks[at]
            if block.start >= end:
                break
            if at not in self._sentences:
                self._sentences[at] = sentences(self._text, block.start, block.end)
            found += [place for place in self._sentences[at] if place[0] < end and place[1] > start]
        return found


def values_in(text: str, start: int, end: int) -> frozenset[Decimal]:
    """Every value that text[start:end] states, in digits of any script or in words; both ends of ranges."""
    tokens = tokenize(text, start, end)
    found: set[Decimal] = set()
    for at in range(len(tokens)):
        for number in (number_at(tokens, at), fraction_at(tokens, at)):
            if number is not None:
                found.add(number.value)
                if number.value_max is not None:
                    found.add(number.value_max)
    for english in (True, False):
        for quantity in quantities(tokens, [], english=english)[0]:
            found.add(quantity.value)
            if quantity.value_max is not None:
                found.add(quantity.value_max)
    return frozenset(found)
