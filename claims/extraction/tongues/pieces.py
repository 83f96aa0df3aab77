"""Cuts a stretch of words into claims, one for each figure, without the words that only join them."""

import itertools
from collections.abc import Sequence

from claims.extraction.candidate import Quantity
from claims.extraction.tokens import Token
from claims.extraction.tongues.tongue import Tongue
from claims.extraction.units import DURATIONS

_CLOSERS = '.,;:!?…”"’»)]–—-،؟۔؛।。！？'
_OPENERS = ",;:–—-…”»’).،؛\"'“«‘"
_AND = frozenset(("و", "et", "und", "y", "e", "ve", "и", "کما"))
_GRAVE = frozenset(("deaths", "casualties", "arrests", "wounded", "executions"))


def pieces(
    text: str, tokens: Sequence[Token], found: list[Quantity], tongue: Tongue
) -> list[tuple[int, int, Quantity | None]]:
    """Divide one stretch by its figures: (start, end, figure), each trimmed."""
    groups: list[tuple[int, int, list[Quantity]]] = []
    first, held = 0, [found[0]]
    at = 0
    for previous, following in itertools.pairwise(found):
        while at < len(tokens) and tokens[at].start < previous.end:
            at += 1
        cut = _boundary(tokens, at, following, tongue)
        if cut is None:
            held.append(following)
            continue
        groups.append((first, cut, held))
        first, held = cut, [following]
    groups.append((first, len(tokens), held))
    out: list[tuple[int, int, Quantity | None]] = []
    for begin, stop, members in groups:
        main = max(members, key=_weight)
        stop = _aside(tokens, begin, stop, max(m.end for m in members), tongue)
        span = trimmed(text, tokens[begin:stop], tongue)
        if span is not None:
            out.append((*span, main))
        out.extend(
            (other.start, other.end, other)
            for other in members
            if other is not main and other.unit not in DURATIONS and (other.start, other.end) != span
        )
    return out


def trimmed(text: str, tokens: Sequence[Token], tongue: Tongue) -> tuple[int, int] | None:
    """The span of tokens without joining words and stray marks around it; None when nothing is left."""
    first, stop = 0, len(tokens)
    while first < stop:
        joint = tongue.joins.at(tokens, first)
        opens = tokens[first].text in "«“" and any(t.text in "»”" for t in tokens[first:stop])
        if joint is not None and joint[1] < stop:
            first = joint[1]
        elif (that := tongue.that.at(tokens, first)) is not None and that[1] < stop:
            first = that[1]
        elif tokens[first].kind == "mark" and tokens[first].text in _OPENERS and not opens:
            first += 1
        else:
            break
    while stop > first:
        token = tokens[stop - 1]
        inside = text[tokens[first].start : token.start]
        closes = (
            (token.text in "»”" and inside.count("«") + inside.count("“") > inside.count("»") + inside.count("”"))
            or (token.text == ")" and inside.count("(") > inside.count(")"))
            or (token.text == '"' and inside.count('"') % 2 == 1)
        )
        joint = tongue.joins.at(tokens, stop - 1)
        if joint is not None or (token.kind == "mark" and token.text in _CLOSERS and not closes):
            stop -= 1
        else:
            break
    if stop <= first or not any(t.wordlike or t.kind == "number" for t in tokens[first:stop]):
        return None
    return tokens[first].start, tokens[stop - 1].end


def _aside(tokens: Sequence[Token], begin: int, stop: int, figure_end: int, tongue: Tongue) -> int:
    """Where ", while the government denies it" begins after the last figure of a piece; `stop` where nothing does."""
    for k in range(begin, stop - 1):
        if tokens[k].start < figure_end or tokens[k].text not in ",،":
            continue
        if tongue.joins.at(tokens, k + 1) is not None and tokens[k + 1].low not in _AND:
            return k
    return stop


def _boundary(tokens: Sequence[Token], first: int, following: Quantity, tongue: Tongue) -> int | None:
    """The last joint before a figure at which its clause begins; None when both stand in one clause."""
    best: tuple[int, int] | None = None
    for k in range(first, len(tokens)):
        if tokens[k].end > following.start:
            break
        if tokens[k].text in "؛;":
            rank = 4
        elif tokens[k].text in "،,–—:":
            rank = 2
        elif tongue.joins.at(tokens, k) is not None:
            rank = 3
        elif tongue.that.at(tokens, k) is not None:
            rank = 2
        elif tongue.joined and tokens[k].low[:1] == "و" and len(tokens[k].low) > 3:
            rank = 3 if tongue.fates.at(tokens, k) or tongue.acts.at(tokens, k) else 1
        else:
            continue
        if best is None or rank >= best[0]:
            best = (rank, k)
    return None if best is None or best[0] < 2 else best[1]


def _weight(quantity: Quantity) -> int:
    if quantity.unit in _GRAVE:
        return 4
    if quantity.unit in DURATIONS:
        return 0
    return 3 if quantity.unit in ("percent", "cases", "displaced") else 2
