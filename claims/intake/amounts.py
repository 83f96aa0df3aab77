"""Numbers as cells state them: digits and separators of any script, with bounds, ranges and what is counted."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from claims.extraction.candidate import Bound
from claims.extraction.units import CURRENCIES
from factcheck.core.text import fold

_LONGEST_NUMBER = 60
_LONGEST_AMOUNT = 200
_FRACTION_PLACES = 6
_WHOLE_PLACES = 24

_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?\Z", re.ASCII)
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,9}\Z", re.ASCII)
_COMMAS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d+)?\Z", re.ASCII)
_POINTS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+\Z|[+-]?\d{1,3}(?:\.\d{3}){2,}\Z", re.ASCII)
_SPACED = re.compile(r"[+-]?\d{1,3}(?:[ '_]\d{3})+(?:[.,]\d+)?\Z", re.ASCII)
_COMMA_FRACTION = re.compile(r"[+-]?(?:\d+,\d{1,2}|\d+,\d{4,}|0,\d+|\d{4,},\d+)\Z", re.ASCII)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}\Z", re.ASCII)
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}", " "),
        **dict.fromkeys("’ʼ", "'"),
        **dict.fromkeys("−–—‐‑", "-"),
        "٫": ".",
        "٬": ",",
    }
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")

_BOUND_WORDS: dict[Bound, str] = {
    Bound.EXACT: "exact|exactly|=|==|equals|equal|is|precisely|دقیقا|بالضبط|exactement|exactamente|genau",
    Bound.AT_LEAST: (
        "at least|at_least|atleast|min|minimum|a minimum of|minimum of|no fewer than|no less than|not less than|>=|=>|"
        "≥|حداقل|دست کم|على الأقل|ما لا يقل عن|au moins|al menos|por lo menos|mindestens|wenigstens"
    ),
    Bound.MORE_THAN: (
        "more than|more_than|morethan|over|above|greater than|higher than|exceeding|in excess of|upwards of|well over|"
        ">|بیش از|بیشتر از|أكثر من|plus de|más de|mehr als|über"
    ),
    Bound.APPROX: (
        "about|around|approx|approx.|approximately|approximate|roughly|circa|ca|ca.|c.|some|estimated|an estimated|"
        "nearly|almost|close to|~|≈|حدود|تقریبا|نزدیک به|حوالي|نحو|environ|près de|alrededor de|unos|unas|cerca de|"
        "etwa|rund|ungefähr"
    ),
    Bound.AT_MOST: (
        "at most|at_most|atmost|max|maximum|a maximum of|maximum of|up to|no more than|not more than|as many as|<=|=<|"
        "≤|حداکثر|على الأكثر|au plus|jusqu'à|como máximo|hasta|höchstens|bis zu"
    ),
    Bound.LESS_THAN: (
        "less than|less_than|lessthan|fewer than|under|below|lower than|<|کمتر از|أقل من|"
        "moins de|menos de|weniger als|unter"
    ),
    Bound.BETWEEN: "between|range|from|بین|بين|entre|zwischen|de",
}
_BOUNDS = {fold(word): bound for bound, words in _BOUND_WORDS.items() for word in words.split("|")}
_BEHIND = {
    "+": Bound.AT_LEAST,
    "or more": Bound.AT_LEAST,
    "or over": Bound.AT_LEAST,
    "at least": Bound.AT_LEAST,
    "or fewer": Bound.AT_MOST,
    "or less": Bound.AT_MOST,
    "at most": Bound.AT_MOST,
}
_SIZES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "k": Decimal(1000),
    "هزار": Decimal(1000),
    "million": Decimal(10**6),
    "mn": Decimal(10**6),
    "میلیون": Decimal(10**6),
    "billion": Decimal(10**9),
    "bn": Decimal(10**9),
    "میلیارد": Decimal(10**9),
    "trillion": Decimal(10**12),
}
_NUMBER = r"[+-]?\d(?:[\d.,'_ ]*\d)?(?:[eE][+-]?\d+)?"
_SIZE = r"(?:\s*(" + "|".join(sorted(_SIZES, key=len, reverse=True)) + r")\b)?"
_AMOUNT = re.compile(
    rf"(?P<before>[^\d]*?)\s*(?P<low>{_NUMBER}){_SIZE}"
    rf"(?:\s*(?:-|\.\.\.?|to|and|until|تا|الى|à|et|bis|und|a|y|e)\s*(?P<high>{_NUMBER}){_SIZE})?\s*(?P<behind>.*)\Z",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with how to read it; ``unit`` is "" where the cell does not say what is counted."""

    value: Decimal
    bound: Bound = Bound.EXACT
    value_max: Decimal | None = None
    unit: str = ""


def number(cell: str) -> Decimal:
    """The number that a cell states, with at most 6 places and 24 digits before the point.

    1,500 and 1.500,5 and 1 500 and 1'500 are read for what they are; 1.500 may be 1500 or 1.5 and is refused.
    Raises ValueError with a sentence.
    """
    plain = _plain(cell)
    if len(plain) > _LONGEST_NUMBER:
        raise ValueError(
            f"{cell[:40]} has too many digits: {_FRACTION_PLACES} behind the point and 24 before are kept."
        )
    if _EITHER.match(plain):
        whole = plain.replace(".", "")
        raise ValueError(f"{cell[:40]} may be {whole} or {plain}. Write {whole} or {plain}0.")
    if _PLAIN.match(plain) or _SCIENTIFIC.match(plain):
        pass
    elif _COMMAS.match(plain):
        plain = plain.replace(",", "")
    elif _POINTS.match(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _SPACED.match(plain):
        plain = re.sub("[ '_]", "", plain).replace(",", ".")
    elif _COMMA_FRACTION.match(plain):
        plain = plain.replace(",", ".")
    else:
        raise ValueError(f"{cell[:40]} is no number. Use digits, for example 1500 or 3.2.")
    return _kept(plain, cell)


def amount(cell: str) -> Amount:
    """The number of a cell with its bound or range and its unit: over 1,500; 200-300; at least 400 deaths; 45%.

    Raises ValueError with a sentence.
    """
    plain = _plain(cell)
    if _PLAIN.match(plain) and not _EITHER.match(plain) and len(plain) < _LONGEST_NUMBER:
        return Amount(_kept(plain, cell))
    if len(plain) > _LONGEST_AMOUNT:
        raise ValueError(f"{cell[:40]} is too long for a number. Use digits, for example 1500 or 3.2.")
    found = _AMOUNT.match(plain)
    if found is None:
        raise ValueError(f"{cell[:40]} is no number. Use digits, for example 1500 or 3.2.")
    before, low, low_size, high, high_size, behind = found.groups()
    if high is not None and not low_size and high_size:
        # "2-3 million" are millions both.
        low_size = high_size
    value = _sized(number(low), low_size, cell)
    bound, unit = _bound_and_unit(before, behind, cell)
    if high is not None:
        value_max = _sized(number(high), high_size, cell)
        if bound not in (Bound.EXACT, Bound.BETWEEN):
            raise ValueError(f"{cell[:40]} has a bound and a range. Write one of them.")
        if value_max <= value:
            raise ValueError(f"{cell[:40]} ends below its beginning. Write the lower number first.")
        return Amount(value, Bound.BETWEEN, value_max, unit)
    if bound is Bound.BETWEEN:
        raise ValueError(f"{cell[:40]} has no upper value. Write for example 200-300.")
    return Amount(value, bound, None, unit)


def bound(cell: str) -> Bound:
    """The bound that a word or sign names. Raises ValueError with a sentence."""
    known = _BOUNDS.get(fold(cell[:100])) or _BOUNDS.get(cell.strip())
    if known is None:
        raise ValueError(
            f"{cell[:40]} is no bound. Use exact, at least, more than, about, at most, less than or between."
        )
    return known


def _bound_and_unit(before: str, behind: str, cell: str) -> tuple[Bound, str]:
    words, unit = before.strip().rstrip(":").strip(), behind.strip()
    if words and words[-1] in CURRENCIES:
        words, unit = words[:-1].strip(), unit or CURRENCIES[words[-1]]
    known = (_BOUNDS.get(fold(words)) or _BOUNDS.get(words)) if words else Bound.EXACT
    if known is None:
        raise ValueError(f"{cell[:40]} is no number with its bound. Write for example at least 400.")
    for phrase, meant in _BEHIND.items():
        if known is Bound.EXACT and unit.lower().startswith(phrase):
            known, unit = meant, unit[len(phrase) :].strip()
    if re.search(r"\d", unit) and not unit.lower().startswith(("per ", "in ", "of ")):
        raise ValueError(f"{cell[:40]} holds several numbers. Send one number in a row.")
    return known, "percent" if unit in ("%", "٪", "per cent") else CURRENCIES.get(unit, unit)


def _sized(value: Decimal, size: str | None, cell: str) -> Decimal:
    return _kept(format(value * _SIZES[size.lower()], "f"), cell) if size else value


def _kept(plain: str, cell: str) -> Decimal:
    """The value, unless the tables cannot keep it whole."""
    try:
        value = Decimal(plain.rstrip("0").rstrip(".") if "." in plain and "e" not in plain.lower() else plain)
        exponent = value.as_tuple().exponent
    except InvalidOperation as error:
        raise ValueError(f"{cell[:40]} is no number. Use digits, for example 1500 or 3.2.") from error
    if not value or not isinstance(exponent, int):
        return Decimal(0)
    if value.adjusted() >= _WHOLE_PLACES:
        raise ValueError(f"{cell[:40]} has too many digits: at most {_WHOLE_PLACES} before the point.")
    if exponent < -_FRACTION_PLACES:
        raise ValueError(f"{cell[:40]} is finer than is kept: at most {_FRACTION_PLACES} digits behind the point.")
    return Decimal(int(value)) if exponent > 0 else value


def _plain(cell: str) -> str:
    """ASCII digits and separators, without invisible characters."""
    text = cell.strip()
    if text.isascii() or len(text) > _LONGEST_AMOUNT:
        return text
    text = _INVISIBLE.sub("", text.translate(_SIGNS))
    return "".join(
        str(unicodedata.decimal(letter)) if not letter.isascii() and letter.isdecimal() else letter for letter in text
    ).strip()
