"""Bare numbers that count what the number before them counts: "400 were killed in A, 320 in B", "of these, 12"."""

from claims.extraction.candidate import Quantity
from claims.extraction.numbers import Number
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS

SMALL = 13  # number words below it are often no figures: "two of the ministers"
_THOSE = frozenset({"them", "these", "those", "whom", "which"})


def _is_no_share(last: Quantity, number: Number, *, same: bool) -> bool:
    """Whether a bare number cannot be in percent as the one before it is."""
    return last.unit.startswith(("percent", "basis")) and (not same or number.value > 100)


def goes_on(tokens: list[Token], last: Quantity, number: Number, first: int, stop: int, *, same: bool) -> bool:
    """Whether a bare number counts what the quantity before it counts."""
    gap = tokens[first].start - last.end
    if not last.unit or gap > 300 or gap < 0 or _is_no_share(last, number, same=same):
        return False
    if same and in_list(tokens, last, first):
        return True
    after = tokens[stop].low if stop < len(tokens) else ""
    of_them = (
        after == "of" and stop + 1 < len(tokens) and tokens[stop + 1].low in ("them", "these", "those", "whom", "which")
    )
    led = [t.low for t in tokens[max(0, first - 3) : first]]
    of_these = bool({"them", "these", "those", "whom", "which"} & set(led)) and bool({"of", "among"} & set(led))
    if of_them or of_these:
        return True
    if last.unit in DURATIONS or (tokens[number.first].kind != "number" and number.value < SMALL and not same):
        return False
    if after in ("have", "has", "had", "were", "was", "are", "remain", "in", "on", "of", "at") and (same or gap < 200):
        return True
    ends = not after or after in ".,;!?”\"’'" or after in ("and", "but", "while", "so", "by", "a", "an")
    return ends and bool(
        set(led) & {"said", "says", "to", "at", "was", "is", "number", "figure", "only", "got", "than", "put", "by"}
    )


def in_list(tokens: list[Token], previous: Quantity, first: int) -> bool:
    """Whether tokens[first] stands in the list that `previous` began: "400 ... in A, 320 in B, and 100
    in C"."""
    if previous.unit.startswith(("percent", "basis")) and tokens[first].kind == "number":
        following = tokens[first + 1].low if first + 1 < len(tokens) else ""
        if following in ("of", "out"):
            return False
    i = first - 1
    if i > 0 and tokens[i].low in ("from", "with") and tokens[first].start - previous.end < 40:
        return True
    if i < 0 or (
        tokens[i].text not in (",", ";", "&", ":", "–", "—") and tokens[i].low not in ("and", "or", "including")
    ):
        return False
    return tokens[first].start - previous.end < 120
