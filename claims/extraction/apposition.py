"""The subject of a citing verb behind an aside: "Jane Doe, the minister, said", "the union's head, Paul Roe"."""

import re
from dataclasses import dataclass

from claims.extraction.phrases import Phrase, phrase_after, phrase_before
from claims.extraction.roles import PERSONS, ROLES
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import SPEECH_PLACES

_BETWEEN = word_set(
    "has have had also later then again still previously earlier repeatedly now once even just since "
    "himself herself itself themselves would could may might will recently first already both "
    "meanwhile today yesterday further only long too nonetheless nevertheless however therefore thus instead widely"
)
_CLAUSE_OPENERS = word_set("that and but while when as")
_CLAUSE_MARKS = frozenset(",;:–—()“”")
_PARTY = re.compile(r"[DRI]-[A-Z][\w.]{1,12}$")
ON = word_set("on in late early last this at since earlier")
_JOINERS = word_set("and but or then")


@dataclass(frozen=True)
class Subject:
    """`phrase`: the words that speak; `head`: index where the attribution begins; `shared`: the subject
    is that of an earlier verb ("and said", ", adding"); `relative`: through "who" or "that", so
    nested in what comes before; `outlet`: who is said to have quoted it; `loose`: a noun that says
    nothing of people, as "the clip"."""

    phrase: Phrase | None
    head: int
    shared: bool = False
    relative: bool = False
    outlet: Phrase | None = None
    loose: bool = False


def back_over(tokens: list[Token], j: int, dates: dict[int, int]) -> int:
    """Skip auxiliaries, adverbs and dates leftwards from tokens[j]."""
    ends = {stop: start for start, stop in dates.items()}
    steps = 0
    while j >= 0 and steps < 12:
        steps += 1
        token = tokens[j]
        if j + 1 in ends:
            j = ends[j + 1] - 1
            while j >= 0 and tokens[j].low in ON:
                j -= 1
            continue
        adverb = token.low.endswith("ly") and token.wordlike and not token.capital and token.low != "family"
        if not (token.low in _BETWEEN or adverb):
            break
        j -= 1
    return j


def clause_start(tokens: list[Token], k: int) -> int:
    """Where the clause that holds tokens[k - 1] begins: after a comma, a quotation or the start of the sentence."""
    while k > 0 and tokens[k - 1].text not in _CLAUSE_MARKS and tokens[k - 1].kind != "quote":
        k -= 1
    while k < len(tokens) and (tokens[k].low in _JOINERS or tokens[k].low in ("that", "meanwhile", "however")):
        k += 1
    return k


def appositive(tokens: list[Token], phrase: Phrase) -> Phrase | None:
    """The name after a role and a comma: "the union's secretary, Paul Okoro," gives the name."""
    comma = phrase.stop
    if phrase.pronoun or comma + 1 >= len(tokens) or tokens[comma].text != "," or tokens[comma - 1].capital:
        return None
    stop = comma + 1
    while stop < len(tokens) and tokens[stop].capital and tokens[stop].low not in ROLES and stop - comma <= 5:
        stop += 1
    if stop - comma < 2 or (stop < len(tokens) and tokens[stop].wordlike and tokens[stop].low not in ("who", "in")):
        return None
    ends = stop >= len(tokens) or not tokens[stop].wordlike
    return Phrase(comma + 1, stop) if stop - comma >= 3 or (ends and tokens[comma - 1].low in ROLES) else None


def over_apposition(tokens: list[Token], comma: int, dates: dict[int, int]) -> Subject | None:
    """ "Jane Doe, the minister, said" and "the agency, which ..., said": the subject before the aside."""
    end = comma
    for _ in range(3):
        k = end - 1
        depth = 0
        while k >= 0 and comma - k < 60:
            if tokens[k].text in ")]":
                depth += 1
            elif tokens[k].text in "([":
                depth -= 1
            elif depth <= 0 and (tokens[k].text in (",", "–", "—") or tokens[k].kind == "quote"):
                break
            k -= 1
        if k < 0 or tokens[k].kind == "quote" or comma - k >= 60:
            return None
        before = back_over(tokens, k - 1, dates)
        phrase = phrase_before(tokens, before, max(0, before - 24), loose=True) if before >= 0 else None
        if before > 1 and _PARTY.match(tokens[before].text) and tokens[before - 1].text == ",":
            end = before - 1
            phrase = phrase_before(tokens, before - 2, 0)
            return None if phrase is None else Subject(phrase, phrase.first)
        aside = tokens[k + 1 : end]
        is_name = 2 <= len(aside) <= 4 and all(t.capital and t.low not in ROLES for t in aside)
        if phrase is not None and is_name and not phrase.pronoun:
            first = clause_start(tokens, k)
            role = phrase_after(tokens, first, k, loose=True)
            titled = role is not None and any(t.low in PERSONS for t in tokens[first : min(k, first + 5)])
            if not tokens[phrase.stop - 1].capital or titled:
                return Subject(Phrase(k + 1, end), min(phrase.first, first) if titled else phrase.first)
        if phrase is not None and (
            not phrase.pronoun or tokens[k + 1].low in ("who", "speaking", "in", "on", "citing")
        ):
            opens = phrase.first == 0 or tokens[phrase.first - 1].text in (",", "”")
            named = tokens[phrase.stop - 1].capital or opens or tokens[phrase.first - 1].low in _CLAUSE_OPENERS
            if named:
                return with_name(tokens, phrase)
        end = k
    return None


def with_name(tokens: list[Token], phrase: Phrase) -> Subject:
    """ "Jane Doe, the minister said": a role directly after a name and a comma describes that name."""
    phrase = trimmed(tokens, phrase)
    if phrase.pronoun:
        return Subject(phrase, phrase.first)
    if phrase.first > 1 and tokens[phrase.first].low in ("the", "a", "an") and tokens[phrase.first - 1].text == ",":
        name = phrase_before(tokens, phrase.first - 2, max(0, phrase.first - 12))
        if name is not None and not name.pronoun:
            before = tokens[name.first - 1] if name.first else None
            starts = before is None or before.text in (",", ":") or before.low in _CLAUSE_OPENERS
            if starts and all(t.capital or t.text in "()" for t in tokens[name.first : name.stop]):
                return Subject(name, name.first)
    return Subject(phrase, phrase.first)


def trimmed(tokens: list[Token], phrase: Phrase) -> Phrase:
    """Cut "the ministry in a statement" down to "the ministry"."""
    for k in range(phrase.first + 1, phrase.stop - 1):
        if tokens[k].low in ("in", "at", "on", "during") and any(
            t.low in SPEECH_PLACES for t in tokens[k + 1 : phrase.stop]
        ):
            return Phrase(phrase.first, k, phrase.pronoun)
    return phrase
