"""Numbers as other languages write them: digits of any script, number words, both mixed, and ranges."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from claims.extraction.tokens import Token
from claims.extraction.tongues.tongue import Tongue

_LONGEST = 14  # words of one number
_GROUPED = re.compile(r"\d{1,3}(?:[,٬،.’']\d{3})+")
_MANY_POINTS = re.compile(r"\d{1,3}(?:[.’']\d{3}){2,}")


@dataclass(frozen=True)
class Numeral:
    """A number at tokens[first:stop]; `upper` for a range; `in_words` when no digit stands in it."""

    first: int
    stop: int
    value: Decimal
    upper: Decimal | None = None
    in_words: bool = False
    is_vague: bool = False


def numeral_at(tokens: Sequence[Token], i: int, tongue: Tongue) -> Numeral | None:
    """Read the number or range that begins at tokens[i]."""
    number = _single(tokens, i, tongue)
    if number is None:
        return None
    upper = _upper(tokens, number, tongue)
    return upper or number


def vague_at(tokens: Sequence[Token], i: int, tongue: Tongue) -> Numeral | None:
    """ "ده‌ها هزار", "عشرات الآلاف", "dizaines de milliers": a number of which only the least is said."""
    loose = tongue.vague.at(tokens, i)
    if loose is None or (i and tokens[i - 1].kind == "number"):
        return None
    value, j = Decimal(loose[0]), loose[1]
    for _ in range(2):
        k = j + 1 if j < len(tokens) and tokens[j].low in ("de", "of", "von") else j
        if k >= len(tokens):
            break
        magnitude, more = tongue.magnitudes.at(tokens, k), tongue.vague.at(tokens, k)
        if more is not None:
            value, j = value * more[0] / 2, more[1]
        elif magnitude is not None:
            value, j = value * magnitude[0], magnitude[1]
        else:
            break
    return Numeral(i, j, _whole(value), in_words=True, is_vague=True)


def digits(text: str, *, decimal_comma: bool) -> Decimal | None:
    """Read digits of any script. A mark before three digits groups thousands where the language writes it so."""
    plain = text.replace("٬", ",").replace("٫", "·").replace("،", ",").replace("’", "'").replace("/", "·")
    if decimal_comma:
        if re.fullmatch(r"\d{1,3}(?:[.']\d{3})+(?:,\d+)?", plain):
            plain = plain.replace(".", "").replace("'", "")
        plain = plain.replace(",", ".")
    elif _GROUPED.fullmatch(plain) and ("." not in plain or _MANY_POINTS.fullmatch(plain)):
        plain = re.sub(r"[,.']", "", plain)
    else:
        grouped = re.fullmatch(r"(\d{1,3}(?:,\d{3})+)\.(\d+)", plain)
        plain = plain.replace(",", "") if grouped else plain.replace(",", ".")
    try:
        value = Decimal(plain.replace("·", "."))
    except InvalidOperation:
        return None
    return Decimal(int(value)) if value == int(value) else value


def _single(tokens: Sequence[Token], i: int, tongue: Tongue) -> Numeral | None:
    """One number with its magnitudes: "۲ میلیون و ۳۰۰ هزار", "خمسة وعشرون ألفا وثلاثمئة", "1 500"."""
    total, current = Decimal(0), Decimal(0)
    limit = Decimal(10**15)  # what comes next must be less than what the last part was counted in
    j, seen, worded = i, False, True
    while j < len(tokens) and j - i < _LONGEST:
        k = j + 1 if seen and tongue.joins.at(tokens, j) and len(tokens[j].low) == 1 else j
        if k >= len(tokens):
            break
        joined = k > j or (seen and tongue.joined and tokens[j].low[:1] == "و")
        part = _digits_at(tokens, k, tongue) if tokens[k].kind == "number" else tongue.number_words.at(tokens, k)
        magnitude = tongue.magnitudes.at(tokens, k)
        if magnitude is not None and tongue.joined and joined and not current:
            part, magnitude = (1, k), magnitude
        if part is not None and part[1] > k:
            value = Decimal(part[0])
            is_digits = tokens[k].kind == "number"
            reversed_tens = worded and tongue.joined and joined and 0 < current < 10 and 20 <= value < 100
            multiplied = worded and not joined and value == 100 and 2 < current < 10
            if seen and not reversed_tens and not multiplied and (not joined or value >= limit):
                break
            if seen and is_digits and current:
                break
            worded = worded and not is_digits
            current = current * 100 if multiplied else current + value
            limit = _room(value)
            j, seen = part[1], True
        elif magnitude is not None and (seen or not tongue.vague.at(tokens, k)):
            if seen and not current and not joined:
                # "millions of thousands": a magnitude of the whole
                total, j = total * magnitude[0], magnitude[1]
                continue
            if joined and magnitude[0] >= limit:
                break
            total += (current or Decimal(1)) * magnitude[0]
            current, limit = Decimal(0), Decimal(magnitude[0])
            j, seen = magnitude[1], True
        else:
            break
    return Numeral(i, j, _whole(total + current), in_words=worded) if seen else None


def _digits_at(tokens: Sequence[Token], i: int, tongue: Tongue) -> tuple[Decimal, int] | None:
    value = digits(tokens[i].text, decimal_comma=tongue.decimal_comma)
    if value is None:
        return None
    j = i + 1
    # Groups of three that stand apart by a narrow gap: "1 500 000".
    while (
        j < len(tokens)
        and j - i < 5
        and tokens[j].kind == "number"
        and len(tokens[j].text) >= 3
        and tokens[j].text[:3].isdecimal()
        and (len(tokens[j].text) == 3 or tokens[j].text[3] in ",.")
        and tokens[j].start - tokens[j - 1].end == 1
        and len(tokens[j - 1].text) <= 3
        and value == int(value)
    ):
        tail = digits(tokens[j].text, decimal_comma=tongue.decimal_comma)
        if tail is None or tail >= 1000:
            break
        value = value * 1000 + tail
        j += 1
    return value, j


def _upper(tokens: Sequence[Token], low: Numeral, tongue: Tongue) -> Numeral | None:
    """ "۲۰ تا ۳۰", "بين 20 و30", "20-30": the number with its upper end; None where there is no range."""
    j = low.stop
    if j + 1 >= len(tokens):
        return None
    dash = tokens[j].text in "-–—‑" and tokens[j].start == tokens[j - 1].end and tokens[j + 1].start == tokens[j].end
    led = low.first > 0 and tongue.between.before(tokens, low.first) is not None
    joint = tongue.ranges.at(tokens, j)
    k = joint[1] if joint else j + 1
    if not dash:
        if joint is None:
            return None
        if tokens[j].low in ("و", "et", "und", "y", "e", "ve", "и") and not led:
            return None
        if not led and low.first and tongue.starts.at(tokens, low.first - 1):
            # "From 20 to 30" is a change.
            return None
    if k >= len(tokens) or tokens[k].kind == "mark":
        return None
    high = _single(tokens, k, tongue)
    if high is None:
        return None
    value = low.value
    if high.stop > k + 1 and low.stop == low.first + 1 and value < 1000:
        last = tongue.magnitudes.at(tokens, k + 1)
        if last is not None and value * last[0] < high.value:
            value *= last[0]
    return Numeral(low.first, high.stop, value, high.value, low.in_words) if value < high.value else None


def _room(value: Decimal) -> Decimal:
    """What may follow a part by "and": less than its last place, as 20 takes 5 and 300 takes 45."""
    if value != int(value):
        return Decimal(0)
    number, room = int(value), 1
    while number and number % 10 == 0 and room < 10**12:
        number //= 10
        room *= 10
    return Decimal(room)


def _whole(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == int(value) else value
