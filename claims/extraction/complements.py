"""What stands after a citing verb: audience, place, date, and where what was said begins."""

from dataclasses import dataclass

from claims.extraction.phrases import Phrase, phrase_after
from claims.extraction.tokens import Token
from claims.extraction.units import NUMBER_WORDS, word_set
from claims.extraction.verbs import AUDIENCE, CITING_NOUNS, FINITE, SPEECH_PLACES, VERBS, Takes, Verb

QUOTE = "quote"
_PREPOSITIONS = word_set("in on at during via through after before by from with to for of about under following amid")
_ADVERBS = word_set(
    "also later again earlier afterwards today yesterday tonight late early last this out then too separately "
    "otherwise meanwhile however only"
)
_OBJECTING = word_set("dismiss reject refute rebut disavow debunk discredit")
_COUNTING = word_set("report describe record count register log document")
_HEARD = word_set("television tv radio agency newspaper paper magazine broadcaster")
_POINTED = CITING_NOUNS.keys() | word_set("number view idea notion charge characterisation")
_RUMOURS = word_set("rumour rumours rumor rumors speculation suggestions idea notion possibility fact charges")
PAST = word_set(
    "rose fell died hit left began lost came went took made gave got saw ran won cut shot sent kept "
    "grew stood broke fought led met paid spent sold built held brought fled became remained "
    "continued began struck swept drew drove threw dug stood caught felt slept wept dealt meant lent bent "
    "hung stuck swung sat sank rang sang drank swam shrank flew knew blew ate woke wore tore bore spoke stole froze "
    "chose rode wrote arose bought taught sought bound fed bled laid thought understood"
)
# "Analysts expect growth to slow to 6%": the forecast is claimed together with who makes it.
FORECASTS = word_set("expect forecast project predict")
_NOT_PAST = word_set("united unnamed so-called alleged armed estimated unidentified combined increased")
_NOUN_OBJECT = word_set(
    "report announce estimate claim record document disclose reveal publish list post forecast project"
)


@dataclass(frozen=True)
class Complement:
    """`start`: index of the first token of what was said; `that`: it was opened by "that", a colon or a
    quotation; `audience`: an outlet that was told; `whole`: a noun phrase, so that the clause with
    its subject is the claim."""

    start: int
    that: bool
    audience: Phrase | None
    whole: bool


def complement(tokens: list[Token], verb: Verb, i: int, hi: int, dates: dict[int, int]) -> Complement:
    """Read what follows the citing verb at tokens[i]; `dates` maps the first token of a date to the
    index after."""
    audience: Phrase | None = None
    that = False
    j = i + 1
    if verb.lemma == "tell":
        j, audience = _told(tokens, j, hi)
    while j < hi:
        token = tokens[j]
        if token.low == "that" and _points(tokens, j, hi):
            break
        if token.low == "that" and not (j + 1 < hi and tokens[j + 1].text in ",;"):
            that, j = True, j + 1
            break
        if token.text == ":":
            that, j = True, j + 1
            break
        if token.kind == QUOTE:
            that = True
            break
        if token.text == "," and j + 1 < hi and (tokens[j + 1].kind == QUOTE or tokens[j + 1].text in '“"'):
            j += 1
            continue
        if token.text == "," and (end := _aside_end(tokens, j, hi)):
            j = end
            continue
        if verb.takes is Takes.EITHER and (end := _rumour_end(tokens, j, hi)):
            that, j = True, end
            break
        step, outlet = _circumstance(tokens, j, hi, dates)
        audience = audience or outlet
        if step == j:
            break
        j = step
    rest = [t for t in tokens[j:hi] if t.wordlike or t.kind == "number"]
    said = bool(rest)
    bare = len(rest) == 1 and rest[0].kind == "number" and not that
    whole = verb.takes is Takes.WHOLE or bare or (said and not that and _is_noun_phrase(tokens, verb, j, hi))
    return Complement(j, that, audience, whole)


def _points(tokens: list[Token], j: int, hi: int) -> bool:
    """Whether "that" only points at a noun: "rejected that number"."""
    if j + 1 >= hi or tokens[j + 1].text in ".;!?":
        return True
    return tokens[j + 1].low in _POINTED and not has_predicate(tokens, j + 1, hi)


def _to_be(tokens: list[Token], j: int, hi: int) -> bool:
    """Whether "believes" has a thing and what it is: "believes the number to be higher"."""
    return any(tokens[k].low == "to" and tokens[k + 1].low == "be" for k in range(j, min(hi - 1, j + 10)))


def _aside_end(tokens: list[Token], comma: int, hi: int) -> int:
    """The index after an aside between the verb and "that" ("said, citing witnesses, that"); 0 if there is none."""
    for k in range(comma + 2, min(hi - 1, comma + 26)):
        if tokens[k].text == "," and tokens[k + 1].low == "that":
            return k + 1
        if tokens[k].low == "that" or tokens[k].text in ";:" or tokens[k].kind == QUOTE:
            return 0
    return 0


def _rumour_end(tokens: list[Token], j: int, hi: int) -> int:
    """The index after "reports that" in "denied media reports that", which nobody is named for; else 0."""
    for k in range(j, min(hi - 1, j + 4)):
        if tokens[k].possessive or not tokens[k].wordlike:
            return 0
        if (tokens[k].low in CITING_NOUNS or tokens[k].low in _RUMOURS) and tokens[k + 1].low == "that":
            return k + 2
    return 0


def _circumstance(tokens: list[Token], j: int, hi: int, dates: dict[int, int]) -> tuple[int, Phrase | None]:
    """Step over one date, place of speech, audience or adverb at tokens[j]; j itself when there is none."""
    token = tokens[j]
    if j in dates:
        return dates[j], None
    if token.low in _ADVERBS or (token.low.endswith("ly") and token.wordlike and not token.capital):
        return j + 1, None
    if token.low not in _PREPOSITIONS or j + 1 >= hi:
        return j, None
    if j + 1 in dates:
        return dates[j + 1], None
    if token.low == "to":
        k = j + 1
        while k < hi and (tokens[k].low in AUDIENCE or tokens[k].capital) and k - j < 6:
            k += 1
        return (k, None) if k > j + 1 else (j, None)
    if token.low == "on" and tokens[j + 1].capital:
        k = j + 1
        while k < hi and tokens[k].capital and k - j < 4:
            k += 1
        return k, None
    for k in range(j + 1, min(hi, j + 8)):
        if tokens[k].low == "that" and k > j + 1:
            return k, None
        if tokens[k].low in SPEECH_PLACES and not (k + 1 < hi and tokens[k + 1].low in SPEECH_PLACES):
            return _after_place(tokens, k + 1, hi)
        if not tokens[k].wordlike or tokens[k].low == "that" or tokens[k].low in FINITE:
            break
    return j, None


def _after_place(tokens: list[Token], k: int, hi: int) -> tuple[int, Phrase | None]:
    if k + 1 < hi and tokens[k].low in ("with", "to", "by", "from", "for", "in", "at", "on"):
        phrase = phrase_after(tokens, k + 1, hi)
        if phrase is not None and tokens[k + 1].wordlike:
            named = tokens[phrase.first].capital or tokens[phrase.stop - 1].capital
            return phrase.stop, phrase if named and tokens[k].low in ("with", "to") else None
        if tokens[k + 1].capital:
            return k + 2, None
    return k, None


def _told(tokens: list[Token], j: int, hi: int) -> tuple[int, Phrase | None]:
    """The audience after "told"; an outlet with a name is returned as a phrase."""
    k = j
    while k < hi and k - j < 8:
        token = tokens[k]
        if token.low in ("the", "a", "an", "his", "her", "their", "our", "that", "this") and (
            k > j or token.low == "that"
        ):
            break
        if not (token.capital or token.low in AUDIENCE or token.low in ("’s", "of", "and")):
            break
        if token.low in ("of", "and") and not (k + 1 < hi and tokens[k + 1].capital):
            break
        k += 1
        if token.low in ("me", "him", "her", "them", "us", "reporters", "journalists") and not token.capital:
            break
    named = [t for t in tokens[j:k] if t.capital or t.low in _HEARD]
    return k, Phrase(j, k) if named and k > j else None


def _is_noun_phrase(tokens: list[Token], verb: Verb, j: int, hi: int) -> bool:
    """Whether a verb that takes both ("confirmed") is followed by a thing and not by a statement."""
    if verb.lemma in FORECASTS or verb.lemma in _OBJECTING or (verb.lemma == "believe" and _to_be(tokens, j, hi)):
        return True
    if verb.lemma == "find":
        return any(t.low in CITING_NOUNS for t in tokens[j : min(hi, j + 9)])
    if verb.lemma in ("post", "publish", "share"):
        return True
    if (
        verb.takes is Takes.EITHER
        and j < hi
        and tokens[j].low.endswith("ing")
        and tokens[j].low not in ("nothing", "king")
    ):
        return True
    if verb.lemma in _COUNTING and any(t.kind == "number" or t.low in NUMBER_WORDS for t in tokens[j : min(hi, j + 4)]):
        return False
    if verb.takes is not Takes.EITHER and verb.lemma not in _NOUN_OBJECT:
        return False
    if any(t.low in CITING_NOUNS for t in tokens[j : min(hi, j + 9)]) and verb.takes is Takes.EITHER:
        return True
    return not has_predicate(tokens, j, hi, reduced=verb.takes is Takes.EITHER)


def has_predicate(tokens: list[Token], lo: int, hi: int, *, reduced: bool = False) -> bool:
    """Whether tokens[lo:hi] hold a finite verb before any relative clause; a guess from word forms. With
    `reduced`, a word in -ed before a preposition describes its noun: "the names of men killed in May"."""
    if hi - lo > 1 and tokens[lo].low in ("it", "he", "she", "they", "we", "i"):
        return True
    for k in range(lo, hi):
        low = tokens[k].low
        if k > lo and low in ("that", "who", "which", "while", "although", "after", "because"):
            return False
        if low in ("and", "but") and k + 1 < hi and tokens[k + 1].low in VERBS:
            return False
        if low in FINITE or low in PAST:
            return True
        if tokens[k].capital or not tokens[k].wordlike:
            continue
        if reduced and low.endswith("ed") and k + 1 < hi and tokens[k + 1].low in _PREPOSITIONS:
            continue
        if low.endswith("ed") and len(low) > 4 and low not in _NOT_PAST and k > lo:
            previous = tokens[k - 1].low
            if (
                previous not in ("the", "a", "an", "of", "and", "its", "their", "newly", "more")
                and not previous.isdigit()
            ):
                return True
        if low in VERBS and VERBS[low].form == "past" and k > lo:
            return True
    return False
