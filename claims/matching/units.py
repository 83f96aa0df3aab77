"""What is counted, under one name for all the words that say it."""

from claims.extraction.units import FATES, PEOPLE, UNITS
from claims.matching.words import stem_of
from factcheck.core.text import fold

# A unit as a person may write it, beside what the extractor knows.
_MORE = {
    "toll": "deaths", "fatal": "deaths", "kills": "deaths", "died": "deaths", "kill": "deaths", "hurt": "wounded",
    "detainees": "arrests", "per cent": "percent", "usd": "dollars", "human": "people", "humans": "people",
    "demonstrations": "protests", "menschen": "people", "voters": "voters",
}  # fmt: skip
_NAMES = frozenset(UNITS.values()) | frozenset(FATES.values())


def counted(unit: str) -> str:
    """One name for units that count the same: "people killed", "fatalities" and "deaths" are "deaths"."""
    plain = fold(unit)
    if plain in _NAMES:
        return plain
    if known := _MORE.get(plain) or UNITS.get(plain) or FATES.get(plain):
        return known
    words = plain.split()
    for lexicon in (FATES, UNITS, _MORE):
        for word in words:
            if word in lexicon:
                return lexicon[word]
    if any(word in PEOPLE for word in words):
        return "people"
    return stem_of(words[-1]) if words else ""


def counts(word: str) -> bool:
    """Whether a word says what is counted or what befell it, and not of what the claim speaks."""
    return word in PEOPLE or word in UNITS or word in FATES
