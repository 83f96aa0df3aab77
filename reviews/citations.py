"""What a text names: evidence by its number, as [E3], and people, as @name. Pure.

Evidence is numbered for each person and round. A text that speaks of two persons' evidence says whose: [A3], [B1].
"""

import re
from collections.abc import Iterable, Mapping

_CITED = re.compile(r"\[([A-Z])([1-9]\d{0,3})\]")
# Not inside an address of mail, and without the full stop of a sentence that ends with a name.
_NAMED = re.compile(r"(?<![\w@.+-])@([\w.+-]{1,150})")
OWN = "E"


def mark_of(letter: str, number: int) -> str:
    """How a piece of evidence is cited: E3."""
    return f"{letter}{number}"


def citation_at(text: str, start: int) -> tuple[str, int] | None:
    """The mark of the citation that begins at a place, and where it ends; None when none begins there."""
    found = _CITED.match(text, start)
    return (mark_of(found[1], int(found[2])), found.end()) if found else None


def unknown(marks: Iterable[str], known: Mapping[str, object], *, letters: str = OWN) -> list[str]:
    """Marks with one of `letters` that name nothing there is, once each, in the order of the text."""
    return [mark for mark in dict.fromkeys(marks) if mark[0] in letters and mark not in known]


def people_named(text: str) -> list[str]:
    """User names behind @, once each, in the order of the text."""
    return list(dict.fromkeys(name.rstrip(".+-") for name in _NAMED.findall(text) if name.rstrip(".+-")))
