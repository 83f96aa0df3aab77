"""The subject of a citing verb, found to its left past adverbs, dates, apposition and relative clauses."""

from dataclasses import replace

from claims.extraction.apposition import (
    ON,
    Subject,
    appositive,
    back_over,
    clause_start,
    over_apposition,
    trimmed,
    with_name,
)
from claims.extraction.complements import PAST
from claims.extraction.phrases import AWARE, WRITTEN, Phrase, is_person_noun, is_speaker, phrase_after, phrase_before
from claims.extraction.roles import ROLES
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import FINITE, SPEECH_PLACES, Takes, Verb

_JOINERS = word_set("and but or then")
_WITHIN = word_set("of for the and & in at")
_GOVERN = word_set(
    "in by from with for at of to on and across inside near outside around among between under into over"
)


def subject_of(tokens: list[Token], i: int, verb: Verb, dates: dict[int, int]) -> Subject | None:
    """Find the subject of the verb at tokens[i]; None when nothing there can speak."""
    j = back_over(tokens, i - 1, dates)
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
        return None if phrase is None else Subject(trimmed(tokens, phrase), phrase.first, relative=True)
    if tokens[j].text in (",", "–", "—", "-"):
        return over_apposition(tokens, j, dates)
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
    return replace(with_name(tokens, phrase), loose=loose)


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
        elif k + 1 in dates and tokens[k].low in ON:
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
    if tokens[first - 1].low == "by" and tokens[first - 2].low in WRITTEN:
        start = clause_start(tokens, first - 1)
        return Phrase(start, phrase.stop) if first - start <= 8 else None
    relative = _past_relative(tokens, first - 1)
    if relative is None:
        relative = _governing(tokens, first)
    return relative.phrase if relative is not None else None


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
