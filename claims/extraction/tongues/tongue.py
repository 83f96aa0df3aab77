"""What a language says with: the lexicon that the common machine reads a text with."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from claims.extraction.candidate import Bound, Stance
from claims.extraction.tokens import Token
from claims.extraction.tongues.words import folded, forms, joined_forms

_Value = TypeVar("_Value")
Forms = Callable[[str], tuple[str, ...]]


def only(low: str) -> tuple[str, ...]:
    """The forms of a word in a language that writes nothing onto its words."""
    return (low,)


class Phrases(Generic[_Value]):
    """Words, or runs of words, with a value each; found where a text has them, the longest first.

    A joiner (ZWNJ) in an entry stands for three spellings: with it, with a space, and written together.
    """

    def __init__(self, entries: Iterable[tuple[str, _Value]], shapes: Forms = only) -> None:
        self._shapes = shapes
        self._first: dict[str, list[tuple[tuple[str, ...], _Value]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], _Value]]] = {}
        for phrase, value in entries:
            for words in _spellings(phrase):
                self._first.setdefault(words[0], []).append((words, value))
                self._last.setdefault(words[-1], []).append((words, value))
        for table in (self._first, self._last):
            for known in table.values():
                known.sort(key=lambda item: -len(item[0]))

    def at(self, tokens: Sequence[Token], i: int) -> tuple[_Value, int] | None:
        """The value of the phrase that begins at tokens[i] and the index after it; None if there is none."""
        for form in self._shapes(tokens[i].low):
            for words, value in self._first.get(form, ()):
                stop = i + len(words)
                if stop <= len(tokens) and all(tokens[i + k].low == words[k] for k in range(1, len(words))):
                    return value, stop
        return None

    def exact(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a phrase begins with tokens[i] as it is written, with nothing taken off."""
        return tokens[i].low in self._first

    def before(self, tokens: Sequence[Token], stop: int) -> tuple[_Value, int] | None:
        """The value of the phrase that ends before tokens[stop] and the index where it begins."""
        if stop <= 0:
            return None
        for form in dict.fromkeys((tokens[stop - 1].low, *self._shapes(tokens[stop - 1].low))):
            for words, value in self._last.get(form, ()):
                first = stop - len(words)
                if first < 0 or (len(words) > 1 and tokens[stop - 1].low != words[-1]):
                    continue
                if all(tokens[first + k].low == words[k] for k in range(1, len(words))) and words[0] in self._shapes(
                    tokens[first].low
                ):
                    return value, first
        return None


def _spellings(phrase: str) -> Iterable[tuple[str, ...]]:
    parts = [
        ([folded(word)], [folded(half) for half in word.split("\u200c")]) if "\u200c" in word else ([folded(word)],)
        for word in phrase.split()
    ]
    for choice in itertools.product(*parts):
        yield tuple(itertools.chain.from_iterable(choice))


@dataclass(frozen=True)
class Cite:
    """A citing verb or phrase. `source` is one that names where the speaker has it from ("citing")."""

    stance: Stance
    source: bool = False


Table = Mapping[str, str]  # a value, and the phrases that stand for it, divided by " | "


def entries(table: Table) -> list[tuple[str, str]]:
    """Turn a table of values with their phrases round, into (phrase, value)."""
    return [(phrase.strip(), value) for value, phrases in table.items() for phrase in phrases.split("|")]


@dataclass(frozen=True)
class Lexicon:
    """The words of a language as they are written down in its file; tables are as `entries` reads them."""

    code: str
    numbers: Mapping[str, int]
    magnitudes: Mapping[str, int]
    people: str
    units: Table
    fates: Table  # what befell people: the word for it anywhere in the clause
    acts: Table = field(default_factory=dict)  # the same as a noun that stands before whom it befell
    vague: Mapping[int, str] = field(default_factory=dict)  # "dozens": the least that it can mean
    duals: Table = field(default_factory=dict)
    bounds: Mapping[Bound, str] = field(default_factory=dict)
    bounds_after: Mapping[Bound, str] = field(default_factory=dict)
    verbs: Mapping[Stance, str] = field(default_factory=dict)
    according: str = ""
    citing: str = ""
    after_speaker: str = ""  # "X'e göre": what stands behind the name
    that: str = ""
    pronouns: str = ""
    joins: str = ""  # words for "and" and "but"
    name_ends: str = ""  # words that end a speaker's name
    adverbs: str = ""  # words that open a phrase of place or circumstance before a speaker
    anonymous: str = ""
    roles: str = ""
    meetings: str = ""  # "in an interview with"
    outlets: str = ""  # who a statement is given to and passes it on: "told Reuters"
    audience: str = ""  # the preposition of whom something is told to
    bodies: str = ""  # what a name of an organisation begins with
    among: str = ""  # "among them": what follows is a part of the figure before
    shares: str = ""  # "one in five"
    negations: str = ""
    months: Mapping[int, str] = field(default_factory=dict)
    solar_months: Mapping[int, str] = field(default_factory=dict)
    weekdays: Mapping[int, str] = field(default_factory=dict)
    days: Mapping[int, str] = field(default_factory=dict)
    years: str = ""
    places: Table = field(default_factory=dict)
    verb_first: bool = False
    decimal_comma: bool = False
    joined: bool = False  # whether "and" and the article are written onto words
    light: str = ""
    stops: str = ""
    between: str = ""
    ranges: str = ""
    parts_of: str = ""  # "of", before what a share is of
    starts: str = ""  # "from", before what a change begins at


class Tongue:
    """A lexicon made ready for looking up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.code = lexicon.code
        self.verb_first = lexicon.verb_first
        self.decimal_comma = lexicon.decimal_comma
        self.joined = lexicon.joined
        inner: Forms = forms if lexicon.code in ("ar", "fa") else only
        edge: Forms = joined_forms if lexicon.joined else only
        self.number_words = Phrases(
            [(word, n) for words, n in lexicon.numbers.items() for word in words.split("|")], inner
        )
        self.magnitudes = Phrases(
            [(word, n) for words, n in lexicon.magnitudes.items() for word in words.split("|")], inner
        )
        self.people = _flags(lexicon.people, inner)
        self.units = Phrases(entries(lexicon.units), inner)
        self.fates = Phrases(entries(lexicon.fates), inner)
        self.acts = Phrases(entries(lexicon.acts), inner)
        self.duals = Phrases(entries(lexicon.duals), inner)
        self.vague = _tagged(lexicon.vague, inner)
        self.bounds = _tagged(lexicon.bounds, edge)
        self.bounds_after = _tagged(lexicon.bounds_after, edge)
        self.verbs = Phrases([(w, Cite(stance)) for w, stance in _pairs(lexicon.verbs)], edge)
        self.according = Phrases(
            [(w, Cite(Stance.ASSERTS)) for w in _list(lexicon.according)]
            + [(w, Cite(Stance.ASSERTS, source=True)) for w in _list(lexicon.citing)],
            edge,
        )
        self.after_speaker = _flags(lexicon.after_speaker, only)
        self.that = _flags(lexicon.that, edge)
        self.pronouns = _flags(lexicon.pronouns, edge)
        self.joins = _flags(lexicon.joins, only)
        self.name_ends = _flags(lexicon.name_ends, edge)
        self.adverbs = _flags(lexicon.adverbs, edge)
        self.anonymous = _flags(lexicon.anonymous, inner)
        self.roles = _flags(lexicon.roles, edge)
        self.meetings = _flags(lexicon.meetings, edge)
        self.outlets = _flags(lexicon.outlets, inner)
        self.audience = _flags(lexicon.audience, only)
        self.bodies = _flags(lexicon.bodies, edge)
        self.among = _flags(lexicon.among, edge)
        self.shares = _flags(lexicon.shares, only)
        self.negations = _flags(lexicon.negations, edge)
        self.months = _tagged(lexicon.months, inner)
        self.solar_months = _tagged(lexicon.solar_months, only)
        self.weekdays = _tagged(lexicon.weekdays, edge)
        self.days = _tagged(lexicon.days, edge)
        self.years = _flags(lexicon.years, inner)
        self.places = Phrases(entries(lexicon.places), inner)
        self.light = _flags(lexicon.light, edge)
        self.stops = _flags(lexicon.stops, edge)
        self.between = _flags(lexicon.between, edge)
        self.starts = _flags(lexicon.starts, only)
        self.parts_of = _flags(lexicon.parts_of, only)
        self.ranges = _flags(lexicon.ranges, edge)


def _list(words: str) -> list[str]:
    return [word.strip() for word in words.split("|") if word.strip()]


def _pairs(table: Mapping[_Value, str]) -> list[tuple[str, _Value]]:
    return [(word, value) for value, words in table.items() for word in _list(words)]


def _tagged(table: Mapping[_Value, str], shapes: Forms) -> Phrases[_Value]:
    return Phrases(_pairs(table), shapes)


def _flags(words: str, shapes: Forms) -> Phrases[bool]:
    return Phrases([(word, True) for word in _list(words)], shapes)
