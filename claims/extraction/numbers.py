"""Numbers as written: digits of any script, number words, ranges, money."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from claims.extraction.tokens import Token
from claims.extraction.units import CURRENCIES, FRACTIONS, MAGNITUDES, NUMBER_WORDS, PEOPLE, UNITS, word_set

_NOT_A_COUNT = word_set(
    "no nos number section article chapter page paragraph resolution statement declaration room route "
    "highway flight channel version level phase stage tier grade boeing airbus season episode volume "
    "round week day aged age line psalm rule act bill title appendix annex figure table item unit "
    "block sector zone district gate platform apollo"
)


@dataclass(frozen=True)
class Number:
    """A number at tokens[first:stop], before its bound and unit are known."""

    first: int
    stop: int
    value: Decimal
    value_max: Decimal | None = None
    unit: str = ""


def number_at(tokens: list[Token], i: int) -> Number | None:
    """Parse the number, range, fraction or money amount that begins at tokens[i]."""
    first, unit = i, ""
    if tokens[i].text in CURRENCIES and i + 1 < len(tokens) and tokens[i + 1].kind == "number":
        unit, i = CURRENCIES[tokens[i].text], i + 1
    value, j = _plain(tokens, i)
    if value is None:
        return None
    upper: Decimal | None = None
    if j + 1 < len(tokens) and tokens[j].low in ("-", "–", "—", "to", "and") and unit != "percent":
        k = j + 1
        if tokens[k].text in CURRENCIES:
            k += 1
        paired = tokens[j].low != "and" or (first > 0 and tokens[first - 1].low == "between")
        joined = tokens[j].low in ("to", "and") or (tokens[j].start - tokens[j - 1].end <= 1)
        if paired and joined and k < len(tokens):
            high, stop = _plain(tokens, k)
            before = tokens[first - 1].low if first else ""
            if high is not None and before not in ("from", "rose", "fell") and not _is_word_one(tokens[k]):
                low_value = value
                if stop > k + 1 and j == i + 1 and tokens[stop - 1].low in MAGNITUDES and value < high:
                    low_value = value * MAGNITUDES[tokens[stop - 1].low]
                if low_value < high:
                    value, upper, j = low_value, high, stop
    return Number(first, j, _whole(value), None if upper is None else _whole(upper), unit)


def _whole(value: Decimal) -> Decimal:
    """1500000.0 as 1500000; other values as they are."""
    return Decimal(int(value)) if value == int(value) else value


def _is_word_one(token: Token) -> bool:
    return token.low in ("one", "a")


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
    while j < len(tokens) and tokens[j].low in MAGNITUDES and steps < 2:
        # "5 m" may be metres; a letter is a magnitude only when it touches the number.
        if tokens[j].low in ("m", "k") and tokens[j].start != tokens[j - 1].end:
            break
        value *= MAGNITUDES[tokens[j].low]
        j += 1
        steps += 1
    return value, j


def _in_words(tokens: list[Token], i: int) -> tuple[Decimal | None, int]:
    """ "two hundred and fifty thousand", "twenty-five", "a dozen", "a hundred"."""
    total, current, j, seen = Decimal(0), Decimal(0), i, False
    if tokens[i].low in ("a", "an") and i + 1 < len(tokens) and tokens[i + 1].low in MAGNITUDES:
        if tokens[i + 1].low in ("m", "k", "mn", "bn", "tn"):
            return None, i
        current, j, seen = Decimal(1), i + 1, True
    while j < len(tokens) and j - i < 12:
        word = tokens[j].low
        parts = word.split("-")
        if word in NUMBER_WORDS or (len(parts) == 2 and all(p in NUMBER_WORDS for p in parts)):
            current += sum(NUMBER_WORDS[p] for p in parts)
            seen = True
        elif word in ("hundred", "dozen") and seen:
            current = (current or Decimal(1)) * MAGNITUDES[word]
        elif word in MAGNITUDES and seen and len(word) > 2:
            total += (current or Decimal(1)) * MAGNITUDES[word]
            current = Decimal(0)
        elif word == "and" and seen and j > i + 1 and tokens[j - 1].low in MAGNITUDES:
            following = tokens[j + 1].low.split("-")[0] if j + 1 < len(tokens) else ""
            if following not in NUMBER_WORDS:
                break
        else:
            break
        j += 1
    return (total + current, j) if seen else (None, i)


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


def fraction_at(tokens: list[Token], i: int) -> Number | None:
    """ "A third of", "two-thirds of", "half the": a share, as a percentage rounded to a whole number."""
    j, times = i, 1
    if tokens[i].low in ("a", "one"):
        j = i + 1
    elif tokens[i].low in ("two", "three", "four") and i + 1 < len(tokens) and tokens[i + 1].low[-1:] == "s":
        j, times = i + 1, NUMBER_WORDS[tokens[i].low]
    if j >= len(tokens):
        return None
    word = tokens[j].low
    named = word.removesuffix("s") if times > 1 else word
    share = FRACTIONS.get(word) or FRACTIONS.get(f"{tokens[i].low}-{word}") or FRACTIONS.get(named)
    bare = j == i and "-" not in word and word != "half"
    following = tokens[j + 1].low if j + 1 < len(tokens) else ""
    if share is None or bare or following not in ("of", "the", "all", "its", "their"):
        return None
    if times > 1 and f"{tokens[i].low}-{word}" not in FRACTIONS:
        share *= times
    return Number(i, j + 1, share, None, "percent")


def is_label(tokens: list[Token], number: Number) -> bool:
    """Whether the number names something (a year, a time, an age, "No. 55", a score) instead of counting
    it."""
    first, stop = number.first, number.stop
    token = tokens[first]
    before = tokens[first - 1] if first else None
    after = tokens[stop] if stop < len(tokens) else None
    if after is not None and after.text in "/:" and after.start == tokens[stop - 1].end and stop + 1 < len(tokens):
        return tokens[stop + 1].kind == "number"
    if before is not None and before.text in "/:#" and before.end == token.start:
        return True
    if before is not None and before.low == "." and first > 1 and tokens[first - 2].low in ("no", "nos", "art", "sec"):
        return True
    if before is not None and before.low in _NOT_A_COUNT and not (after and after.low in UNITS):
        return True
    if token.kind == "number" and first == 0 and after is not None and after.text in ".)":
        return True
    if before is not None and before.text == "," and after is not None and after.text == "," and first > 1:
        return tokens[first - 2].capital and number.value < 120 and token.kind == "number"
    if after is not None and after.low in ("-", "‑") and stop + 1 < len(tokens) and tokens[stop + 1].low == "year-old":
        return True
    if after is not None and after.low in ("year-old", "years-old"):
        return True
    if (
        after is not None
        and after.low in ("year", "years")
        and stop + 1 < len(tokens)
        and tokens[stop + 1].low == "old"
    ):
        return True
    bare_year = token.kind == "number" and len(token.text) == 4 and 1500 <= number.value < 2100 and stop == first + 1
    if bare_year and not number.unit:
        return not (after and (after.low in UNITS or after.low in PEOPLE or after.low in ("-", "+")))
    return False
