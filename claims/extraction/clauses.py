"""Cuts a stretch of words into claims: one for each figure, without the words that only join them."""

import itertools
from dataclasses import dataclass

from claims.extraction.candidate import Quantity
from claims.extraction.complements import PAST, has_predicate
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, word_set
from claims.extraction.verbs import CITING_NOUNS, FINITE

_LEADING = word_set("against and but while with yet that or so including also nor whereas although though however as")
_CONJUNCTIONS = word_set("and while with but including whereas plus & though although")
_DANGLING = word_set("and but while with that which who whom after as when because although though before")
_SUBORDINATE = word_set(
    "while although though whereas but adding saying so prompting leading amid despite as based citing"
)
_CLOSERS = '.,;:!?…”"’»)]–—-،؟۔'
_OPENERS = ",;:–—-…”»’)."


@dataclass(frozen=True)
class Piece:
    """text[start:end] as one claim, with the figure it is about (None for a claim without one)."""

    start: int
    end: int
    quantity: Quantity | None


def pieces(text: str, tokens: list[Token], found: list[Quantity]) -> list[Piece]:
    """Divide one stretch of tokens by its figures; a stretch without a figure is one piece."""
    if not tokens:
        return []
    for k in range(2, len(tokens) - 2):
        if tokens[k].low in ("and", "but") and tokens[k + 1].low == "that":
            at = tokens[k].start
            left, right = [q for q in found if q.end <= at], [q for q in found if q.start >= at]
            return pieces(text, tokens[:k], left) + pieces(text, tokens[k:], right)
    if not found:
        span = trimmed(text, tokens)
        return [Piece(*span, None)] if span else []
    groups: list[tuple[int, int, list[Quantity]]] = []
    first, held = 0, [found[0]]
    for previous, following in itertools.pairwise(found):
        cut = _boundary(tokens, previous, following)
        if cut is None:
            held.append(following)
            continue
        groups.append((first, cut, held))
        first, held = cut, [following]
    groups.append((first, len(tokens), held))
    out: list[Piece] = []
    for k, (begin, stop, members) in enumerate(groups):
        if k + 1 < len(groups) and _shares_verb(tokens, begin, stop, groups[k + 1][1], members):
            stop = groups[k + 1][1]
        out.extend(_clause(text, tokens[begin:stop], members))
    return out


def _shares_verb(tokens: list[Token], begin: int, cut: int, stop: int, members: list[Quantity]) -> bool:
    """Whether a figure is told by the verb of the next: "63 schools and 9 clinics were destroyed"."""
    if tokens[cut].low != "and" or len(members) > 1 or cut - begin > 6 or tokens[begin].start < members[0].start - 12:
        return False
    return not _has_verb(tokens[begin:cut], cut - begin) and any(t.low in FINITE for t in tokens[cut:stop])


def _clause(text: str, tokens: list[Token], members: list[Quantity]) -> list[Piece]:
    main = max(members, key=_weight)
    tokens = _without_lead(tokens, min(m.start for m in members))
    kept = _without_aside(tokens, max(m.end for m in members))
    span = trimmed(text, kept)
    out = [Piece(*span, main)] if span else []
    rest = trimmed(text, tokens[len(kept) :])
    if rest and tokens[len(kept) + 1].low in ("and", "but"):
        out.append(Piece(*rest, None))
    for other in members:
        if other is main or other.unit in DURATIONS or not other.unit:
            continue
        inner = _relative(tokens, other)
        if inner is not None and inner != span:
            out.append(Piece(*inner, other))
    return out


def _weight(quantity: Quantity) -> int:
    if quantity.unit in ("deaths", "deaths identified", "casualties", "arrests", "wounded", "executions"):
        return 4
    if quantity.unit in DURATIONS or not quantity.unit:
        return 0
    return 3 if quantity.unit in ("percent", "dollars", "cases", "displaced") else 2


def _boundary(tokens: list[Token], left: Quantity, right: Quantity) -> int | None:
    """The token index at which the clause of `right` begins, or None when both stand in one clause."""
    best: tuple[int, int] | None = None
    at = next((k for k, t in enumerate(tokens) if t.start >= right.start), len(tokens))
    for k, token in enumerate(tokens):
        if token.start < left.end or token.end > right.start:
            continue
        follows = [t.low for t in tokens[k + 1 : k + 3]]
        joined = follows[:1] and (follows[0] in _CONJUNCTIONS or follows in (["of", "which"], ["of", "whom"]))
        if token.text == ";" or (token.text == "," and joined):
            rank = 3
        elif token.low == "with" and k and tokens[k - 1].text != ",":
            rank = 0
        elif token.low in _CONJUNCTIONS:
            # "... in Bosnia and Montenegro were vaccinated": the joint of two names is none of two clauses.
            names = token.low in ("and", "&") and at - k > 2 and _between_names(tokens, k)
            rank = 0 if names else 2
        elif token.text in ",،–—:":
            rank = 1 if at - k <= 2 or _has_verb(tokens, k) else 0
        else:
            continue
        if rank and (best is None or rank >= best[0]):
            best = (rank, k)
    return best[1] if best else None


def _has_verb(tokens: list[Token], stop: int) -> bool:
    return has_predicate(tokens, 0, stop) or any(t.low in FINITE or t.low in PAST for t in tokens[:stop])


def _is_comment(tokens: list[Token], k: int) -> bool:
    """Whether ", a claim that ..." follows, which says something of the claim."""
    return (
        k + 2 < len(tokens)
        and tokens[k].low in ("a", "an")
        and (tokens[k + 1].low in CITING_NOUNS and tokens[k + 2].low in ("that", "which", "he", "she", "it", "the"))
    )


def _between_names(tokens: list[Token], k: int) -> bool:
    return 0 < k < len(tokens) - 1 and tokens[k - 1].capital and tokens[k + 1].capital


def _without_lead(tokens: list[Token], figure_start: int) -> list[Token]:
    """Drop the scene before "as" where the figure has a clause of its own: "Crews dug on as the toll rose to 9"."""
    for k in range(3, len(tokens) - 3):
        if tokens[k].start >= figure_start:
            return tokens
        if tokens[k].low == "as" and tokens[k + 1].low not in ("many", "much", "of", "well", "high", "low", "a", "an"):
            clause = has_predicate(tokens, k + 1, len(tokens)) and has_predicate(tokens, 0, k)
            if clause and tokens[k - 1].low not in ("as", "such", "well", "far", "long", "soon"):
                return tokens[k + 1 :]
    return tokens


def _without_aside(tokens: list[Token], figure_end: int) -> list[Token]:
    """Drop ", although ..." and the like after the figure."""
    for k in range(len(tokens) - 1):
        if tokens[k].start < figure_end or tokens[k].text not in ",;–—":
            continue
        if tokens[k + 1].low in _SUBORDINATE or _is_comment(tokens, k + 1):
            return tokens[:k]
        if tokens[k + 1].low in ("and", "but") and has_predicate(tokens, k + 2, len(tokens)):
            return tokens[:k]
    return tokens


def _relative(tokens: list[Token], quantity: Quantity) -> tuple[int, int] | None:
    """ "The protests that swept across 189 cities": from the noun before "that" to the figure; None for a
    figure that only belongs to a noun."""
    at = next((k for k, t in enumerate(tokens) if t.start >= quantity.start), len(tokens))
    for k in range(at - 1, max(0, at - 7), -1):
        if tokens[k].low in ("that", "which") and tokens[k - 1].text != ",":
            first = k - 1
            while first > 0 and k - first < 4 and tokens[first].low not in ("the", "a", "an"):
                first -= 1
            if tokens[first].low in ("the", "a", "an"):
                return tokens[first].start, quantity.end
            return tokens[k - 1].start, quantity.end
    return None


def trimmed(text: str, tokens: list[Token]) -> tuple[int, int] | None:
    """The span of tokens without joining words and stray marks around it; None when nothing is left."""
    first, stop = 0, len(tokens)
    while first < stop:
        token = tokens[first]
        if token.low == "of" and first + 2 < stop and tokens[first + 1].low in ("which", "whom"):
            first += 2
            continue
        opening_quote = token.text in '“«"' and any(t.text in '”»"' for t in tokens[first + 1 : stop])
        if ((token.text in _OPENERS or token.text in "“«\"‘'") and not opening_quote) or (
            token.low in _LEADING and first + 1 < stop and not token.text.isupper()
        ):
            first += 1
        else:
            break
    while stop > first:
        token = tokens[stop - 1]
        if token.text[0] in "#@" and stop - first > 2 and tokens[stop - 2].text[0] in "#@….!?":
            stop -= 1
            continue
        inside = text[tokens[first].start : token.start]
        closes = (
            (token.text in "”»" and inside.count("“") + inside.count("«") > inside.count("”") + inside.count("»"))
            or (token.text == ")" and inside.count("(") > inside.count(")"))
            or (token.text == "]" and inside.count("[") > inside.count("]"))
            or (token.text == '"' and inside.count('"') % 2 == 1)
        )
        if closes or token.text not in _CLOSERS:
            if token.low in _DANGLING and stop - first > 1:
                stop -= 1
                continue
            break
        stop -= 1
    return (tokens[first].start, tokens[stop - 1].end) if stop > first else None
