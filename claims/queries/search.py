"""Searching the words of claims and of others' checks by their indexes."""

import re
from typing import NamedTuple

from django.db.models import BooleanField, F, Func, Q, TextField, Value
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from claims.models.words import indexed_words
from factcheck.core.words import searched, words_of

# A minus in front of a digit belongs to the figure.
_TERM = re.compile(r'(?P<minus>(?:-(?!\d))?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_OR = "or"


class Words(Func):
    """The words of some columns as an index has them: the expression must stay the very same as the index's."""

    template = "claim_words(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = TextField()


class _Query(Func):
    function = "claim_query"
    output_field = TextField()


class _Holds(Func):
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class _Words(Func):
    """Words to look for, each in quotation marks, joined by signs that are not."""

    template = "(%(expressions)s)::tsquery"
    output_field = TextField()


class _Term(NamedTuple):
    """Words that follow each other, as words are written for search."""

    words: tuple[str, ...]
    is_left_out: bool


CHECK_WORDS = Words(  # the index externalcheck_words
    F("claim_text"), F("claimant_name"), F("title"), F("rating_text"), F("site")
)


def holds(words: Words, asked: str) -> Func:
    """The condition that the words hold what is asked: phrases in quotation marks, "or", a minus before a word."""
    return _Holds(words, _Query(Value(asked)))


def says(asked: str) -> Q | None:
    """The condition on claims that they say what is asked, in the same notation; None when no word is asked for."""
    whole: Q | None = None
    for terms in _choices(asked):
        if terms:
            whole = _all_of(terms) if whole is None else whole | _all_of(terms)
    return whole


def _choices(asked: str) -> list[list[_Term]]:
    """What is asked, one list for each side of an "or"."""
    choices: list[list[_Term]] = [[]]
    for found in _TERM.finditer(asked):
        if (found["word"] or "").casefold() == _OR and not found["minus"]:
            choices.append([])
            continue
        if words := searched(words_of(found["phrase"] or found["word"] or "")):
            choices[-1].append(_Term(tuple(words.split(" ")), bool(found["minus"])))
    return choices


def _all_of(terms: list[_Term]) -> Q:
    """All terms. The index finds the words, and the text tells whether those of a phrase follow each other."""
    in_index = [quoted(word) for term in terms if not term.is_left_out for word in term.words]
    in_index += [f"!{quoted(term.words[0])}" for term in terms if term.is_left_out and len(term.words) == 1]
    whole = Q(_Holds(indexed_words("words"), _Words(Value(" & ".join(in_index))))) if in_index else Q()
    for term in terms:
        if len(term.words) > 1:
            in_a_row = StrIndex(
                Concat(Value(" "), F("words"), Value(" "), output_field=TextField()), Value(f" {' '.join(term.words)} ")
            )
            whole &= Q(Exact(in_a_row, 0) if term.is_left_out else GreaterThan(in_a_row, 0))
    return whole


def quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
