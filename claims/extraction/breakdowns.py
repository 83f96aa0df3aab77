"""Which figures are parts of which total, where a text breaks one down: "46 died: 30 in A, 10 in B and six in C"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.extraction.candidate import Candidate, Extraction, Quantity

_GAP = 110  # characters between two parts
_REACH = 450  # characters from a total to its first part
_LOOK_BACK = 6  # figures before a list among which its total may be
_SEPARATED = re.compile(r"[,;]\s*(?:and\s+|plus\s+)?$|\s(?:and|plus)\s+$|[\n•–-]\s*$")
_SAID_OF = re.compile(r"\s(?:in|from|at|on|for|to|by|among|inside|near|under|aged)\s", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r":\s*[“\"]?$|\b(?:namely|comprising|including|made up of|broken down as|consisting of)\s*$", re.IGNORECASE
)
_OVERALL = re.compile(
    r"\b(?:across the country|nationwide|in (?:different|various|several|all|many) \w+|in total|in all|overall"
    r"|altogether|a total of|throughout the|countrywide|across \w+|combined)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…]\s|\n")


def tied(text: str, extraction: Extraction) -> Extraction:
    """The same candidates, those of breakdowns with the index of their total.

    A breakdown is a list of figures of one unit, each of a place or group, that a colon announces after its total (two
    parts or more), or that follows a total said of the whole (three parts or more), by the same speakers.
    """
    counted = sorted(
        (
            (candidate.quantity, at)
            for at, candidate in enumerate(extraction.candidates)
            if candidate.quantity is not None
        ),
        key=lambda item: (item[0].start, item[0].end),
    )
    out = list(extraction.candidates)
    k = 0
    while k < len(counted):
        stop = k + 1
        while stop < len(counted) and _goes_on(text, out, counted[stop - 1], counted[stop]):
            stop += 1
        if stop - k > 1:
            _tie(text, out, counted, k, stop)
        k = stop
    return replace(extraction, candidates=tuple(out))


def _goes_on(
    text: str, candidates: Sequence[Candidate], left: tuple[Quantity, int], right: tuple[Quantity, int]
) -> bool:
    """Whether two figures stand side by side in one list."""
    before, after = left[0], right[0]
    if (
        before.unit != after.unit
        or before.nature is not after.nature
        or not before.end <= after.start <= before.end + _GAP
    ):
        return False
    between = text[before.end : after.start]
    if _ENDS.search(between) or not _SEPARATED.search(between) or not _SAID_OF.search(between):
        return False
    following = text[after.end : after.end + 40]
    return bool(_SAID_OF.match(following)) and _speakers(candidates[left[1]]) == _speakers(candidates[right[1]])


def _tie(text: str, out: list[Candidate], counted: list[tuple[Quantity, int]], first: int, stop: int) -> None:
    parts = counted[first:stop]
    total = _total(text, out, counted, first, stop)
    if total is None:
        return
    for _, at in parts:
        if at != total:
            out[at] = replace(out[at], part_of=total)


def _total(
    text: str, candidates: Sequence[Candidate], counted: list[tuple[Quantity, int]], first: int, stop: int
) -> int | None:
    parts = [quantity for quantity, _ in counted[first:stop]]
    start, largest = parts[0].start, max(part.value for part in parts)
    announced = bool(_ANNOUNCED.search(text[max(0, start - 30) : start]))
    if not announced and len(parts) < 3:
        return None
    for quantity, at in reversed(counted[max(0, first - _LOOK_BACK) : first]):
        if start - quantity.end > _REACH:
            return None
        if quantity.unit != parts[0].unit or quantity.value <= largest or quantity.nature is not parts[0].nature:
            continue
        if _speakers(candidates[at]) != _speakers(candidates[counted[first][1]]):
            continue
        around = text[max(0, quantity.start - 40) : start]
        fits = sum(part.value for part in parts) <= quantity.value * 2
        return at if fits and (announced or _OVERALL.search(around)) else None
    return None


def _speakers(candidate: Candidate) -> tuple[str, ...]:
    return tuple(speaker.name for speaker in candidate.speakers)
