"""Typed numbers: digits of any script, number words, ranges and bounds, what they count, and of what they are."""

from dataclasses import replace
from decimal import Decimal

from claims.extraction import beside
from claims.extraction.bounds import bound_after, bound_before
from claims.extraction.candidate import Bound, FigureNature, Quantity
from claims.extraction.counted import unit_of
from claims.extraction.labels import is_label
from claims.extraction.lists import SMALL, goes_on, in_list
from claims.extraction.money import BEFORE_SIGN, CODES
from claims.extraction.natures import nature_of
from claims.extraction.nouns import is_person
from claims.extraction.numbers import VAGUE, Number, number_at
from claims.extraction.settle import Read, settle
from claims.extraction.shares import MULTIPLES, fraction_at, half_unit_at, multiple_at, ratio_at
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, FATES, FRACTIONS, NUMBER_WORDS, UNITS, word_set

_DEFINITE = word_set("the these those both its their his her my our your all other first last")
_PASSING = DURATIONS | {"times"}
_BEGINNINGS = frozenset({
    *NUMBER_WORDS, *FRACTIONS, *MULTIPLES, *VAGUE, *BEFORE_SIGN, "a", "an", "the", "half", "quarter",
})  # fmt: skip
_ONES = ("one", "a", "an")


def quantities(
    tokens: list[Token], masked: list[tuple[int, int]], *, english: bool = True, before: Quantity | None = None
) -> tuple[list[Quantity], list[tuple[int, int]]]:
    """Read the quantities of one sentence; `masked` are the offsets of dates, which are not counted.

    Outside English the word after a number is taken for what it counts when it is not in the lexicon. A bare number
    that goes on from `before`, the quantity read last, counts the same. Returns the quantities in order and the (start,
    end) of those that are vague, such as "thousands of people", whose value is the least they can mean. Ages, ordinals,
    list numbers, clock times, references ("No. 55") and bare years are left out.
    """
    found: list[Read] = []
    vague: list[tuple[int, int]] = []
    i, mask, baseline = 0, 0, ""
    while i < len(tokens):
        token = tokens[i]
        while mask < len(masked) and masked[mask][1] <= token.start:
            mask += 1
        if (mask < len(masked) and masked[mask][0] <= token.start) or not _may_begin(token):
            i += 1
            continue
        number, skip, nature = _number(tokens, i)
        if number is None:
            i += 1
            continue
        read = None
        risen = _risen_to(tokens, number)
        if risen is None and not is_label(tokens, number):
            last = next((each.quantity for each in reversed(found) if each.quantity.unit not in _PASSING), None)
            last = last or (found[-1].quantity if found else before)
            read = _typed(tokens, number, last, skip, nature, english=english, same=bool(found))
        if read is not None:
            if not read.quantity.since and baseline:
                read = replace(read, quantity=replace(read.quantity, since=baseline))
            found.append(read)
            if number.bound is not None:
                vague.append((read.quantity.start, read.quantity.end))
        baseline = _plain(tokens, number.first, risen) if risen is not None else ""
        i = max(number.stop, skip, read.skip if read else 0, i + 1)
    return [read.quantity for read in settle(tokens, found)], vague


def _may_begin(token: Token) -> bool:
    """Whether a number may begin with a word at all: most words are passed over by this alone."""
    return token.kind != "word" or token.low in _BEGINNINGS or "-" in token.low or token.text in CODES


def _number(tokens: list[Token], i: int) -> tuple[Number | None, int, FigureNature | None]:
    """The number at tokens[i], up to where it must not be read again, and its nature where its words say it."""
    ratio = ratio_at(tokens, i)
    if ratio is not None:
        return ratio[0], ratio[1], FigureNature.SHARE
    multiple = multiple_at(tokens, i)
    if multiple is not None:
        return multiple[0], 0, FigureNature.CHANGE
    joined = _joined_duration(tokens, i)
    if joined is not None:
        return joined, 0, None
    number = half_unit_at(tokens, i) or fraction_at(tokens, i) or number_at(tokens, i) or _single_unit(tokens, i)
    return number or _magnitude(tokens, i), 0, None


def _typed(
    tokens: list[Token],
    number: Number,
    last: Quantity | None,
    skip: int,
    nature: FigureNature | None,
    *,
    english: bool,
    same: bool,
) -> Read | None:
    """Give a number its bound, its unit and the words beside it; None for one that counts nothing."""
    bound, first = bound_before(tokens, number.first)
    if number.value_max is not None:
        bound = Bound.BETWEEN
    stop, after_bound = bound_after(tokens, number.stop)
    bound = after_bound or bound
    if number.bound is not None and bound in (None, Bound.APPROX):
        bound = number.bound
    unit, unit_stop, unit_text = _unit(tokens, number, first, stop, english=english)
    inherited = ""
    listed = same and last is not None and bool(last.unit) and in_list(tokens, last, first)
    if listed and last is not None and not number.unit and unit_stop <= stop and _may_inherit(unit, last):
        unit, unit_stop, unit_text = last.unit, stop, last.unit_text
        inherited = unit
        bound = bound or (last.bound if last.bound in (Bound.AT_LEAST, Bound.MORE_THAN, Bound.APPROX) else None)
    elif not unit and last is not None and goes_on(tokens, last, number, first, stop, same=same):
        inherited, unit, unit_text = last.unit, last.unit, last.unit_text
    elif unit == "people" and "others" in unit_text.lower() and last is not None and _others_of(tokens, last, first):
        unit, unit_text = last.unit, last.unit_text
    if not unit and last is not None and last.denominator and stop < len(tokens) and tokens[stop].low in ("of", "out"):
        # "Two thirds of trusts, 141 of 219": the number is of what the share is of.
        unit = unit_text = last.denominator.split()[-1]
    if _says_nothing(tokens, number, unit, inherited, bound, first):
        return None
    stop = max(unit_stop, stop)
    quantity = Quantity(
        value=number.value,
        value_max=number.value_max,
        bound=bound or Bound.EXACT,
        unit=unit,
        unit_text=unit_text,
        start=tokens[first].start,
        end=tokens[max(stop, skip) - 1].end,
        nature=nature or nature_of(unit),
    )
    return _beside(tokens, Read(quantity, first, max(stop, skip), stop), level=nature is None)


def _may_inherit(unit: str, last: Quantity) -> bool:
    """Whether a number in a list has no unit in words of its own: "320 in Fars", but not "60 hurt"."""
    return unit == last.unit or unit not in FATES.values()


def _others_of(tokens: list[Token], last: Quantity, first: int) -> bool:
    """Whether "six others" are more of what was counted last, which are no people."""
    return last.unit not in FATES.values() and not is_person(last.unit) and 0 < tokens[first].start - last.end < 300


def _risen_to(tokens: list[Token], number: Number) -> int | None:
    """ "From 11 in 2023 to 64": the index of "to" when the number is only where a change began."""
    first = number.first
    if not first or tokens[first - 1].low != "from" or number.value_max is not None:
        return None
    for k in range(number.stop, min(len(tokens) - 1, number.stop + 8)):
        if tokens[k].low == "to":
            begun = number_at(tokens, k + 1) or number_at(tokens, min(k + 2, len(tokens) - 1))
            return k if begun is not None else None
        if tokens[k].text in ",.;:" or tokens[k].low in ("and", "but"):
            return None
    return None


def _unit(tokens: list[Token], number: Number, first: int, stop: int, *, english: bool) -> tuple[str, int, str]:
    if number.unit:
        return number.unit, stop, tokens[number.stop - 1].text
    unit, unit_stop, text = unit_of(tokens, first, stop)
    if not unit and not english and stop < len(tokens) and tokens[stop].wordlike:
        return tokens[stop].low, stop + 1, tokens[stop].text
    if first and tokens[first - 1].low == "magnitude" and not unit:
        return "magnitude", stop, tokens[first - 1].text
    return unit, unit_stop, text


def _beside(tokens: list[Token], read: Read, *, level: bool) -> Read:
    """Add what a share is of, for each of what a rate is, and what a change is against."""
    quantity, stop, skip = read.quantity, read.stop, read.skip
    changed = quantity.nature is FigureNature.CHANGE or (
        level and beside.change_of(tokens, read.first, stop, quantity.unit)
    )
    if (quantity.unit == "times" and level) or _more_than_before(tokens, read):
        changed = True
    per = beside.per_after(tokens, stop) if quantity.unit not in DURATIONS and quantity.unit != "times" else None
    if per is not None:
        quantity = replace(quantity, per=_plain(tokens, per[0], per[1]))
        if not changed and quantity.nature is not FigureNature.MONEY:
            quantity = replace(quantity, nature=FigureNature.RATE)
        skip = max(skip, per[2])
        stop = per[2]
    elif quantity.unit == "percent":
        whole = beside.denominator_after(tokens, stop)
        if whole is not None:
            quantity = replace(quantity, denominator=_plain(tokens, *whole))
            skip = max(skip, _past_whole(tokens, whole))
        elif quantity.nature is FigureNature.SHARE and not level:
            end = _noun_end(tokens, stop)
            quantity = replace(quantity, denominator=_plain(tokens, stop, end))
    if changed:
        quantity = replace(quantity, nature=FigureNature.CHANGE)
    since = beside.against(tokens, stop, level=not changed)
    if isinstance(since, tuple):
        quantity = replace(quantity, since=_plain(tokens, *since).removeprefix("in "))
        led = [t.low for t in tokens[max(0, since[0] - 2) : since[0]]]
        # What a level came "down from" after a comma is a figure of its own.
        if not changed and led[-1:] == ["from"] and led[0] not in ("up", "down"):
            skip = max(skip, _past_whole(tokens, since))
    elif since:
        quantity = replace(quantity, since=since)
    return Read(quantity, read.first, read.stop, skip)


def _more_than_before(tokens: list[Token], read: Read) -> bool:
    """ "3,500 fewer nurses than in 2020": so many more or fewer."""
    said = {t.low for t in tokens[read.first + 1 : read.stop]}
    return bool(said & {"more", "fewer", "less", "extra"}) and "than" in [
        t.low for t in tokens[read.stop : read.stop + 4]
    ]


def _past_whole(tokens: list[Token], whole: tuple[int, int]) -> int:
    """The index after a number that only says how many the whole are: "half of its 2,400 drivers"."""
    for k in range(whole[0], min(whole[0] + 4, whole[1])):
        if tokens[k].kind == "number" or tokens[k].low in NUMBER_WORDS:
            number = number_at(tokens, k)
            return number.stop if number is not None else k + 1
    return 0


def _noun_end(tokens: list[Token], stop: int) -> int:
    i = stop
    while i < len(tokens) and i - stop < 4 and tokens[i].wordlike:
        i += 1
        if tokens[i - 1].low.endswith("s") or tokens[i - 1].low in ("people", "children", "women", "men"):
            break
    return i


def _plain(tokens: list[Token], first: int, stop: int) -> str:
    """The words of tokens[first:stop] with the spaces that stood between them."""
    out = ""
    for k in range(first, stop):
        if k > first and tokens[k].start > tokens[k - 1].end:
            out += " "
        out += tokens[k].text
    return out.strip()


def _joined_duration(tokens: list[Token], i: int) -> Number | None:
    """ "Two-week", "three-day": a word that says how long."""
    parts = tokens[i].low.split("-")
    if len(parts) < 2 or parts[0] not in NUMBER_WORDS or UNITS.get(parts[1]) not in DURATIONS or "old" in parts:
        return None
    return Number(i, i + 1, Decimal(NUMBER_WORDS[parts[0]]), None, UNITS[parts[1]])


def _magnitude(tokens: list[Token], i: int) -> Number | None:
    """ "Magnitude-6.9": the word and the first figure stand in one token."""
    low = tokens[i].low
    if not low.startswith("magnitude-") or not low[10:].isdecimal():
        return None
    value, stop = Decimal(low[10:]), i + 1
    rest = tokens[i + 1 : i + 3]
    if len(rest) == 2 and rest[0].text == "." and rest[1].start == rest[0].end and rest[1].text.isdecimal():
        value, stop = Decimal(f"{low[10:]}.{rest[1].text}"), i + 3
    return Number(i, stop, value, None, "magnitude")


def _single_unit(tokens: list[Token], i: int) -> Number | None:
    """ "Almost a week", "more than an hour": the article counts one where a bound stands before it."""
    if tokens[i].low in ("a", "an") and i and i + 1 < len(tokens) and UNITS.get(tokens[i + 1].low) in DURATIONS:
        return Number(i, i + 1, Decimal(1))
    return None


def _says_nothing(
    tokens: list[Token], number: Number, unit: str, inherited: str, bound: Bound | None, first: int
) -> bool:
    token = tokens[number.first]
    word = token.kind != "number" and not number.unit and number.bound is None
    if token.low in _ONES and number.value == 1 and number.stop == number.first + 1:
        return unit not in FATES.values() and not (unit in DURATIONS and bound is not None)
    if not word or number.value >= SMALL:
        return False
    following = tokens[number.stop].low if number.stop < len(tokens) else ""
    if not unit or (inherited and bound is None and following not in ("in", "from", "at", "on", "of")):
        return True
    return first > 0 and tokens[first - 1].low in _DEFINITE and unit not in FATES.values()
