"""Whether a quotation stands in a text: word for word, nearly, or not at all."""

import re
from dataclasses import dataclass

from claims.extraction.validate import Anchors

# Where a person left words out, and the marks that they put around what they quoted.
_LEFT_OUT = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3})\s*")
_AROUND = " \t\r\n\"'“”„«»‘’‚"
_LONGEST = 20_000  # characters of a quotation that is looked for


@dataclass(frozen=True)
class Place:
    """Where a quotation stands, in code points; not `is_exact` where only something like it stands there."""

    start: int
    end: int
    is_exact: bool


def find_quote(text: str, quote: str) -> Place | None:
    """Find a quotation in a text; None where nothing like it stands there, or nothing is quoted.

    Kinds of quotation marks, dashes and white space make no difference. The parts around words that were left out
    (… or [...]) must stand in their order. One part that is only alike makes the whole so.
    """
    parts = _parts(quote)
    found = _places(text, parts)
    if not found:
        return None
    is_exact = len(quote) <= _LONGEST
    after = 0
    for part, (start, end) in zip(parts, found, strict=True):
        is_exact = is_exact and start >= after and Anchors(part).holds(text[start:end])
        after = end
    return Place(min(start for start, _ in found), max(end for _, end in found), is_exact)


def exact_words(text: str, quote: str) -> str | None:
    """The words that stand in a text where something like a quotation does, in whole words and on one line.

    Where the quotation left words out these are left out too. None where nothing like it stands there.
    """
    places: list[tuple[int, int]] = []
    parts = _parts(quote)
    there = _places(text, parts)
    for start, end in sorted(_whole_words(text, place, part) for part, place in zip(parts, there, strict=False)):
        if places and start <= places[-1][1]:
            places[-1] = places[-1][0], max(end, places[-1][1])
        else:
            places.append((start, end))
    words = " … ".join(" ".join(text[start:end].split()) for start, end in places)
    place = find_quote(text, words)
    return words if place is not None and place.is_exact else None


def _parts(quote: str) -> list[str]:
    return [part for piece in _LEFT_OUT.split(quote[:_LONGEST]) if (part := piece.strip(_AROUND))]


def _places(text: str, parts: list[str]) -> list[tuple[int, int]]:
    """Where the parts of a quotation stand, each looked for after the one before it; none where one is missing."""
    anchors = Anchors(text)
    found: list[tuple[int, int]] = []
    for part in parts:
        place = anchors.find(part, start=found[-1][1] if found else 0)
        if place is None:
            return []
        found.append(place)
    return found


def _whole_words(text: str, place: tuple[int, int], part: str) -> tuple[int, int]:
    """A place that likeness may have cut inside a word or beside one: whole words, and the marks that were quoted."""
    start, end = place
    while start < end and part[0].isalnum() and not text[start].isalnum():
        start += 1
    while start < end and part[-1].isalnum() and not text[end - 1].isalnum():
        end -= 1
    while 0 < start < len(text) and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
