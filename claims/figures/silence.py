"""Who, by a claim, gives no figure: "has not announced any statistics" is information too."""

import re
from collections.abc import Iterable

from claims.figures.facts import Told
from claims.figures.shown import Silence
from claims.figures.units import counted_in
from factcheck.core.text import fold

_COUNT = r"(?:statistics|figures?|numbers?|(?:death )?tolls?|counts?|totals?|estimates?|data|casualties|victims|deaths)"
_WHO = r"(?P<who>(?:[Tt]he )?[\w’'.-]+(?: [\w’'.-]+){0,5}?)"
_GIVES = r"(?:announce|publish|release|give|provide|disclose|issue|report|offer)(?:e?d|n)?"
_SILENT = (
    re.compile(
        rf"{_WHO},? (?:has|have|had) (?:so far |still )?(?:not|never|yet to|declined to|refused to)(?: yet| so far)? "
        rf"{_GIVES}\b[^.]{{0,80}}?\b{_COUNT}\b"
    ),
    re.compile(rf"{_WHO} (?:did not|didn’t|didn't|does not|would not) {_GIVES}\b[^.]{{0,80}}?\b{_COUNT}\b"),
    re.compile(
        rf"{_WHO} (?:has|have|had) (?:been|kept|remained|stayed) (?:mum|silent|quiet)\b[^.]{{0,60}}?\b{_COUNT}\b"
    ),
)
_LONGEST = 1_000  # code points of a claim that are looked through


def silences_of(claims: Iterable[Told]) -> list[Silence]:
    """Each party that gives no figure, once for each thing that it gives none of, by the first claim that says so."""
    found: dict[tuple[str, str], Silence] = {}
    for told in sorted(claims, key=lambda told: (told.document or 0, told.start, told.claim)):
        silence = _silence(told)
        if silence is not None:
            found.setdefault((_head(silence.party), silence.unit), silence)
    return list(found.values())


def is_silence(words: str) -> bool:
    """Whether words say that somebody gives no figure."""
    return any(pattern.search(words[:_LONGEST]) for pattern in _SILENT)


def _silence(told: Told) -> Silence | None:
    for pattern in _SILENT:
        if (match := pattern.search(told.words[:_LONGEST])) is not None:
            unit = counted_in(told.words[match.start() :])
            as_of = told.said_on or told.published_on
            return Silence(match["who"], unit, told.claim, told.words, as_of)
    return None


def _head(party: str) -> str:
    """By what two names of one speaker are known again within a story: "the Iranian regime" and "the regime"."""
    return fold(party).split(" ")[-1]
