"""Two readings of one text as one, field by field, with a note of which is from whom."""

from dataclasses import replace
from typing import Any

from claims.extraction.candidate import Candidate
from claims.extraction.pair import pairs

# Rules read numbers, their bounds and dates as they are written and say why a claim is worth checking. A model reads
# who is meant by "they" better, and knows the place and what sort of claim it is.
_FIELDS = ("speakers", "quantity", "as_of", "place", "kind")
_SECOND_FIRST = ("speakers", "place")


def merge(
    first: tuple[Candidate, ...], second: tuple[Candidate, ...], *, names: tuple[str, str]
) -> tuple[Candidate, ...]:
    """The candidates of two extractors over one text, in the order of the text.

    Spans that overlap by half or more are one claim: it keeps the span, the score and the reasons of the first; of the
    other fields each is taken from whoever has it, and where both have it from the first, but for speakers and place,
    which are the second's. `read_by` says so for each field. What one alone found stays as it is, with its extractor.
    """
    matched = pairs([(each.start, each.end) for each in first], [(each.start, each.end) for each in second])
    both = [
        _merged(each, second[matched[at]], names) if at in matched else replace(each, read_by=(("span", names[0]),))
        for at, each in enumerate(first)
    ]
    spans = {(each.start, each.end) for each in first}
    paired = set(matched.values())
    for at, each in enumerate(second):
        if at not in paired and (each.start, each.end) not in spans:
            both.append(replace(each, part_of=None, read_by=(("span", names[1]),)))
    order = sorted(range(len(both)), key=lambda at: (both[at].start, both[at].end))
    # Parts name their totals by index, in the first reading alone.
    now_at = {before: now for now, before in enumerate(order)}
    return tuple(replace(both[at], part_of=_at(both[at].part_of, now_at)) for at in order)


def _at(index: int | None, now_at: dict[int, int]) -> int | None:
    return None if index is None else now_at.get(index)


def _merged(one: Candidate, other: Candidate, names: tuple[str, str]) -> Candidate:
    values: dict[str, Any] = {}
    read_by = [("span", names[0])]
    for field in _FIELDS:
        mine, theirs = getattr(one, field), getattr(other, field)
        is_theirs = bool(theirs) and (not mine or field in _SECOND_FIRST)
        values[field] = theirs if is_theirs else mine
        if values[field]:
            read_by.append((field, names[1] if is_theirs else names[0]))
    return replace(one, **values, read_by=tuple(read_by))
