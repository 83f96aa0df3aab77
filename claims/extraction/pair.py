"""Which spans of two readings of one text are the same claim."""

from collections.abc import Sequence

Span = tuple[int, int]
SAME = 0.5


def overlap(one: Span, other: Span) -> float:
    """What two spans share, as a part of what they cover together (intersection over union), 0 to 1."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    if shared <= 0:
        return 0.0
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def pairs(first: Sequence[Span], second: Sequence[Span]) -> dict[int, int]:
    """Pair spans one to one where they overlap by half or more, the most alike first; index by index.

    Equal spans are always paired. Of pairs that are equally alike the one that stands earlier in the text is taken.
    Spans within one reading may overlap; the time is that of sorting as long as few of them cover the same place.
    """
    order = sorted(range(len(second)), key=lambda at: second[at])
    found: list[tuple[float, Span, int, int]] = []
    open_ones: list[int] = []
    following = 0
    for at in sorted(range(len(first)), key=lambda at: first[at]):
        start, end = first[at]
        while following < len(order) and second[order[following]][0] < end:
            open_ones.append(order[following])
            following += 1
        # What ends before this one begins ends before all that follow.
        open_ones = [other for other in open_ones if second[other][1] > start]
        for other in open_ones:
            likeness = overlap(first[at], second[other])
            if likeness >= SAME:
                found.append((-likeness, first[at], at, other))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, other in sorted(found):
        if at not in matched and other not in taken:
            matched[at] = other
            taken.add(other)
    return matched
