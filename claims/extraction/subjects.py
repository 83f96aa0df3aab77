"""The subject of a citing verb, found to its left past adverbs, dates, apposition and relative clauses."""

import re
from dataclasses import dataclass, replace

from claims.extraction.complements import PAST
from claims.extraction.phrases import AWARE, Phrase, is_person_noun, is_speaker, phrase_after, phrase_before
from claims.extraction.roles import PERSONS, ROLES
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import FINITE, SPEECH_PLACES, Takes, Verb

_BETWEEN = word_set(
    "has have had also later then again still previously earlier repeatedly now once even just since "
    "himself herself itself themselves would could may might will recently first already both "
    "meanwhile today yesterday further only long too nonetheless nevertheless however therefore thus instead widely"
)
_JOINERS = word_set("and but or then")
_CLAUSE_OPENERS = word_set("that and but while when as")
_WITHIN = word_set("of for the and & in at")
_GOVERN = word_set(
    "in by from with for at of to on and across inside near outside around among between under into over"
)
_CLAUSE_MARKS = frozenset(",;:–—()“”")
_PARTY = re.compile(r"[DRI]-[A-Z][\w.]{1,12}$")
_ON = word_set("on in late early last this at since earlier")


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


def subject_of(tokens: list[Token], i: int, verb: Verb, dates: dict[int, int]) -> Subject | None:
    """Find the subject of the verb at tokens[i]; None when nothing there can speak."""
    j = _back_over(tokens, i - 1, dates)
    if j > 0 and tokens[j].text in ("“", '"'):
        # The ministry, “confirmed that ...”: the quotation begins with the verb.
        j -= 2 if tokens[j - 1].text == "," else 1
    if verb.form == "ing":
        return _participle(tokens, i, j, dates)
    if j < 0:
        return None
    if tokens[j].low in _JOINERS:
        return Subject(_lead(tokens, j, dates), min(i, j + 1), shared=True)
    if tokens[j].low in ("who", "which", "that") and j > 0 and not tokens[j].text.isupper():
        k = j - 1
        if tokens[k].text == ",":
            k -= 1
        phrase = phrase_before(tokens, k, 0)
        return None if phrase is None else Subject(_trimmed(tokens, phrase), phrase.first, relative=True)
    if tokens[j].text in (",", "–", "—", "-"):
        return _over_apposition(tokens, j, dates)
    phrase = phrase_before(tokens, j, max(0, j - 24), loose=verb.takes is not Takes.WHOLE)
    if (insider := _aware(tokens, j)) is not None:
        return Subject(insider, insider.first)
    if phrase is None:
        return _past_relative(tokens, j) or _governing(tokens, j + 1)
    if (outer := _outer_noun(tokens, phrase)) is not None:
        return Subject(outer, outer.first)
    if (
        phrase.first > 2
        and tokens[phrase.first - 1].low in ("in", "at", "through", "via")
        and any(t.low in SPEECH_PLACES for t in tokens[phrase.first : phrase.stop])
    ):
        return subject_of(tokens, phrase.first - 1, verb, dates)
    loose = not phrase.pronoun and not is_speaker(tokens, phrase.first, phrase.stop)
    return replace(_with_name(tokens, phrase), loose=loose)


def _back_over(tokens: list[Token], j: int, dates: dict[int, int]) -> int:
    """Skip auxiliaries, adverbs and dates leftwards from tokens[j]."""
    ends = {stop: start for start, stop in dates.items()}
    steps = 0
    while j >= 0 and steps < 12:
        steps += 1
        token = tokens[j]
        if j + 1 in ends:
            j = ends[j + 1] - 1
            while j >= 0 and tokens[j].low in _ON:
                j -= 1
            continue
        adverb = token.low.endswith("ly") and token.wordlike and not token.capital and token.low != "family"
        if not (token.low in _BETWEEN or adverb):
            break
        j -= 1
    return j


def _participle(tokens: list[Token], i: int, j: int, dates: dict[int, int]) -> Subject | None:
    if j < 0:
        return None
    if tokens[j].low == "as":
        return _quoted_as_saying(tokens, j)
    if tokens[j].text == "," or tokens[j].low in ("and", "while", "before", "by"):
        return Subject(_lead(tokens, j, dates), i, shared=True)
    return None


def _quoted_as_saying(tokens: list[Token], j: int) -> Subject | None:
    """ "The mayor was quoted by the BBC as saying": who spoke, and who quoted."""
    at = next((k for k in range(j - 1, max(0, j - 9), -1) if tokens[k].low in ("quoted", "cited")), None)
    if at is None or tokens[at - 1].low not in ("was", "were", "is", "been", "are", "also", "widely"):
        return None
    outlet = phrase_after(tokens, at + 2, j) if tokens[at + 1].low == "by" else None
    k = at - 1
    while k >= 0 and tokens[k].low in ("was", "were", "is", "are", "been", "has", "have", "also", "widely", "later"):
        k -= 1
    phrase = phrase_before(tokens, k, 0) if k >= 0 else None
    return None if phrase is None else Subject(phrase, phrase.first, outlet=outlet)


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


def main_subject(tokens: list[Token], dates: dict[int, int]) -> Phrase | None:
    """What a sentence is about, as far as it can speak: what a pronoun in the next sentence may mean."""
    phrase = _lead(tokens, len(tokens), dates)
    if phrase is None or phrase.pronoun or phrase.stop >= len(tokens):
        return None
    return phrase


def _lead(tokens: list[Token], limit: int, dates: dict[int, int]) -> Phrase | None:
    """The subject that a sentence begins with, after its date and a first adverbial."""
    k = 0
    while k < limit:
        if k in dates:
            k = dates[k]
        elif k + 1 in dates and tokens[k].low in _ON:
            k = dates[k + 1]
        elif tokens[k].text in ',“"' or tokens[k].low.endswith("ly"):
            k += 1
        elif tokens[k].low in ("in", "at", "during", "after", "following", "despite", "under", "with"):
            comma = next((n for n in range(k, min(limit, k + 25)) if tokens[n].text == ","), None)
            if comma is None:
                return None
            k = comma + 1
        elif tokens[k].low in ("but", "and", "meanwhile", "however", "yet", "still"):
            k += 1
        else:
            break
    phrase = phrase_after(tokens, k, limit)
    if phrase is None or phrase.pronoun:
        return phrase
    phrase = _without_verb(tokens, phrase)
    return appositive(tokens, phrase) or phrase


def _without_verb(tokens: list[Token], phrase: Phrase) -> Phrase:
    """Cut "the Reserve Bank kept" down to who it is: a plain word after a name is its verb."""
    named = False
    for k in range(phrase.first, phrase.stop):
        token = tokens[k]
        ends = any(t.low in ROLES or is_person_noun(t.low) for t in tokens[k : min(phrase.stop, k + 3)])
        if named and not (token.capital or token.low in _WITHIN or ends):
            return Phrase(phrase.first, k) if token.wordlike else phrase
        named = named or (token.capital and token.low not in ("the", "a", "an"))
    return phrase


def _over_apposition(tokens: list[Token], comma: int, dates: dict[int, int]) -> Subject | None:
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
        before = _back_over(tokens, k - 1, dates)
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
                return _with_name(tokens, phrase)
        end = k
    return None


def _past_relative(tokens: list[Token], j: int) -> Subject | None:
    """ "residents who fled the fire confirmed": the noun before "who", when no comma divides them."""
    for k in range(j, max(0, j - 22), -1):
        if tokens[k].text in ",;:":
            return None
        if tokens[k].low in ("who", "whose") and k > 0:
            phrase = phrase_before(tokens, k - 1, 0)
            return None if phrase is None else Subject(phrase, phrase.first)
    return None


def _aware(tokens: list[Token], j: int) -> Phrase | None:
    """ "Two people familiar with its thinking", "officials briefed on the report": ending at tokens[j]."""
    for k in range(j - 1, max(0, j - 10), -1):
        if not tokens[k].wordlike or tokens[k].low == "that":
            return None
        if tokens[k].low in AWARE:
            phrase = phrase_before(tokens, k - 1, 0)
            return None if phrase is None or phrase.pronoun else Phrase(phrase.first, j + 1)
    return None


def _outer_noun(tokens: list[Token], phrase: Phrase) -> Phrase | None:
    """The noun that governs a phrase which only ends its aside: "a study published in The Lancet found",
    "residents who spoke to the agency said"."""
    first = phrase.first
    if first < 2 or phrase.pronoun or tokens[first - 1].low not in _GOVERN:
        return None
    if tokens[first - 2].low.endswith("ed") and tokens[first - 2].wordlike and first > 2:
        governed = phrase_before(tokens, first - 3, 0)
        if governed is not None and not governed.pronoun:
            return governed
    relative = _past_relative(tokens, first - 1)
    if relative is None:
        relative = _governing(tokens, first)
    return relative.phrase if relative is not None else None


def clause_start(tokens: list[Token], k: int) -> int:
    """Where the clause that holds tokens[k - 1] begins: after a comma, a quotation or the start of the sentence."""
    while k > 0 and tokens[k - 1].text not in _CLAUSE_MARKS and tokens[k - 1].kind != "quote":
        k -= 1
    while k < len(tokens) and (tokens[k].low in _JOINERS or tokens[k].low in ("that", "meanwhile", "however")):
        k += 1
    return k


def _governing(tokens: list[Token], end: int) -> Subject | None:
    """The noun that a clause begins with, when what stands before tokens[end] only belongs to it: "a video
    viewed 2 million times on TikTok claims"."""
    first = clause_start(tokens, end)
    phrase = phrase_after(tokens, first, end, loose=True)
    if phrase is None or phrase.pronoun or phrase.stop >= end - 1:
        return None
    if any(t.low in FINITE or t.low in PAST for t in tokens[phrase.stop : end]):
        return None
    return Subject(phrase, phrase.first)


def _with_name(tokens: list[Token], phrase: Phrase) -> Subject:
    """ "Jane Doe, the minister said": a role directly after a name and a comma describes that name."""
    phrase = _trimmed(tokens, phrase)
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


def _trimmed(tokens: list[Token], phrase: Phrase) -> Phrase:
    """Cut "the ministry in a statement" down to "the ministry"."""
    for k in range(phrase.first + 1, phrase.stop - 1):
        if tokens[k].low in ("in", "at", "on", "during") and any(
            t.low in SPEECH_PLACES for t in tokens[k + 1 : phrase.stop]
        ):
            return Phrase(phrase.first, k, phrase.pronoun)
    return phrase
