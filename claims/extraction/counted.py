"""What a number counts: the noun after it, what befell those people, or the measure before it."""

from claims.extraction.befallen import fate_after, fate_before
from claims.extraction.measures import measure_before
from claims.extraction.nouns import Noun, noun_after
from claims.extraction.numbers import number_at
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, FATES, NUMBER_WORDS, word_set

_DONE_BY_PEOPLE = word_set(
    "marched attended gathered protested rallied demonstrated voted joined walked turned signed applied queued "
    "enrolled registered travelled visited watched cheered took volunteered emigrated returned"
)
_KEPT = frozenset({"percent", "percentage points", "basis points", "degrees", "times"})


def unit_of(tokens: list[Token], first: int, stop: int) -> tuple[str, int, str]:
    """What the number at tokens[first:stop] counts: (unit, index after its words, those words).

    `first` is where the bound words before the number begin.
    """
    if _shares_percent(tokens, stop):
        return "percent", stop, "percent"
    noun = noun_after(tokens, stop)
    text = " ".join(t.text for t in tokens[stop : noun.stop])
    if noun.unit in DURATIONS or noun.unit in _KEPT or (noun.unit in FATES.values() and noun.unit != "deaths"):
        return noun.unit, noun.stop, text
    if noun.unit and not noun.persons and noun.unit != "deaths":
        return noun.unit, noun.stop, text
    found = _of_people(tokens, first, stop, noun, text)
    return found if found[0] else _of_more(tokens, stop) or found


def _of_people(tokens: list[Token], first: int, stop: int, noun: Noun, text: str) -> tuple[str, int, str]:
    if noun.unit == "deaths" and "lives" not in text.lower():
        after = fate_after(tokens, noun.stop) if "martyr" in text.lower() else None
        if after is None or after[0] != "identified":
            return noun.unit, noun.stop, text
    fate = fate_before(tokens, first)
    if fate is None or noun.unit == "deaths":
        fate = fate_after(tokens, noun.stop) or fate
    if fate is not None:
        if fate[0] == "identified":
            if "victim" in text.lower() or "martyr" in text.lower():
                return "deaths identified", noun.stop, f"{text} {fate[1]}".strip()
            return noun.unit or "people", noun.stop, text
        return fate[0], noun.stop, f"{text} {fate[1]}".strip()
    if noun.unit in ("", "people") and not noun.partitive:
        measure = measure_before(tokens, first)
        if measure is not None and (not noun.unit or measure[0] != "people"):
            return measure[0], noun.stop, measure[1]
    if not noun.unit and not noun.partitive:
        rest = [t.low for t in tokens[stop : stop + 2]]
        does = bool(rest) and (rest[0] in _DONE_BY_PEOPLE or rest == ["on", "board"])
        return ("people", stop, tokens[stop].text) if does else ("", stop, "")
    return noun.unit, noun.stop, text


def _shares_percent(tokens: list[Token], stop: int) -> bool:
    """ "97 and 94 per cent": the first is in percent too."""
    if stop + 2 >= len(tokens) or tokens[stop].low not in ("and", "or"):
        return False
    following = number_at(tokens, stop + 1) if tokens[stop + 1].kind == "number" else None
    return (
        following is not None and following.stop < len(tokens) and noun_after(tokens, following.stop).unit == "percent"
    )


def _of_more(tokens: list[Token], stop: int) -> tuple[str, int, str] | None:
    """ "Eight of the country's 14 districts": what the eight are is what the fourteen are."""
    if stop >= len(tokens) or tokens[stop].low != "of":
        return None
    for k in range(stop + 1, min(len(tokens), stop + 6)):
        if tokens[k].kind == "number" or tokens[k].low in NUMBER_WORDS:
            whole = number_at(tokens, k)
            if whole is None:
                return None
            return unit_of(tokens, k, whole.stop)
        if not tokens[k].wordlike:
            return None
    return None
