"""The noun that a number counts: read from the words after it, in the lexicon or not."""

from dataclasses import dataclass

from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, FATES, LIGHT, PEOPLE, STOPS, UNITS, word_set

# Plural words that stand before the noun they go with: "sports clubs", "arms dealers".
_MODIFIERS = word_set(
    "sports arms news goods sales rights human-rights women men armed-forces operations systems savings customs "
    "services physics politics economics mathematics ethics logistics athletics olympics various numerous "
    "serious previous dangerous religious infectious suspicious indigenous precious famous enormous consecutive "
    "nations states kingdom's emirates overseas always perhaps sometimes besides less plus versus this thus its "
    "his us as was has is does communications telecommunications forces veterans affairs works gas bus class "
    "business cross press glass loss mass process access express address campus police staff crew fish aircraft "
    "virus census tennis crisis basis analysis diabetes series species"
)
_PLURALS = word_set(
    "people men women children police staff crew personnel fish sheep cattle aircraft spacecraft feet mice teeth data "
    "media criteria phenomena bacteria fungi alumni nuclei geese oxen deer salmon trout offspring livestock poultry "
    "swine headquarters series species works barracks means crossroads salespeople businesspeople townspeople "
    "servicemen servicewomen policemen firemen gunmen businessmen businesswomen congressmen fishermen freshmen "
    "spokesmen clergymen craftsmen lives wives knives wolves halves leaves loaves thieves shelves selves tonnes kwacha"
)
_GENERIC = word_set("people person persons others individuals souls humans menschen personen personnes personas")
_FATE_ADJECTIVES = word_set("dead wounded injured missing displaced killed arrested detained homeless stranded trapped")
_PARTITIVE = word_set("them these those us you whom which")
_CLASSIFIERS = word_set("tonnes tons tonne ton kilograms kilos kg litres liters barrels metres acres hectares pounds")
_WORKERS = ("ers", "ors", "ists", "ees", "ians", "ants", "ents", "eers")
_VERBS = word_set(
    "says tells wants needs has does was is goes takes makes comes gets gives shows finds spends earns pays lives "
    "works costs votes remains seems appears becomes believes thinks knows fears expects adds notes claims"
)


@dataclass(frozen=True)
class Noun:
    """What stands after a number: the unit it names ("" for none), the index after its words, and the kind of noun."""

    unit: str
    stop: int
    persons: bool = False
    partitive: bool = False


def is_person(word: str) -> bool:
    """Whether a plural noun stands for people: one of the lexicon, or one formed as such nouns are."""
    return word in PEOPLE or (word.endswith(_WORKERS) and word not in UNITS and word not in _THINGS)


_THINGS = word_set(
    "documents payments departments apartments agreements statements investments shipments instruments elements "
    "accidents incidents events patents percents students' tents contents moments segments appointments accounts "
    "papers letters numbers orders offers towers containers trailers trackers computers printers servers routers "
    "tankers trawlers bulldozers bunkers buckets shelters filters centers tumours tumors factors sectors reactors "
    "tractors monitors errors doors floors colours corridors motors sensors detectors generators indicators meters "
    "trees committees guarantees degrees fees plants grants restaurants variants elephants currents fragments ferries "
    "borders folders headers others counters freezers drivers' rivers flowers powers layers diners liners freighters "
    "bombers fighters-jets carriers launchers helicopters choppers quarters posters stickers lasers acres centres "
    "theatres litres metres fires tires wires centuries chapters registers customers' markers cancers fevers ulcers"
)


def noun_after(tokens: list[Token], stop: int) -> Noun:
    """The noun after the number that ends before tokens[stop]."""
    if stop >= len(tokens):
        return Noun("", stop)
    joined = _joined(tokens, stop)
    if joined is not None:
        return joined
    measured = _measured(tokens, stop)
    if measured is not None:
        return Noun(*measured)
    i = stop
    if tokens[i].low == "of" and i + 1 < len(tokens):
        if tokens[i + 1].low in _PARTITIVE:
            return Noun("", i + 2, partitive=True)
        i += 1
        while i < len(tokens) and (tokens[i].low in ("the", "its", "their", "his", "her", "our", "those", "these")):
            i += 1
    return _phrase(tokens, stop, i)


def _joined(tokens: list[Token], stop: int) -> Noun | None:
    """ "A 12-hour power cut", "a 300-bed hospital": the word that a hyphen ties to the number."""
    token = tokens[stop]
    if token.text not in ("-", "‑") or stop + 1 >= len(tokens) or tokens[stop + 1].start != token.end:
        return None
    word = tokens[stop + 1].low.split("-")[0]
    if word in UNITS:
        return Noun(UNITS[word], stop + 2)
    if word in ("point", "percentage") or not word.isalpha() or len(word) < 3:
        return Noun("", stop)
    return Noun(_plural(word), stop + 2, persons=word in PEOPLE)


def _plural(word: str) -> str:
    if word in _PLURALS or word.endswith("s"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    if word.endswith("man"):
        return f"{word[:-3]}men"
    return f"{word}es" if word.endswith(("ch", "sh", "x", "z")) else f"{word}s"


def _measured(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """Percent, points, and measures of more than one word: (unit, index after)."""
    low = tokens[i].low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low in ("percentage", "percent", "per-cent", "%") and following in ("point", "points"):
        return "percentage points", i + 2
    if low in ("percentage-point", "percentage-points"):
        return "percentage points", i + 1
    if low == "basis" and following in ("point", "points"):
        return "basis points", i + 2
    if low == "per" and following in ("cent", "cents"):
        after = tokens[i + 2].low if i + 2 < len(tokens) else ""
        return ("percentage points", i + 3) if after in ("point", "points") else ("percent", i + 2)
    if low in ("per-cent", "percentage") or UNITS.get(low) == "percent":
        return "percent", i + 1
    if low in ("square", "cubic", "nautical", "sq", "metric") and following:
        at = i + 1 if following != "." else i + 2
        word = tokens[at].low if at < len(tokens) else ""
        if word in UNITS:
            named = {"sq": "square"}.get(low, low)
            return (UNITS[word] if named == "metric" else f"{named} {UNITS[word]}"), at + 1
    if low == "mm" or low.startswith("millimet"):
        return "millimetres", i + 1
    if low in ("cm", "km", "kg", "mg", "ml", "mw", "gw", "kwh", "°c", "°f"):
        return UNITS.get(low, low), i + 1
    if low in ("°", "º"):
        return "degrees", i + 2 if following in ("c", "f") else i + 1
    if low in ("c", "f") and tokens[i].text in "CF" and i and tokens[i].start == tokens[i - 1].end:
        return "degrees", i + 1
    if low == "m" and i and tokens[i - 1].kind == "number" and tokens[i].text == "m":
        return "metres", i + 1
    return None


def _phrase(tokens: list[Token], stop: int, first: int) -> Noun:
    """Walk the noun phrase: its first plural that is no modifier, or a known noun, is what is counted."""
    i, limit = first, min(len(tokens), first + 9)
    state = ""
    while i < limit:
        token = tokens[i]
        low = token.low
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.text in '[]#@“"' and i + 1 < limit:
            i += 1
            continue
        if token.text == "," and i > first and following is not None and _adjective(tokens[i - 1].low):
            i += 1
            continue
        if low in ("last", "next", "this") and following is not None and following.low in UNITS:
            break
        if token.kind == "number" or not token.wordlike or (low in STOPS and low != "of"):
            break
        if low in ("of", "a", "an"):
            break
        if low in _FATE_ADJECTIVES and following is not None and _goes_on(following):
            state = low
            i += 1
            continue
        if token.possessive:
            i += 1
            continue
        known = _known(tokens, i, state)
        if known is not None:
            return known
        if low in FATES and i > first:
            break
        if _is_plural(low) and low not in _VERBS and not _modifies(tokens, i):
            persons = is_person(low)
            if state and persons:
                return Noun(FATES.get(state) or UNITS.get(state, low), i + 1, persons=True)
            return Noun(_cased(token, following), i + 1, persons=persons)
        i += 1
    return Noun(UNITS.get(state) or FATES.get(state, "") if state else "", i if state else stop)


def _known(tokens: list[Token], i: int, state: str) -> Noun | None:
    low = tokens[i].low
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if low in UNITS:
        # "Strike", "home" and "job" also stand before other nouns: "job losses", "home owners".
        single = following is not None and following.wordlike and not _is_plural(low) and low not in FATES
        if single and following is not None and _is_plural(following.low) and following.low not in _VERBS:
            return None
        if state and UNITS[low] != "deaths" and low not in DURATIONS:
            return Noun(low if _is_plural(low) else UNITS[low], i + 1)
        return Noun(UNITS[low], i + 1)
    if low in PEOPLE:
        if _modifies(tokens, i):
            return None
        if following is not None and following.wordlike and not _is_plural(low) and _is_plural(following.low):
            return None
        if state:
            return Noun(FATES.get(state) or UNITS.get(state, "people"), i + 1, persons=True)
        if not low.isascii() or low in _GENERIC:
            return Noun("people", i + 1, persons=True)
        return Noun(_cased(tokens[i], following) if _is_plural(low) else _plural(low), i + 1, persons=True)
    return None


def _goes_on(token: Token) -> bool:
    """Whether a noun may still follow: not a verb, a preposition or a mark."""
    return token.wordlike and token.low not in STOPS and (token.low not in FATES or token.low in _FATE_ADJECTIVES)


def _adjective(word: str) -> bool:
    return word.endswith(("al", "ic", "ous", "ful", "able", "ed", "ing", "ive")) or word in LIGHT


def _cased(token: Token, following: Token | None) -> str:
    """A people's name keeps its capital ("Ukrainians", "MPs"); in a heading, where all words have one, none does."""
    heading = following is not None and following.wordlike and following.text[0].isupper()
    name = token.text[0].isupper() and not token.text.isupper() and not heading
    return token.text if name and not token.possessive else token.low


def _is_plural(low: str) -> bool:
    if low in _PLURALS:
        return True
    plain = low.rsplit("-", 1)[-1]
    return len(plain) > 2 and plain.endswith("s") and not plain.endswith(("ss", "us", "is", "ous", "ics"))


def _modifies(tokens: list[Token], i: int) -> bool:
    """Whether a plural only goes before another noun: "sports clubs", "women workers"."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        tokens[i].low in _MODIFIERS
        and following is not None
        and following.wordlike
        and following.low not in STOPS
        and (_is_plural(following.low) or following.low in PEOPLE or following.low in UNITS)
        and following.low not in _VERBS
    )
