"""Words of time that stand in an attribution ("said Monday", "reported last month"), known date or not."""

from claims.extraction.tokens import Token
from claims.extraction.units import word_set

_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun")
_MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec"
)
_SPANS = word_set("week month year night summer winter spring autumn fall weekend quarter decade evening")
_PARTS = word_set("morning evening afternoon night")
_BEFORE = word_set("last this next early late earlier later the")
_ALONE = word_set("today yesterday tonight overnight earlier recently")


def moments(tokens: list[Token], dates: dict[int, int]) -> dict[int, int]:
    """`dates` (first token of a date to the index after it) and beside them every other word of time."""
    out = dict(dates)
    covered = {k for first, stop in dates.items() for k in range(first, stop)}
    for k, token in enumerate(tokens):
        if k in covered:
            continue
        if (token.low in _DAYS and token.capital) or token.low in _ALONE:
            first = k
            while first and tokens[first - 1].low in _BEFORE - {"the"} and first - 1 not in covered:
                first -= 1
            stop = k + 1
            while stop < len(tokens) and tokens[stop].low in _PARTS:
                stop += 1
            out[first] = stop
        elif token.low in _MONTHS and token.capital and k and tokens[k - 1].low in ("in", "since", "by"):
            out[k - 1] = k + 1
        elif token.low in _SPANS and k and tokens[k - 1].low in ("last", "this", "next") and k - 1 not in covered:
            first = k - 1
            if first and tokens[first - 1].low in ("earlier", "later", "late", "early"):
                first -= 1
            out[first] = k + 1
    return out
