"""The noun phrases that can speak: names and roles beside a citing verb."""

from dataclasses import dataclass

from claims.extraction.roles import PRONOUNS, ROLES
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import FINITE, VERBS

# Words after a noun that say what its bearer knows: "officials briefed on the report".
AWARE = word_set("familiar briefed close aware involved knowledgeable privy acquainted present")
WRITTEN = word_set("report study survey analysis article paper statement investigation review poll")
_PLURALS = word_set("police people men women media data others some many several few both staff")
_DETERMINERS = word_set("the a an this that these those its his her their our my your another each any no")
_PREPOSITIONS = word_set("of for in at from with within to on inside close")
_CONJUNCTIONS = word_set(
    "yet but and however meanwhile also so still then later earlier today yesterday although though "
    "while because when as since moreover furthermore nevertheless instead separately overall "
    "additionally nor if whether that after before until"
)
TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september october november december morning evening afternoon night week month year yesterday "
    "today tonight late early earlier later"
)
_NOT_NOUNS = word_set(
    "single only sole this that these those more most less such same other former latter following rest first last"
)
_PERSON_ENDINGS = ("ers", "ors", "ists", "ians", "ants", "ees", "men", "women")
_NOT_PERSONS = word_set(
    "numbers papers orders powers rivers errors centers computers letters matters offers quarters borders "
    "factors sectors towers barriers winters summers plants trees fees degrees figures measures others "
    "servers motors mirrors doors floors colors layers chambers corners covers dangers dinners drivers-ed "
    "fingers flowers headquarters containers engines grants warrants restaurants elephants pollutants "
    "committees guarantees reactors tractors meters filters timers specimen acumen regimen abdomen "
)
_STATES = word_set(
    "unnamed unidentified armed retired elected appointed displaced wounded injured detained alleged "
    "united allied wanted self-styled newly-elected unaffiliated related combined"
)


@dataclass(frozen=True)
class Phrase:
    """A noun phrase at tokens[first:stop] that can name a speaker. `pronoun` marks one that needs
    resolving."""

    first: int
    stop: int
    pronoun: bool = False


def is_pronoun(token: Token) -> bool:
    """Whether a word is a pronoun; "US" and "WHO" are not."""
    return token.wordlike and token.low in PRONOUNS and not (token.text.isupper() and len(token.text) > 1)


def phrase_before(tokens: list[Token], i: int, low: int, *, loose: bool = False) -> Phrase | None:
    """The speaker whose last word is tokens[i], looking no further left than tokens[low]; with `loose` any
    noun that has an article may speak ("the syndicate")."""
    if i < low:
        return None
    if is_pronoun(tokens[i]):
        return Phrase(i, i + 1, pronoun=True)
    j, first = i, i + 1
    while j >= low and i - j < 16:
        token = tokens[j]
        if token.text in ("’", "'") and j > low and tokens[j - 1].possessive:
            j -= 1
            continue
        if token.text in (")", "]"):
            opening = _opening(tokens, j, low)
            if opening is None:
                break
            first, j = opening, opening - 1
            continue
        if token.low in _DETERMINERS:
            first = j
            if not _joins(tokens, j - 1, low):
                break
            j -= 2
            first = j + 1
            continue
        if token.low in _PREPOSITIONS and j < i:
            if not _joins(tokens, j, low):
                break
            j -= 1
            continue
        if (
            token.low in ("and", "&")
            and j < i
            and j > low
            and _nominal(tokens[j - 1])
            and (tokens[j - 1].capital == tokens[j + 1].capital and tokens[j + 1].low not in _DETERMINERS)
        ):
            j -= 1
            continue
        if not _nominal(token) and not (j < i and _describes(tokens, j, low)):
            break
        if j > low and j < i and _acts(token, tokens[j - 1]):
            break
        first = j
        j -= 1
    while first <= i and (tokens[first].low in _CONJUNCTIONS or tokens[first].low in _PREPOSITIONS):
        first += 1
    able = first <= i and (is_speaker(tokens, first, i + 1) or (loose and _is_noun(tokens, first, i + 1)))
    return Phrase(first, i + 1) if able else None


def phrase_after(tokens: list[Token], i: int, high: int, *, loose: bool = False) -> Phrase | None:
    """The speaker whose first word is tokens[i] ("said John Smith, the minister"), within tokens[:high];
    `loose` as in `phrase_before`."""
    if i < high and is_pronoun(tokens[i]) and tokens[i].low not in ("who", "which"):
        return Phrase(i, i + 1, pronoun=True)
    j = i
    while j < high and j - i < 16:
        token = tokens[j]
        if token.text in ("’", "'") and j > i and tokens[j - 1].possessive:
            j += 1
            continue
        if token.text == "(":
            close = next((k for k in range(j, min(high, j + 14)) if tokens[k].text == ")"), None)
            if close is None:
                break
            j = close + 1
            continue
        if token.low in _DETERMINERS:
            if j > i and tokens[j - 1].low not in _PREPOSITIONS and tokens[j - 1].low != "by":
                break
        elif token.low in ("of", "for", "in", "at", "within", "from", "on") and j > i:
            if tokens[j + 1 : j + 2] and tokens[j + 1].low in TIMES:
                break
            if token.low == "on" and not (tokens[j - 1].capital and j + 1 < high and tokens[j + 1].capital):
                break
            if token.low != "of" and not (tokens[j - 1].low in ROLES or tokens[j - 1].capital):
                break
        elif (token.low == "by" and j > i and tokens[j - 1].low in WRITTEN) or _describes(tokens, j, i):
            pass
        elif token.low in ("and", "&") and j > i and j + 1 < high:
            if not (tokens[j - 1].capital and tokens[j + 1].capital):
                break
        elif not _nominal(token):
            break
        j += 1
        if token.possessive and j - i > 1 and not _owns_speaker(tokens, j, high):
            break
        if _is_headed(tokens, i, j, high):
            break
    while j > i and (tokens[j - 1].low in _PREPOSITIONS or tokens[j - 1].low in ("and", "&")):
        j -= 1
    able = j > i and (is_speaker(tokens, i, j) or (loose and _is_noun(tokens, i, j)))
    return Phrase(i, j) if able else None


def _acts(token: Token, before: Token) -> bool:
    """Whether a plain word after "they" or "to" is a verb, and no part of the name that follows it."""
    plain = not token.capital and token.low not in ROLES and not is_person_noun(token.low)
    return plain and (before.low in PRONOUNS or before.low in ("to", "not"))


def _describes(tokens: list[Token], j: int, low: int) -> bool:
    """Whether a word in -ed stands between an article and its noun: "a leaked memo"."""
    token = tokens[j]
    return (
        token.low.endswith("ed")
        and token.wordlike
        and j > low
        and tokens[j - 1].low in _DETERMINERS
        and j + 1 < len(tokens)
        and tokens[j + 1].wordlike
    )


def _owns_speaker(tokens: list[Token], j: int, high: int) -> bool:
    """Whether a possessive is followed by who speaks: "the opposition's finance critic"."""
    for k in range(j, min(high, j + 4)):
        if not _nominal(tokens[k]):
            return False
        if tokens[k].capital or tokens[k].low in ROLES or is_person_noun(tokens[k].low):
            return True
    return False


def _is_headed(tokens: list[Token], i: int, j: int, high: int) -> bool:
    """Whether a phrase is complete with the role at tokens[j - 1], since a plain word follows: "the union wants"."""
    last = tokens[j - 1]
    if last.capital or last.low not in ROLES or j >= high or last.possessive:
        return False
    after = tokens[j]
    return (
        after.wordlike
        and not after.capital
        and after.low not in ROLES
        and not is_person_noun(after.low)
        and (after.low not in _PREPOSITIONS and after.low not in ("and", "by"))
    )


def is_plural(tokens: list[Token], phrase: Phrase | None) -> bool:
    """Whether a phrase is about several: its noun before any preposition ends in s, or is a plural such as police."""
    if phrase is None:
        return False
    stop = next(
        (k for k in range(phrase.first + 1, phrase.stop) if tokens[k].low in _PREPOSITIONS or tokens[k].low == "and"),
        phrase.stop,
    )
    joined = stop < phrase.stop and tokens[stop].low == "and"
    low = tokens[stop - 1].low
    return joined or (low.endswith("s") and not low.endswith("ss")) or low in _PLURALS


def _is_noun(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether a phrase is an article with a plain noun."""
    last = tokens[stop - 1]
    return stop - first >= 2 and tokens[first].low in _DETERMINERS and last.wordlike and last.low not in _NOT_NOUNS


def is_speaker(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether tokens[first:stop] can speak: a name, or a role such as "officials" or "the ministry"."""
    for k in range(first, stop):
        token = tokens[k]
        if token.low in ROLES or is_person_noun(token.low):
            return True
        if token.capital and token.low not in TIMES and token.low not in _DETERMINERS:
            if token.low in _CONJUNCTIONS or token.low in _PREPOSITIONS:
                continue
            return True
    return False


def is_person_noun(low: str) -> bool:
    """Whether a plural is built like a name for people: "engineers", "economists", "historians"."""
    return len(low) > 5 and low.endswith(_PERSON_ENDINGS) and low not in _NOT_PERSONS


def _opening(tokens: list[Token], j: int, low: int) -> int | None:
    for k in range(j - 1, max(low, j - 14) - 1, -1):
        if tokens[k].text in "([":
            return k
    return None


def _joins(tokens: list[Token], j: int, low: int) -> bool:
    """Whether the preposition at j ties a following phrase to a noun before it, as in "sources within
    the army"."""
    if j <= low or tokens[j].low not in _PREPOSITIONS:
        return False
    before = tokens[j - 1]
    if before.low in TIMES or not _nominal(before):
        return False
    return tokens[j].low == "of" or before.low in ROLES or (before.capital and tokens[j].low in ("for", "at", "in"))


def _nominal(token: Token) -> bool:
    if token.kind == "abbr" or token.text in "#@/":
        return True
    if not token.wordlike:
        return False
    low = token.low
    if (
        low == "by"
        or low in FINITE
        or low in _CONJUNCTIONS
        or low in TIMES
        or low in _PREPOSITIONS
        or is_pronoun(token)
    ):
        return low in ("may", "morning", "evening") and token.capital
    verb = VERBS.get(low)
    if verb is not None and not token.capital and low not in ROLES and verb.form != "base":
        return False
    if low.endswith("ed") and not token.capital and "-" not in low and low not in _STATES:
        return False
    return not (low.endswith("ly") and not token.capital and low not in ("family", "daily", "weekly", "assembly"))
