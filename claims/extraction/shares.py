"""Shares and ratios in words: "a third of", "one in four", "nine out of ten", "doubled", "twice the rate"."""

from decimal import Decimal

from claims.extraction.numbers import Number, number_at
from claims.extraction.tokens import Token
from claims.extraction.units import FRACTIONS, MAGNITUDES, NUMBER_WORDS, word_set

_OF = word_set("of the all its their his her our my those these that")
_LED = word_set("by nearly almost about roughly around over than least under only just barely some approximately")
_TIMES = {
    "doubled": 2, "doubling": 2, "tripled": 3, "tripling": 3, "trebled": 3, "trebling": 3, "quadrupled": 4,
    "quadrupling": 4, "quintupled": 5, "sextupled": 6, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5,
    "sixfold": 6, "sevenfold": 7, "eightfold": 8, "tenfold": 10, "hundredfold": 100, "two-fold": 2, "three-fold": 3,
    "four-fold": 4, "five-fold": 5, "ten-fold": 10,
}  # fmt: skip
_TWICE = {"twice": 2, "double": 2, "triple": 3, "thrice": 3, "quadruple": 4}
_AFTER_TWICE = word_set("the that what its their his her as those last this")
_HALVED = word_set("halved halving")
_PERSONS_IN = 1000
MULTIPLES = frozenset(_TIMES) | frozenset(_TWICE) | _HALVED


def fraction_at(tokens: list[Token], i: int) -> Number | None:
    """ "A third of", "two-thirds of", "half the", "by a fifth": a share, as a percentage rounded to a whole number."""
    j, times = i, 1
    if tokens[i].low in ("a", "one"):
        j = i + 1
    elif tokens[i].low in ("two", "three", "four") and i + 1 < len(tokens) and tokens[i + 1].low[-1:] == "s":
        j, times = i + 1, NUMBER_WORDS[tokens[i].low]
    if j >= len(tokens):
        return None
    word = tokens[j].low
    named = word.removesuffix("s") if times > 1 else word
    share = FRACTIONS.get(f"{tokens[i].low}-{word}") or FRACTIONS.get(word) or FRACTIONS.get(named)
    if share is None:
        return None
    bare = j == i and "-" not in word and word != "half"
    following = tokens[j + 1].low if j + 1 < len(tokens) else ""
    before = tokens[i - 1].low if i else ""
    if bare or (i and tokens[i - 1].kind in ("number", "ordinal")):
        return None
    if word == "quarter" and before in ("in", "last", "this", "first", "second", "third", "fourth", "per", "for"):
        return None
    if word == "half" and (before in ("first", "second", "other", "one") or following in ("time", "an", "past")):
        return None
    led = before in _LED and (following not in MAGNITUDES and following not in ("a", "an"))
    if following not in _OF and not (led and (j > i or before == "by" or word == "half" or not following.isalpha())):
        return None
    if times > 1 and f"{tokens[i].low}-{word}" not in FRACTIONS:
        share *= times
    return Number(i, j + 1, share, None, "percent")


def half_unit_at(tokens: list[Token], i: int) -> Number | None:
    """ "Half a millimetre", "half an hour": half of one; its noun follows."""
    if tokens[i].low != "half" or i + 2 >= len(tokens) or tokens[i + 1].low not in ("a", "an"):
        return None
    noun = tokens[i + 2]
    return Number(i, i + 2, Decimal("0.5")) if noun.wordlike and noun.low not in MAGNITUDES else None


def ratio_at(tokens: list[Token], i: int) -> tuple[Number, int] | None:
    """ "One in four renters", "9 out of 10": a share in percent, and the index where the noun begins."""
    low = number_at(tokens, i) if tokens[i].kind == "number" or tokens[i].low in NUMBER_WORDS else None
    if low is None or low.unit or low.value_max is not None or low.stop + 1 >= len(tokens):
        return None
    k = low.stop
    if [t.low for t in tokens[k : k + 2]] == ["out", "of"]:
        k += 2
    elif tokens[k].low == "in":
        k += 1
    else:
        return None
    if k < len(tokens) and tokens[k].low == "every":
        k += 1
    high = number_at(tokens, k) if k < len(tokens) else None
    if high is None or high.unit or high.value_max is not None or high.value <= low.value or high.stop >= len(tokens):
        return None
    plural = tokens[high.stop]
    people = not plural.text[0].isupper() or plural.low.endswith("s")
    named = plural.wordlike and people and plural.low not in ("days", "weeks", "months", "years")
    if low.value > _PERSONS_IN or high.value > 10**6 or not (named or tokens[k - 1].low == "of"):
        return None
    if tokens[k - 1].low == "in" and high.value not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000):
        return None
    if high.value == 5 and low.value != int(low.value):
        return None
    share = low.value * 100 / high.value
    rounded = share.quantize(Decimal(1)) if share >= 10 else share.quantize(Decimal("0.001")).normalize()
    whole = Decimal(int(rounded)) if rounded == int(rounded) else rounded
    return Number(i, high.stop, whole, None, "percent"), high.stop


def multiple_at(tokens: list[Token], i: int) -> tuple[Number, bool] | None:
    """ "Doubled", "twice the rate", "a threefold rise", "halved": how many times as much, and whether it is a change.

    A half is given in percent.
    """
    low = tokens[i].low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low in _TIMES and following not in ("down", "up", "over", "as", "back"):
        return Number(i, i + 1, Decimal(_TIMES[low]), None, "times"), True
    if low in _HALVED:
        return Number(i, i + 1, Decimal(50), None, "percent"), True
    if low in _TWICE and following in _AFTER_TWICE and (low == "twice" or following != "as"):
        return Number(i, i + 1, Decimal(_TWICE[low]), None, "times"), False
    return None
