"""The measure that a bare number is of: "the death toll has reached N", "attendance at around N", "cases rose to N"."""

from claims.extraction.nouns import is_person
from claims.extraction.tokens import Token
from claims.extraction.units import FATES, PEOPLE, STOPS, UNITS, word_set

_CHANGES = word_set(
    "rose fell climbed increased jumped dropped reached hit grew declined totalled totaled numbered surged "
    "plunged stood risen fallen climbed grown reach exceed rise fall stands stand rises falls reaches passed "
    "surpassed topped exceeded doubled tripled quadrupled averaged remains remained soared tumbled shrank was "
    "were is are at to dropped"
)
_OF_PEOPLE = word_set("attendance turnout crowd crowds population membership headcount workforce audience staff")
_AUX = word_set("has have had also then will now already been be since would could may might")
_RATED = {
    "infection": "cases", "incidence": "cases", "mortality": "deaths", "death": "deaths", "fatality": "deaths",
    "murder": "murders", "homicide": "homicides", "suicide": "suicides", "birth": "births", "fertility": "births",
    "crime": "crimes", "accident": "accidents", "incarceration": "prisoners", "divorce": "divorces",
}  # fmt: skip
_WHOM = word_set("affected affecting affects employs employed employing serves serving")
_REACH = 28
_NOT_MEASURED = word_set("this his as has was is us its yes perhaps talks news")


def measure_before(tokens: list[Token], first: int) -> tuple[str, str] | None:
    """What the clause before tokens[first] counts: (unit, the words it was read from)."""
    if first and tokens[first - 1].low in _WHOM:
        return "people", tokens[first - 1].text
    for i in range(first - 1, max(-1, first - _REACH), -1):
        low = tokens[i].low
        if tokens[i].text == ";" or low in ("while", "whereas", "but") or (low == "and" and i < first - 6):
            return None
        if low == "toll":
            kind = tokens[i - 1].low if i else ""
            return ("wounded" if kind in ("injury", "injured") else "deaths"), f"{kind} toll".strip()
        if low in ("number", "numbers", "count", "total") and i + 2 < len(tokens) and tokens[i + 1].low == "of":
            return _named(tokens, i + 2, first)
        if low in ("figure", "figures", "count", "tally", "estimate", "estimates", "total", "numbers") and i:
            before = tokens[i - 1].low
            if before in UNITS or before in FATES:
                return UNITS.get(before) or FATES[before], f"{tokens[i - 1].text} {tokens[i].text}"
        if low in ("casualties", "fatalities", "deaths", "arrests", "injuries", "infections"):
            return UNITS[low], tokens[i].text
        if low in ("rate", "rates") and i and tokens[i - 1].low in _RATED:
            return _RATED[tokens[i - 1].low], f"{tokens[i - 1].text} rate"
        if low in _OF_PEOPLE and (tokens[i - 1].low in ("put", "the", "its", "an", "a", "estimated") or i == 0):
            return "people", tokens[i].text
    return _subject_of_change(tokens, first)


def _subject_of_change(tokens: list[Token], first: int) -> tuple[str, str] | None:
    """ "Cases rose to N": the noun before the verb of change."""
    for i in range(first - 1, max(0, first - 16), -1):
        if tokens[i].low not in _CHANGES or tokens[i].low in ("at", "to"):
            if tokens[i].text in ",;:" and i < first - 1:
                return None
            continue
        k = i - 1
        while k > 0 and (tokens[k].low in _AUX or tokens[k].low.endswith("ly")):
            k -= 1
        noun = tokens[k].low
        if tokens[k].wordlike and noun in UNITS:
            return UNITS[noun], tokens[k].text
        plural = noun.endswith("s") and not noun.endswith("ss") and noun not in STOPS and len(noun) > 3
        if tokens[k].wordlike and plural and noun not in _NOT_MEASURED and not tokens[k].possessive:
            return noun, tokens[k].text
        if tokens[k].wordlike and noun in PEOPLE:
            return "people", tokens[k].text
        return None
    return None


def _named(tokens: list[Token], i: int, limit: int) -> tuple[str, str] | None:
    """What "the number of ..." counts: a fate said of it, else its first noun."""
    generic: tuple[str, str] | None = None
    for j in range(i, min(limit, i + 9)):
        low = tokens[j].low
        if low in FATES or (low in UNITS and low not in ("lives", "home", "house")):
            if generic is None or low in FATES:
                unit = FATES.get(low) or UNITS[low]
                return unit, f"number of {tokens[j].text}"
            return generic
        if low in ("in", "on", "at", "with", "during", "between", "rose", "fell") and generic is not None:
            continue
        if generic is None and tokens[j].wordlike and low.endswith("s") and low not in STOPS and len(low) > 2:
            generic = ("deaths" if low.startswith("victim") else low, f"number of {low}")
        elif generic is None and (low in PEOPLE or is_person(low)):
            generic = ("people", f"number of {low}")
    return generic
