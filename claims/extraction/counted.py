"""What a number counts: the noun after it, what befell those people, or the measure before it."""

from claims.extraction.befallen import fate_after, fate_before
from claims.extraction.measures import measure_before
from claims.extraction.nouns import Noun, noun_after
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, FATES, word_set

_DONE_BY_PEOPLE = word_set(
    "marched attended gathered protested rallied demonstrated voted joined walked turned signed applied queued "
    "enrolled registered travelled visited watched cheered took volunteered emigrated returned"
)
_KEPT = frozenset({"percent", "percentage points", "basis points", "degrees", "times"})


def unit_of(tokens: list[Token], first: int, stop: int) -> tuple[str, int, str]:
    """What the number at tokens[first:stop] counts: (unit, index after its words, those words).

    `first` is where the bound words before the number begin.
    """
    noun = noun_after(tokens, stop)
    text = " ".join(t.text for t in tokens[stop : noun.stop])
    if noun.unit in DURATIONS or noun.unit in _KEPT or (noun.unit in FATES.values() and noun.unit != "deaths"):
        return noun.unit, noun.stop, text
    if noun.unit and not noun.persons and noun.unit != "deaths":
        return noun.unit, noun.stop, text
    return _of_people(tokens, first, stop, noun, text)


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
