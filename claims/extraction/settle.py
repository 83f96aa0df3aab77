"""What the figures of one sentence say of one another: shared fates, baselines, mere periods, ranks."""

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.extraction import beside
from claims.extraction.candidate import Bound, FigureNature, Quantity
from claims.extraction.nouns import is_person
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, FATES, word_set

_SUPERLATIVES = word_set(
    "largest biggest smallest highest lowest longest shortest fastest slowest worst best deadliest richest poorest "
    "oldest youngest strongest weakest hottest coldest wettest driest busiest tallest deepest heaviest costliest "
    "safest most least cheapest"
)
_RANKS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_BEING = word_set(
    "is are was were has have had became become becomes remains remained ranks ranked being be been now as"
)
_WITH = word_set("and , along with plus together & as well")


@dataclass(frozen=True)
class Read:
    """A number as it was found: the quantity, the tokens where its bound begins and its words end, and from where to
    read on."""

    quantity: Quantity
    first: int
    stop: int
    skip: int


def settle(tokens: list[Token], found: list[Read]) -> list[Read]:
    """The figures of one sentence, in order, each with what the others say of it and without those that say nothing."""
    if any(read.quantity.unit not in DURATIONS for read in found):
        found = [read for read in found if not beside.period_only(tokens, read.first, read.quantity.unit)]
    found = [_ranked_by_time(tokens, read) for read in found]
    found = [_changed_too(tokens, found[at - 1] if at else None, read) for at, read in enumerate(found)]
    for at in range(len(found) - 2, -1, -1):
        found[at] = _with_fate(tokens, found[at], found[at + 1])
    return found or _ranks(tokens)


def _changed_too(tokens: list[Token], before: Read | None, read: Read) -> Read:
    """ "Risen by £6.1bn, or 4.2%": the second figure is of the same change."""
    if before is None or before.quantity.nature is not FigureNature.CHANGE:
        return read
    if [t.low for t in tokens[before.stop : read.first]] not in (["or"], [",", "or"]):
        return read
    return replace(read, quantity=replace(read.quantity, nature=FigureNature.CHANGE))


def _with_fate(tokens: list[Token], read: Read, following: Read) -> Read:
    """ "12 soldiers and 30 civilians were killed": both were."""
    mine, theirs = read.quantity, following.quantity
    if theirs.unit not in FATES.values() or not (is_person(mine.unit) or mine.unit == "people"):
        return read
    between = tokens[read.stop : following.first]
    if not between or any(t.low not in _WITH for t in between) or len(between) > 3:
        return read
    if " " not in theirs.unit_text:
        return read
    bound = mine.bound
    return replace(
        read, quantity=replace(mine, unit=theirs.unit, bound=bound, unit_text=f"{mine.unit_text} {theirs.unit}")
    )


def _ranked_by_time(tokens: list[Token], read: Read) -> Read:
    """ "The highest in 40 years" is a rank, in years."""
    if read.quantity.unit not in DURATIONS:
        return read
    near = {t.low for t in tokens[max(0, read.first - 5) : read.first]}
    if near & _SUPERLATIVES and near & {"in", "for", "than"}:
        return replace(read, quantity=replace(read.quantity, nature=FigureNature.RANK))
    return read


def _ranks(tokens: list[Token]) -> list[Read]:
    """ "The second-largest producer", "ranked 130th": places in an order, where a sentence says no other figure."""
    out: list[Read] = []
    for k, token in enumerate(tokens):
        place, stop = _place(tokens, k)
        if place is None or not any(t.low in _BEING for t in tokens[max(0, k - 8) : k]):
            continue
        words = " ".join(t.text for t in tokens[k:stop])
        quantity = Quantity(
            Decimal(place), None, Bound.EXACT, "rank", words, token.start, tokens[stop - 1].end, FigureNature.RANK
        )
        out.append(Read(quantity, k, stop, stop))
    return out[:1]


def _place(tokens: list[Token], k: int) -> tuple[int | None, int]:
    token = tokens[k]
    parts = token.low.split("-")
    if len(parts) == 2 and parts[0] in _RANKS and parts[1] in _SUPERLATIVES:
        return _RANKS[parts[0]], k + 1
    following = tokens[k + 1].low if k + 1 < len(tokens) else ""
    if token.low in _RANKS and following in _SUPERLATIVES:
        return _RANKS[token.low], k + 2
    if token.kind == "ordinal" and (
        following in _SUPERLATIVES or (k and tokens[k - 1].low in ("ranked", "ranks", "rank"))
    ):
        return int(token.text.rstrip("stndrh")), k + 2 if following in _SUPERLATIVES else k + 1
    if token.low in _RANKS and k and tokens[k - 1].low in ("ranked", "ranks"):
        return _RANKS[token.low], k + 1
    return None, k
