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
    parts = [part for piece in _LEFT_OUT.split(quote[:_LONGEST]) if (part := piece.strip(_AROUND))]
    anchors = Anchors(text)
    found: list[tuple[int, int]] = []
    is_exact = bool(parts) and len(quote) <= _LONGEST
    for part in parts:
        after = found[-1][1] if found else 0
        place = anchors.find(part, start=after)
        if place is None:
            return None
        is_exact = is_exact and place[0] >= after and Anchors(part).holds(text[slice(*place)])
        found.append(place)
    if not found:
        return None
    start, end = min(start for start, _ in found), max(end for _, end in found)
    return Place(start, end, is_exact)
