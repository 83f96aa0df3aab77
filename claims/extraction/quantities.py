"""Typed numbers: digits of any script, number words, ranges and bounds, and what they count."""

from decimal import Decimal

from claims.extraction.candidate import Bound, Quantity
from claims.extraction.numbers import Number, fraction_at, is_label, number_at
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, FATES, LIGHT, PEOPLE, STOPS, UNITS, VAGUE, word_set

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
_CHANGES = word_set(
    "rose fell climbed increased jumped dropped reached hit grew declined totalled totaled numbered surged plunged stood "
    "risen fallen climbed grown reach exceed rise fall"
)
_BY_LAST: dict[str, list[tuple[list[str], Bound]]] = {}
for _phrase, _bound in _BOUNDS_BEFORE:
    _BY_LAST.setdefault(_phrase.split()[-1], []).append((_phrase.split(), _bound))


def quantities(
    tokens: list[Token], masked: list[tuple[int, int]]
) -> tuple[list[Quantity], list[tuple[int, int]]]:
    """Read the quantities of one sentence; `masked` are the offsets of dates, which are not counted.

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
        quantity = None if is_label(tokens, number) else _typed(tokens, number, found)
        if quantity is not None:
            found.append(quantity)
        i = max(number.stop, i + 1)
    return found, vague


def _typed(tokens: list[Token], number: Number, earlier: list[Quantity]) -> Quantity | None:
    """Give a number its bound and unit; None for a small number word that counts nothing known."""
    bound, first = _bound_before(tokens, number.first)
    stop = number.stop
    if number.value_max is not None:
        bound = Bound.BETWEEN
    stop, after_bound = _bound_after(tokens, stop)
    bound = after_bound or bound
    unit, unit_stop, unit_text = (
        (number.unit, stop, tokens[number.first].text) if number.unit else _unit(tokens, number.first, stop)
    )
    word = tokens[number.first].kind != "number" and not number.unit
    if word and not unit and number.value < 20:
        return None
    if tokens[number.first].low in ("one", "a", "an") and number.value == 1 and unit not in FATES.values():
        if not (unit in DURATIONS and bound is not Bound.EXACT):
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
    if (
        tokens[i].low in ("a", "an")
        and i
        and i + 1 < len(tokens)
        and UNITS.get(tokens[i + 1].low) in DURATIONS
    ):
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
    """ "200-plus", "200+", "200 or more", "about 200 at least": the bound after a number and the index after it."""
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


def _unit(tokens: list[Token], first: int, stop: int) -> tuple[str, int, str]:
    """What the number at tokens[first:stop] counts: (unit, index after its words, those words)."""
    noun, noun_stop = _noun_after(tokens, stop)
    text = " ".join(t.text for t in tokens[stop:noun_stop])
    if noun in DURATIONS or (noun and noun not in ("people", "lives") and noun in UNITS.values()):
        if noun == "cases" or noun == "deaths" or noun not in ("casualties",):
            return noun, noun_stop, text
    fate = _fate_before(tokens, first)
    if fate is None and (not noun or noun == "people"):
        fate = _fate_after(tokens, noun_stop)
    if fate is not None and (not noun or noun == "people"):
        if fate[0] == "identified" and "victim" in text.lower():
            return "deaths identified", noun_stop, f"{text} {fate[1]}".strip()
        return fate[0], noun_stop, f"{text} {fate[1]}".strip()
    if not noun or noun == "people":
        measure = _measure_before(tokens, first) or _subject_of_change(tokens, first)
        if measure is not None:
            return measure[0], noun_stop, measure[1]
    return noun, noun_stop, text


def _noun_after(tokens: list[Token], stop: int) -> tuple[str, int]:
    """The unit named by the noun after a number ("" if none) and the index after that noun."""
    plural: tuple[str, int] | None = None
    i, limit = stop, min(len(tokens), stop + 7)
    while i < limit:
        token = tokens[i]
        low = token.low
        if token.text in ("-", "‑") and i == stop and i + 1 < limit and tokens[i + 1].start == token.end:
            i += 1
            low = tokens[i].low.split("-")[0]
            return (UNITS.get(low, ""), i + 1) if low in UNITS else ("", stop)
        if low in ("percentage",) and i + 1 < len(tokens) and tokens[i + 1].low in ("point", "points"):
            return "percentage points", i + 2
        if low == "per" and i + 1 < len(tokens) and tokens[i + 1].low == "cent":
            return "percent", i + 2
        if (
            low == "square"
            and i + 1 < len(tokens)
            and UNITS.get(tokens[i + 1].low) in ("kilometres", "miles")
        ):
            return f"square {UNITS[tokens[i + 1].low]}", i + 2
        if low in UNITS and not (plural and low in FATES):
            return UNITS[low], i + 1
        if low in PEOPLE:
            return "people", i + 1
        if low in STOPS or (not token.wordlike and token.text not in "[]#@") or (low in FATES and plural):
            break
        if low not in LIGHT and low.endswith("s") and not low.endswith("ss") and token.wordlike:
            plural = (low, i + 1)
        i += 1
    if plural is not None:
        return plural
    return "", stop


def _fate_before(tokens: list[Token], first: int) -> tuple[str, str] | None:
    """ "killed at least N", "injuring N": the verb directly before a number, and the bound and light words."""
    i = first - 1
    while i >= 0 and first - i <= 5:
        low = tokens[i].low
        if low in FATES:
            return FATES[low], tokens[i].text
        if low not in LIGHT:
            return None
        i -= 1
    return None


def _fate_after(tokens: list[Token], stop: int) -> tuple[str, str] | None:
    """ "N people have been killed", "N lost their lives": the first such verb before another number or clause."""
    for i in range(stop, min(len(tokens), stop + 14)):
        low = tokens[i].low
        if low in FATES:
            return FATES[low], tokens[i].text
        if low == "lost" and any(t.low in ("life", "lives") for t in tokens[i + 1 : i + 4]):
            return "deaths", "lost their lives"
        if low == "taken" and [t.low for t in tokens[i + 1 : i + 3]] in (
            ["into", "custody"],
            ["to", "hospital"],
        ):
            return (
                ("arrests", "taken into custody")
                if tokens[i + 2].low == "custody"
                else ("hospitalisations", "")
            )
        if low == "tested" and i + 1 < len(tokens) and tokens[i + 1].low == "positive":
            return "cases", "tested positive"
        if tokens[i].kind == "number" or tokens[i].text in ";:":
            return None
    return None


def _measure_before(tokens: list[Token], first: int) -> tuple[str, str] | None:
    """ "The death toll ... has reached N", "the number of wounded at N": the measure that a bare number is of."""
    for i in range(first - 1, max(-1, first - 26), -1):
        low = tokens[i].low
        if tokens[i].text in ";" or low in ("while", "whereas"):
            return None
        if low == "toll":
            kind = tokens[i - 1].low if i else ""
            return ("wounded" if kind in ("injury", "injured") else "deaths"), f"{kind} toll".strip()
        if low in ("number", "count", "total") and i + 2 < len(tokens) and tokens[i + 1].low == "of":
            named = _named_measure(tokens, i + 2, first)
            return named or (tokens[i + 2].low, tokens[i + 2].text)
        if low in ("figure", "figures", "count", "tally", "estimate", "estimates") and i:
            before = tokens[i - 1].low
            if before in UNITS or before in FATES:
                return UNITS.get(before) or FATES[before], f"{tokens[i - 1].text} {tokens[i].text}"
        if low in ("casualties", "fatalities", "deaths", "arrests", "injuries", "infections"):
            return UNITS[low], tokens[i].text
    return None


def _subject_of_change(tokens: list[Token], first: int) -> tuple[str, str] | None:
    """ "Cases rose to N": the noun before the verb of change."""
    for i in range(first - 1, max(0, first - 16), -1):
        if tokens[i].low not in _CHANGES:
            continue
        k = i - 1
        while k > 0 and tokens[k].low in ("has", "have", "had", "also", "then", "will"):
            k -= 1
        noun = tokens[k].low
        if tokens[k].wordlike and (noun in UNITS or (noun.endswith("s") and noun not in STOPS)):
            return UNITS.get(noun, noun), tokens[k].text
        return None
    return None


def _named_measure(tokens: list[Token], i: int, limit: int) -> tuple[str, str] | None:
    generic: tuple[str, str] | None = None
    for j in range(i, min(limit, i + 8)):
        low = tokens[j].low
        if low in FATES or (low in UNITS and low != "lives"):
            return FATES.get(low) or UNITS[low], f"number of {tokens[j].text}"
        if generic is None and low in PEOPLE:
            generic = (
                ("deaths", "number of victims")
                if low.startswith("victim")
                else ("people", f"number of {low}")
            )
    return generic


def _continues_list(tokens: list[Token], previous: Quantity, first: int) -> bool:
    """Whether tokens[first] stands in the list that `previous` began: "400 ... in A, 320 in B, and 100 in C"."""
    i = first - 1
    if i < 0 or tokens[i].text not in (",", ";", "&") and tokens[i].low not in ("and", "or"):
        return False
    return tokens[first].start - previous.end < 120 and bool(previous.unit)
