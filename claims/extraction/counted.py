"""What a number counts: the noun after it, the fate in its clause, or the measure before it."""

from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, FATES, LIGHT, PEOPLE, STOPS, UNITS, word_set

_CHANGES = word_set(
    "rose fell climbed increased jumped dropped reached hit grew declined totalled totaled numbered "
    "surged plunged stood risen fallen climbed grown reach exceed rise fall"
)


def unit_of(tokens: list[Token], first: int, stop: int) -> tuple[str, int, str]:
    """What the number at tokens[first:stop] counts: (unit, index after its words, those words)."""
    noun, noun_stop = _noun_after(tokens, stop)
    text = " ".join(t.text for t in tokens[stop:noun_stop])
    if noun in DURATIONS or (noun and noun not in ("people", "lives") and noun in UNITS.values()):
        return noun, noun_stop, text
    fate = _fate_before(tokens, first)
    if fate is None and (not noun or noun == "people"):
        fate = _fate_after(tokens, noun_stop)
    if fate is not None and (not noun or noun == "people"):
        if fate[0] == "identified" and "victim" in text.lower():
            return "deaths identified", noun_stop, f"{text} {fate[1]}".strip()
        return fate[0], noun_stop, f"{text} {fate[1]}".strip()
    if not noun or noun == "people":
        measure = _measure_before(tokens, first) or _subject_of_change(tokens, first)
        if measure is not None:
            return measure[0], noun_stop, measure[1]
    return noun, noun_stop, text


def _noun_after(tokens: list[Token], stop: int) -> tuple[str, int]:
    """The unit named by the noun after a number ("" if none) and the index after that noun."""
    plural: tuple[str, int] | None = None
    i, limit = stop, min(len(tokens), stop + 7)
    while i < limit:
        token = tokens[i]
        low = token.low
        if token.text in ("-", "‑") and i == stop and i + 1 < limit and tokens[i + 1].start == token.end:
            i += 1
            low = tokens[i].low.split("-")[0]
            return (UNITS.get(low, ""), i + 1) if low in UNITS else ("", stop)
        if low == "percentage" and i + 1 < len(tokens) and tokens[i + 1].low in ("point", "points"):
            return "percentage points", i + 2
        if low == "per" and i + 1 < len(tokens) and tokens[i + 1].low == "cent":
            return "percent", i + 2
        if low == "square" and i + 1 < len(tokens) and UNITS.get(tokens[i + 1].low) in ("kilometres", "miles"):
            return f"square {UNITS[tokens[i + 1].low]}", i + 2
        if low in UNITS and not (plural and low in FATES):
            return UNITS[low], i + 1
        if low in PEOPLE:
            return "people", i + 1
        if low in ("a", "an") and i + 1 < limit and UNITS.get(tokens[i + 1].low) in DURATIONS:
            break
        if low in STOPS or (not token.wordlike and token.text not in "[]#@") or (low in FATES and plural):
            break
        if low not in LIGHT and low.endswith("s") and not low.endswith("ss") and token.wordlike:
            plural = (low, i + 1)
        i += 1
    if plural is not None:
        return plural
    return "", stop


def _fate_before(tokens: list[Token], first: int) -> tuple[str, str] | None:
    """ "killed at least N", "injuring N": the verb directly before a number, and the bound and light
    words."""
    i = first - 1
    while i >= 0 and first - i <= 5:
        low = tokens[i].low
        if low in FATES:
            return FATES[low], tokens[i].text
        if low not in LIGHT:
            return None
        i -= 1
    return None


def _fate_after(tokens: list[Token], stop: int) -> tuple[str, str] | None:
    """ "N people have been killed", "N lost their lives": the first such verb before another number or
    clause."""
    for i in range(stop, min(len(tokens), stop + 14)):
        low = tokens[i].low
        if low in FATES:
            return FATES[low], tokens[i].text
        if low == "lost" and any(t.low in ("life", "lives") for t in tokens[i + 1 : i + 4]):
            return "deaths", "lost their lives"
        if low == "taken" and [t.low for t in tokens[i + 1 : i + 3]] in (
            ["into", "custody"],
            ["to", "hospital"],
        ):
            return ("arrests", "taken into custody") if tokens[i + 2].low == "custody" else ("hospitalisations", "")
        if low == "tested" and i + 1 < len(tokens) and tokens[i + 1].low == "positive":
            return "cases", "tested positive"
        if tokens[i].kind == "number" or tokens[i].text in ";:" or low in ("as", "while", "after", "because"):
            return None
    return None


def _measure_before(tokens: list[Token], first: int) -> tuple[str, str] | None:
    """ "The death toll ... has reached N", "the number of wounded at N": the measure that a bare number
    is of."""
    for i in range(first - 1, max(-1, first - 26), -1):
        low = tokens[i].low
        if tokens[i].text == ";" or low in ("while", "whereas"):
            return None
        if low == "toll":
            kind = tokens[i - 1].low if i else ""
            return ("wounded" if kind in ("injury", "injured") else "deaths"), f"{kind} toll".strip()
        if low in ("number", "count", "total") and i + 2 < len(tokens) and tokens[i + 1].low == "of":
            named = _named_measure(tokens, i + 2, first)
            return named or (tokens[i + 2].low, tokens[i + 2].text)
        if low in ("figure", "figures", "count", "tally", "estimate", "estimates") and i:
            before = tokens[i - 1].low
            if before in UNITS or before in FATES:
                return UNITS.get(before) or FATES[before], f"{tokens[i - 1].text} {tokens[i].text}"
        if low in ("casualties", "fatalities", "deaths", "arrests", "injuries", "infections"):
            return UNITS[low], tokens[i].text
    return None


def _subject_of_change(tokens: list[Token], first: int) -> tuple[str, str] | None:
    """ "Cases rose to N": the noun before the verb of change."""
    for i in range(first - 1, max(0, first - 16), -1):
        if tokens[i].low not in _CHANGES:
            continue
        k = i - 1
        while k > 0 and tokens[k].low in ("has", "have", "had", "also", "then", "will"):
            k -= 1
        noun = tokens[k].low
        if tokens[k].wordlike and (noun in UNITS or (noun.endswith("s") and noun not in STOPS)):
            return UNITS.get(noun, noun), tokens[k].text
        return None
    return None


def _named_measure(tokens: list[Token], i: int, limit: int) -> tuple[str, str] | None:
    generic: tuple[str, str] | None = None
    for j in range(i, min(limit, i + 8)):
        low = tokens[j].low
        if low in FATES or (low in UNITS and low != "lives"):
            return FATES.get(low) or UNITS[low], f"number of {tokens[j].text}"
        if generic is None and low in PEOPLE:
            generic = ("deaths", "number of victims") if low.startswith("victim") else ("people", f"number of {low}")
    return generic
