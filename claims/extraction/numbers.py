"""Numbers as written: digits of any script, number words, ranges, amounts of money, vague amounts."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from claims.extraction.candidate import Bound
from claims.extraction.money import money_after, money_before
from claims.extraction.tokens import Token
from claims.extraction.units import CURRENCIES, MAGNITUDES, NUMBER_WORDS, word_set

# The least that a vague amount can be: more than one of them.
_VAGUE = {
    "dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2000, "millions": 2_000_000,
    "billions": 2_000_000_000, "trillions": 2_000_000_000_000,
}  # fmt: skip
_SEVERAL = word_set("several few couple many various multiple")
_TOUCHING = word_set("m k b t bn mn tn")
_TOUCHING_VALUES = {"b": Decimal(10**9), "t": Decimal(10**12)}
_BEFORE_CHANGED = word_set(
    "rose fell rise fall risen fallen rising falling grew grow grown growing dropped drop increased increase "
    "increasing declined decline jumped jump climbed climb cut cutting reduced reduce raised raise up down slid "
    "slipped went gone shrank shrunk expanded surged plunged soared tumbled doubled tripled lowered moved changed "
    "widened narrowed swelled"
)


@dataclass(frozen=True)
class Number:
    """A number at tokens[first:stop], before its bound and unit are known; `bound` is what the number itself says."""

    first: int
    stop: int
    value: Decimal
    value_max: Decimal | None = None
    unit: str = ""
    bound: Bound | None = None


def number_at(tokens: list[Token], i: int) -> Number | None:
    """Parse the number, range, fraction or money amount that begins at tokens[i]."""
    first, unit = i, ""
    money = money_before(tokens, i)
    if money is not None:
        unit, i = money
    vague = None if money else vague_at(tokens, i)
    if vague is not None:
        return vague
    value, j = _plain(tokens, i)
    if value is None:
        return None
    upper: Decimal | None = None
    if j + 1 < len(tokens) and tokens[j].low in ("-", "–", "—", "to", "and", "or"):
        ranged = _upper(tokens, first, i, j, value)
        if ranged is not None:
            value, upper, j = ranged
    if not unit:
        after = money_after(tokens, j, large=tokens[j - 1].low in MAGNITUDES)
        if after is not None:
            unit, j = after
    return Number(first, j, _whole(value), None if upper is None else _whole(upper), unit)


def _upper(tokens: list[Token], first: int, i: int, j: int, value: Decimal) -> tuple[Decimal, Decimal, int] | None:
    """The range that begins with tokens[i:j] and goes on with a dash, "to" or "and": (low, high, index after)."""
    k = j + 1
    money = money_before(tokens, k)
    if money is not None:
        k = money[1]
    elif tokens[k].text in CURRENCIES:
        k += 1
    joint, before = tokens[j].low, tokens[first - 1].low if first else ""
    before_that = tokens[first - 2].low if first > 1 else ""
    if joint == "and" and before not in ("between", "anywhere"):
        return None
    if joint == "or":
        # "two or three" is a range; "12 or 15" may be two things.
        return None if tokens[i].kind == "number" else _neighbours(tokens, k, value)
    if joint == "-" and (tokens[j].start - tokens[j - 1].end > 1 or tokens[j].end != tokens[k].start):
        return None
    if joint in ("–", "—") and tokens[j].start - tokens[j - 1].end > 1:
        return None
    high, stop = _plain(tokens, k)
    if high is None or tokens[k].low in ("one", "a", "an"):
        return None
    if joint == "to":
        if before == "from" and before_that in _BEFORE_CHANGED:
            return None
        # "rose 2 to 40" is a change; "declined by 12 to 15 percent" is a range.
        by = stop < len(tokens) and tokens[stop].low in _PERCENTS and before != "from"
        by = by or (before == "by" and stop >= len(tokens))
        if (before in _BEFORE_CHANGED or before in ("by", "%")) and not by:
            return None
    if stop > k + 1 and j == i + 1 and tokens[stop - 1].low in MAGNITUDES and value < high:
        value *= MAGNITUDES[tokens[stop - 1].low] if value * MAGNITUDES[tokens[stop - 1].low] < high else 1
    return (value, high, stop) if value < high else None


_PERCENTS = word_set("percent % per pc pct percentage")


def _neighbours(tokens: list[Token], k: int, value: Decimal) -> tuple[Decimal, Decimal, int] | None:
    high, stop = _plain(tokens, k)
    return (value, high, stop) if high is not None and value < high <= value * 2 + 1 and value >= 2 else None


def _whole(value: Decimal) -> Decimal:
    """1500000.0 as 1500000; other values as they are."""
    return Decimal(int(value)) if value == int(value) else value


VAGUE = frozenset(_VAGUE) | _SEVERAL


def vague_at(tokens: list[Token], i: int) -> Number | None:
    """ "Dozens", "tens of thousands", "several hundred", "a few thousand": the least that it can be."""
    low = tokens[i].low
    if low in ("a", "the") and i + 2 < len(tokens) and tokens[i + 1].low in ("few", "couple"):
        found = vague_at(tokens, i + 1)
        return None if found is None else Number(i, found.stop, found.value, bound=Bound.AT_LEAST)
    if low in _SEVERAL and i + 1 < len(tokens):
        j = i + 2 if tokens[i + 1].low == "of" and low == "couple" else i + 1
        value, times = Decimal(1), 0
        while j < len(tokens) and tokens[j].low in MAGNITUDES and len(tokens[j].low) > 2:
            value, j, times = value * MAGNITUDES[tokens[j].low], j + 1, times + 1
        return Number(i, j, value * 2, bound=Bound.AT_LEAST) if times else None
    if low not in _VAGUE or (i and tokens[i - 1].kind == "number"):
        return None
    value, j = Decimal(_VAGUE[low]), i + 1
    while j + 1 < len(tokens) and tokens[j].low == "of" and tokens[j + 1].low in _VAGUE:
        value, j = value * _VAGUE[tokens[j + 1].low] / 2, j + 2
    if low == "scores" and not (j < len(tokens) and tokens[j].low in ("of", "more", "were", "have", "are", "killed")):
        return None
    if low == "tens" and j == i + 1:
        return None
    return Number(i, j, value, bound=Bound.AT_LEAST)


def _plain(tokens: list[Token], i: int) -> tuple[Decimal | None, int]:
    """A single number at tokens[i] with its magnitude words; (None, i) when there is none."""
    if i >= len(tokens):
        return None, i
    token = tokens[i]
    if token.kind == "number":
        value = _digits(token.text)
        if value is None:
            return None, i
        j = i + 1
        while (
            j < len(tokens)
            and tokens[j].kind == "number"
            and len(tokens[j].text) == 3
            and tokens[j].text.isdecimal()
            and tokens[j].start - tokens[j - 1].end == 1
            and value == int(value)
            and value < 10**9
            and _gap_is_narrow(tokens, j)
        ):
            value = value * 1000 + Decimal(int(tokens[j].text))
            j += 1
        return _magnified(tokens, value, j)
    return _in_words(tokens, i)


def _gap_is_narrow(tokens: list[Token], j: int) -> bool:
    """ "1 500" is one number only with a full group before it; a list "300 400" is not told apart and is
    rare."""
    return len(tokens[j - 1].text) <= 3


def _magnified(tokens: list[Token], value: Decimal, j: int) -> tuple[Decimal, int]:
    steps = 0
    while j < len(tokens) and steps < 2:
        low = tokens[j].low
        # "3.2-billion-dollar": the magnitude may be joined by a hyphen.
        if tokens[j].text == "-" and j + 1 < len(tokens) and tokens[j + 1].low.split("-")[0] in MAGNITUDES:
            low, j = tokens[j + 1].low.split("-")[0], j + 1
        touches = tokens[j].start == tokens[j - 1].end
        # "5 m" may be metres; a letter is a magnitude only when it touches the number.
        if low in _TOUCHING and not touches and low not in ("bn", "mn", "tn"):
            break
        if low in ("b", "t"):
            value, j, steps = value * _TOUCHING_VALUES[low], j + 1, steps + 1
            continue
        if low not in MAGNITUDES:
            break
        value *= MAGNITUDES[low]
        j += 1
        steps += 1
    return value, j


def _in_words(tokens: list[Token], i: int) -> tuple[Decimal | None, int]:
    """ "two hundred and fifty thousand", "twenty-five", "a dozen", "half a million", "one and a half million"."""
    total, current, j, seen = Decimal(0), Decimal(0), i, False
    low = [t.low for t in tokens[i : i + 3]]
    if low[:2] in (["half", "a"], ["quarter", "of"]) and low[2:] and low[2] in MAGNITUDES and len(low[2]) > 2:
        return MAGNITUDES[low[2]] / (2 if low[0] == "half" else 4), i + 3
    if low[0] in ("a", "an") and len(low) > 1 and low[1] in MAGNITUDES:
        if low[1] in _TOUCHING:
            return None, i
        current, j, seen = Decimal(1), i + 1, True
    while j < len(tokens) and j - i < 12:
        word = tokens[j].low
        parts = word.split("-")
        if seen and word == "and" and [t.low for t in tokens[j + 1 : j + 3]] == ["a", "half"]:
            last = tokens[j - 1].low
            step = MAGNITUDES[last] / 2 if last in MAGNITUDES and not current else Decimal("0.5")
            if last in MAGNITUDES and not current:
                total += step
            else:
                current += step
            j += 3
            continue
        if word in NUMBER_WORDS or (len(parts) == 2 and all(p in NUMBER_WORDS for p in parts)):
            if seen and current and current % 10 and current < 100:
                # "seven eight" are two numbers, not one.
                break
            current += sum(NUMBER_WORDS[p] for p in parts)
            seen = True
        elif word in ("hundred", "dozen") and seen:
            current = (current or Decimal(1)) * MAGNITUDES[word]
        elif word in MAGNITUDES and seen and len(word) > 2:
            total += (current or Decimal(1)) * MAGNITUDES[word]
            current = Decimal(0)
        elif word == "and" and seen and j > i + 1 and tokens[j - 1].low in MAGNITUDES:
            following = tokens[j + 1].low.split("-")[0] if j + 1 < len(tokens) else ""
            if following not in NUMBER_WORDS or _counts_again(tokens, j + 1):
                break
        else:
            break
        j += 1
    return (total + current, j) if seen else (None, i)


def _counts_again(tokens: list[Token], j: int) -> bool:
    """Whether the word at tokens[j] begins another count: "two dozen and three buses"."""
    return tokens[j - 2].low == "dozen"


def _digits(text: str) -> Decimal | None:
    """Read digits of any script; a comma before three digits groups thousands, as two or more points do."""
    plain = text.replace("٬", ",").replace("٫", ".")
    groups = re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?", plain)
    if groups:
        plain = plain.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", plain):
        plain = plain.replace(".", "")
    elif plain.count(",") == 1 and plain.count(".") == 0:
        plain = plain.replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
