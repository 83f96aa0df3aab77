"""Typed numbers: digits of any script, number words, ranges and bounds, and what they count."""

from decimal import Decimal

from claims.extraction.candidate import Bound, Quantity
from claims.extraction.counted import unit_of
from claims.extraction.numbers import Number, fraction_at, is_label, number_at
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, FATES, UNITS, VAGUE

_BOUNDS_BEFORE: tuple[tuple[str, Bound], ...] = (
    ("no fewer than", Bound.AT_LEAST),
    ("no less than", Bound.AT_LEAST),
    ("not less than", Bound.AT_LEAST),
    ("a minimum of", Bound.AT_LEAST),
    ("at least", Bound.AT_LEAST),
    ("no more than", Bound.AT_MOST),
    ("not more than", Bound.AT_MOST),
    ("a maximum of", Bound.AT_MOST),
    ("as many as", Bound.AT_MOST),
    ("as much as", Bound.AT_MOST),
    ("at most", Bound.AT_MOST),
    ("up to", Bound.AT_MOST),
    ("more than", Bound.MORE_THAN),
    ("greater than", Bound.MORE_THAN),
    ("higher than", Bound.MORE_THAN),
    ("upwards of", Bound.MORE_THAN),
    ("upward of", Bound.MORE_THAN),
    ("in excess of", Bound.MORE_THAN),
    ("well over", Bound.MORE_THAN),
    ("less than", Bound.LESS_THAN),
    ("fewer than", Bound.LESS_THAN),
    ("lower than", Bound.LESS_THAN),
    ("close to", Bound.APPROX),
    ("an estimated", Bound.APPROX),
    ("estimated", Bound.APPROX),
    ("estimate of", Bound.APPROX),
    ("estimates of", Bound.APPROX),
    ("something like", Bound.APPROX),
    ("بیش از", Bound.MORE_THAN),
    ("بیشتر از", Bound.MORE_THAN),
    ("دست کم", Bound.AT_LEAST),
    ("حداقل", Bound.AT_LEAST),
    ("دست‌کم", Bound.AT_LEAST),
    ("حدود", Bound.APPROX),
    ("نزدیک به", Bound.APPROX),
    ("کمتر از", Bound.LESS_THAN),
    ("أكثر من", Bound.MORE_THAN),
    ("over", Bound.MORE_THAN),
    ("above", Bound.MORE_THAN),
    ("exceeding", Bound.MORE_THAN),
    ("exceeded", Bound.MORE_THAN),
    ("exceeds", Bound.MORE_THAN),
    ("exceed", Bound.MORE_THAN),
    ("surpassed", Bound.MORE_THAN),
    ("surpassing", Bound.MORE_THAN),
    ("surpasses", Bound.MORE_THAN),
    ("topped", Bound.MORE_THAN),
    ("topping", Bound.MORE_THAN),
    ("passed", Bound.MORE_THAN),
    ("past", Bound.MORE_THAN),
    (">", Bound.MORE_THAN),
    ("under", Bound.LESS_THAN),
    ("below", Bound.LESS_THAN),
    ("<", Bound.LESS_THAN),
    ("around", Bound.APPROX),
    ("about", Bound.APPROX),
    ("some", Bound.APPROX),
    ("approximately", Bound.APPROX),
    ("roughly", Bound.APPROX),
    ("nearly", Bound.APPROX),
    ("almost", Bound.APPROX),
    ("circa", Bound.APPROX),
    ("~", Bound.APPROX),
)
_BY_LAST: dict[str, list[tuple[list[str], Bound]]] = {}
for _phrase, _bound in _BOUNDS_BEFORE:
    _BY_LAST.setdefault(_phrase.split()[-1], []).append((_phrase.split(), _bound))


def quantities(
    tokens: list[Token], masked: list[tuple[int, int]], *, english: bool = True
) -> tuple[list[Quantity], list[tuple[int, int]]]:
    """Read the quantities of one sentence; `masked` are the offsets of dates, which are not counted.

    Outside English the word after a number is taken for what it counts when it is not in the lexicon.
    Returns the quantities in order and the (start, end) of vague amounts such as "thousands of people". Ages,
    ordinals, list numbers, clock times, references ("No. 55") and bare years are left out.
    """
    found: list[Quantity] = []
    vague: list[tuple[int, int]] = []
    i, mask = 0, 0
    while i < len(tokens):
        token = tokens[i]
        while mask < len(masked) and masked[mask][1] <= token.start:
            mask += 1
        if mask < len(masked) and masked[mask][0] <= token.start:
            i += 1
            continue
        if token.low in VAGUE and (i == 0 or tokens[i - 1].kind != "number"):
            vague.append((token.start, token.end))
            i += 1
            continue
        number = fraction_at(tokens, i) or number_at(tokens, i) or _single_unit(tokens, i)
        if number is None:
            i += 1
            continue
        quantity = None if is_label(tokens, number) else _typed(tokens, number, found, english=english)
        if quantity is not None:
            found.append(quantity)
        i = max(number.stop, i + 1)
    return found, vague


def _typed(tokens: list[Token], number: Number, earlier: list[Quantity], *, english: bool) -> Quantity | None:
    """Give a number its bound and unit; None for a small number word that counts nothing known."""
    bound, first = _bound_before(tokens, number.first)
    stop = number.stop
    if number.value_max is not None:
        bound = Bound.BETWEEN
    stop, after_bound = _bound_after(tokens, stop)
    bound = after_bound or bound
    unit, unit_stop, unit_text = (
        (number.unit, stop, tokens[number.first].text) if number.unit else unit_of(tokens, number.first, stop)
    )
    if not unit and not english and stop < len(tokens) and tokens[stop].wordlike:
        unit, unit_stop, unit_text = tokens[stop].low, stop + 1, tokens[stop].text
    word = tokens[number.first].kind != "number" and not number.unit
    if word and not unit and number.value < 20:
        return None
    single = tokens[number.first].low in ("one", "a", "an") and number.value == 1
    if single and unit not in FATES.values() and not (unit in DURATIONS and bound is not None):
        return None
    if not unit and earlier and _continues_list(tokens, earlier[-1], first):
        last = earlier[-1]
        unit, unit_text = last.unit, last.unit_text
        if bound is None and last.bound in (Bound.AT_LEAST, Bound.MORE_THAN, Bound.APPROX):
            bound = last.bound
    return Quantity(
        value=number.value,
        value_max=number.value_max,
        bound=bound or Bound.EXACT,
        unit=unit,
        unit_text=unit_text,
        start=tokens[first].start,
        end=tokens[max(unit_stop, stop) - 1].end,
    )


def _single_unit(tokens: list[Token], i: int) -> Number | None:
    """ "Almost a week", "more than an hour": the article counts one where a bound stands before it."""
    if tokens[i].low in ("a", "an") and i and i + 1 < len(tokens) and UNITS.get(tokens[i + 1].low) in DURATIONS:
        return Number(i, i + 1, Decimal(1))
    return None


def _bound_before(tokens: list[Token], first: int) -> tuple[Bound | None, int]:
    """The bound words directly before tokens[first] and the index where they begin."""
    if first == 0:
        return None, first
    for phrase, bound in _BY_LAST.get(tokens[first - 1].low, ()):
        begin = first - len(phrase)
        if begin >= 0 and [t.low for t in tokens[begin:first]] == phrase:
            return bound, begin
    return None, first


def _bound_after(tokens: list[Token], stop: int) -> tuple[int, Bound | None]:
    """ "200-plus", "200+", "200 or more", "about 200 at least": the bound after a number and the index
    after it."""
    low = [t.low for t in tokens[stop : stop + 3]]
    if low[:1] == ["+"]:
        return stop + 1, Bound.MORE_THAN
    if low[:2] in (["-", "plus"], ["‑", "plus"]):
        return stop + 2, Bound.MORE_THAN
    if low[:1] == ["plus"]:
        return stop + 1, Bound.MORE_THAN
    if low[:2] == ["or", "more"]:
        return stop + 2, Bound.AT_LEAST
    if low[:2] in (["or", "less"], ["or", "fewer"]):
        return stop + 2, Bound.AT_MOST
    if low[:2] == ["or", "so"]:
        return stop + 2, Bound.APPROX
    return stop, None


def _continues_list(tokens: list[Token], previous: Quantity, first: int) -> bool:
    """Whether tokens[first] stands in the list that `previous` began: "400 ... in A, 320 in B, and 100
    in C"."""
    i = first - 1
    if i > 0 and tokens[i].low in ("from", "with") and tokens[first].start - previous.end < 40:
        return bool(previous.unit)
    if i < 0 or (tokens[i].text not in (",", ";", "&") and tokens[i].low not in ("and", "or")):
        return False
    return tokens[first].start - previous.end < 120 and bool(previous.unit)
