"""What is counted: a number with its bound, and the noun, the fate or the measure that it belongs to."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claims.extraction.candidate import Bound, FigureNature, Quantity
from claims.extraction.natures import nature_of
from claims.extraction.tokens import Token
from claims.extraction.tongues.numerals import Numeral, numeral_at, vague_at
from claims.extraction.tongues.tongue import Phrases, Tongue
from claims.extraction.units import CURRENCIES, word_set

_LIVES = word_set("deaths wounded arrests executions missing displaced cases identified rescued casualties prisoners")
_FATAL = word_set("deaths wounded arrests missing executions")
_UNSPACED = 0x2E80  # from here on are scripts that put no spaces between words
_PERCENT = "%٪"
_NEAR, _AHEAD, _BEHIND = 6, 14, 18


def amounts(
    tokens: Sequence[Token], masked: list[tuple[int, int]], tongue: Tongue
) -> tuple[list[Quantity], list[tuple[int, int]]]:
    """Read the quantities of a stretch; `masked` are the offsets of dates, which count nothing.

    Returns them in order, and the (start, end) of amounts that are only vague ("dozens").
    """
    found: list[Quantity] = []
    vague: list[tuple[int, int]] = []
    dated = _dated(tokens, masked)
    i = 0
    while i < len(tokens):
        if i in dated:
            i += 1
            continue
        pair = tongue.duals.at(tokens, i)
        if pair is not None:
            found.append(_dual(tokens, i, pair[1], tongue))
            i = pair[1]
            continue
        number = vague_at(tokens, i, tongue) or numeral_at(tokens, i, tongue)
        if number is None:
            i += 1
            continue
        quantity = None if _is_label(tokens, number, tongue) else _typed(tokens, number, tongue, found, dated)
        if quantity is not None:
            found.append(quantity)
            if number.is_vague:
                vague.append((quantity.start, quantity.end))
        i = max(number.stop, i + 1)
        while quantity is not None and i < len(tokens) and tokens[i].start < quantity.end:
            i += 1
    return _listed(tokens, found, tongue), vague


def _listed(tokens: Sequence[Token], found: list[Quantity], tongue: Tongue) -> list[Quantity]:
    """ "400 in A, 320 in B and 270 in C were killed": what befell the last befell those before it in the list."""
    if tongue.verb_first:
        return found
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        here, following = out[i], out[i + 1]
        if here.unit != "people" or following.unit not in _LIVES or following.start - here.end > 60:
            continue
        between = [k for k, t in enumerate(tokens) if here.end <= t.start < following.start]
        joined = [k for k in between if tokens[k].text in ",،؛;" or tongue.joins.at(tokens, k)]
        if joined and not any(tongue.verbs.at(tokens, k) or tongue.fates.at(tokens, k) for k in between):
            out[i] = replace(here, unit=following.unit, unit_text=following.unit_text)
    return out


def _dated(tokens: Sequence[Token], masked: list[tuple[int, int]]) -> frozenset[int]:
    """The indexes of the tokens that lie in a date."""
    out: set[int] = set()
    mask = 0
    for i, token in enumerate(tokens):
        while mask < len(masked) and masked[mask][1] <= token.start:
            mask += 1
        if mask < len(masked) and masked[mask][0] <= token.start:
            out.add(i)
    return frozenset(out)


def _typed(
    tokens: Sequence[Token], number: Numeral, tongue: Tongue, earlier: list[Quantity], dated: frozenset[int]
) -> Quantity | None:
    first, stop = number.first, number.stop
    unit, text = "", ""
    if first and tokens[first - 1].text in CURRENCIES:
        unit, text = CURRENCIES[tokens[first - 1].text], tokens[first - 1].text
        first -= 1
    elif first and tokens[first - 1].text in _PERCENT and tokens[first - 1].end == tokens[first].start:
        unit, text = "percent", tokens[first - 1].text
        first -= 1
    elif stop < len(tokens) and tokens[stop].text in CURRENCIES:
        unit, text = CURRENCIES[tokens[stop].text], tokens[stop].text
        stop += 1
    before = tongue.bounds.before(tokens, first)
    bound = before[0] if before else None
    start = before[1] if before else first
    after = tongue.bounds_after.at(tokens, stop) if stop < len(tokens) else None
    if after is not None:
        bound, stop = after
    if not unit:
        unit, stop, text = _counted(tokens, start, stop, tongue, dated)
    if after is None and stop < len(tokens) and (late := tongue.bounds_after.at(tokens, stop)) is not None:
        bound, stop = late
    if unit == "people" and earlier and tongue.among.before(tokens, start) is not None:
        unit = earlier[-1].unit
    if number.in_words and number.value == 1 and (unit not in _LIVES):
        return None
    if not unit and earlier and _continues(tokens, earlier[-1], start, tongue):
        unit, text = earlier[-1].unit, earlier[-1].unit_text
        if bound is None and earlier[-1].bound in (Bound.AT_LEAST, Bound.MORE_THAN, Bound.APPROX):
            bound = earlier[-1].bound
    if not unit:
        return None
    if number.upper is not None:
        bound = Bound.BETWEEN
    elif number.is_vague:
        bound = Bound.AT_LEAST
    return Quantity(
        value=number.value,
        value_max=number.upper,
        bound=bound or Bound.EXACT,
        unit=unit,
        unit_text=text,
        start=tokens[start].start,
        end=tokens[stop - 1].end,
        nature=FigureNature.CHANGE if unit == "percentage points" else nature_of(unit),
        denominator=_whole_of(tokens, stop, tongue) if unit == "percent" else "",
    )


def _whole_of(tokens: Sequence[Token], i: int, tongue: Tongue) -> str:
    """The words of what a share is of: "درصد [از کشته‌شدگان]", "% [des salariés]"."""
    if i >= len(tokens) or tongue.parts_of.at(tokens, i) is None:
        return ""
    k = i + 1
    while k < len(tokens) and k - i <= 5 and tokens[k].wordlike:
        if k > i + 1 and (tongue.stops.at(tokens, k) or tongue.fates.at(tokens, k) or tongue.verbs.at(tokens, k)):
            break
        k += 1
    return " ".join(t.text for t in tokens[i + 1 : k])


def _dual(tokens: Sequence[Token], i: int, stop: int, tongue: Tongue) -> Quantity:
    """An Arabic noun that says by its form that there are two."""
    low = tokens[i].low
    own = "deaths" if "قتیل" in low else "wounded" if "جریح" in low else ""
    before = tongue.bounds.before(tokens, i)
    fate = None if own else _behind(tokens, i, tongue.fates, _NEAR, tongue) or _ahead(tokens, stop, tongue, frozenset())
    text = f"{tokens[i].text} {fate[1]}" if fate else tokens[i].text
    return Quantity(
        value=Decimal(2),
        value_max=None,
        bound=before[0] if before else Bound.EXACT,
        unit=own or (fate[0] if fate else "people"),
        unit_text=text,
        start=tokens[before[1] if before else i].start,
        end=tokens[stop - 1].end,
    )


def _is_label(tokens: Sequence[Token], number: Numeral, tongue: Tongue) -> bool:
    """A clock time, a year, or a number that only names something ("ماده ۵", "COVID-19")."""
    first, stop = number.first, number.stop
    following = tokens[stop] if stop < len(tokens) else None
    if following is not None and following.text == ":" and stop + 1 < len(tokens):
        after = tokens[stop + 1]
        if after.kind == "number" and after.start == following.end:
            return True
    if first >= 2 and tokens[first - 1].text == ":" and tokens[first - 2].kind == "number":
        return tokens[first - 1].start == tokens[first - 2].end
    if _is_share(tokens, first, stop, tongue):
        return True
    glued = first > 0 and tokens[first - 1].kind == "word" and tokens[first - 1].end == tokens[first].start
    spaced = first > 0 and ord(tokens[first - 1].text[-1]) < _UNSPACED
    if glued and spaced and len(tokens[first - 1].low) > (3 if tongue.joined else 1):
        return True
    if first and tokens[first - 1].text in "-‑#№" and tokens[first - 1].end == tokens[first].start:
        return True
    year = stop - first == 1 and tokens[first].text.isdecimal() and len(tokens[first].text) == 4
    return year and first > 0 and tongue.years.before(tokens, first) is not None


def _is_share(tokens: Sequence[Token], first: int, stop: int, tongue: Tongue) -> bool:
    """ "4 of every 10": neither number counts anything by itself."""
    ahead = tongue.shares.at(tokens, stop) if stop < len(tokens) else None
    if ahead is not None and ahead[1] < len(tokens) and numeral_at(tokens, ahead[1], tongue) is not None:
        return True
    behind = tongue.shares.before(tokens, first)
    return behind is not None and behind[1] > 0 and tokens[behind[1] - 1].kind == "number"


def _counted(
    tokens: Sequence[Token], first: int, stop: int, tongue: Tongue, dated: frozenset[int]
) -> tuple[str, int, str]:
    """What tokens[first:stop] counts: (unit, index after its words, those words)."""
    unit, unit_stop = _noun_after(tokens, stop, tongue)
    text = " ".join(t.text for t in tokens[stop:unit_stop])
    if unit and unit != "people":
        return unit, unit_stop, text
    known = unit == "people"
    near = _behind(tokens, first, tongue.fates if tongue.verb_first else tongue.acts, _NEAR, tongue)
    if near is not None and (known or tongue.verb_first or not _plain_noun(tokens, stop, tongue)):
        return near[0], unit_stop, f"{text} {near[1]}".strip()
    if known or not _plain_noun(tokens, stop, tongue):
        fate = _ahead(tokens, unit_stop, tongue, dated)
        if fate is not None:
            return fate[0], unit_stop, f"{text} {fate[1]}".strip()
        measure = _behind(tokens, first, tongue.fates, _BEHIND, tongue, dated, far=True)
        if measure is not None:
            return measure[0], unit_stop, f"{text} {measure[1]}".strip()
    if not known and _plain_noun(tokens, stop, tongue):
        if ord(tokens[stop].text[0]) >= _UNSPACED:
            return tokens[stop].text[0], stop + 1, tokens[stop].text[0]
        return tokens[stop].low, stop + 1, tokens[stop].text
    return unit, unit_stop, text


def _noun_after(tokens: Sequence[Token], stop: int, tongue: Tongue) -> tuple[str, int]:
    i = stop
    while i < len(tokens) and i - stop < 4:
        if tongue.joined and len(tokens[i].low) > 4 and tokens[i].low[0] == "و" and not tongue.units.exact(tokens, i):
            # "and" is written onto the word: a new clause begins.
            break
        if (unit := tongue.units.at(tokens, i)) is not None:
            return unit
        if (person := tongue.people.at(tokens, i)) is not None:
            # "۱۲ نفر کشته": a noun for the dead may follow the counting word at once.
            j = person[1]
            inner = tongue.units.at(tokens, j) if j < len(tokens) else None
            return inner if inner is not None and inner[0] in _FATAL and not tongue.verb_first else ("people", j)
        light = tongue.light.at(tokens, i) if i == stop or tokens[i].wordlike else None
        if light is None:
            break
        i = light[1]
    return "", stop


def _plain_noun(tokens: Sequence[Token], i: int, tongue: Tongue) -> bool:
    """Whether tokens[i] is a word that may be what is counted though the lexicon does not have it."""
    if i >= len(tokens) or not tokens[i].wordlike or len(tokens[i].low) < 2:
        return False
    return not (
        tongue.stops.at(tokens, i)
        or tongue.fates.at(tokens, i)
        or tongue.joins.at(tokens, i)
        or tongue.verbs.at(tokens, i)
        or tongue.months.at(tokens, i)
        or tongue.that.at(tokens, i)
    )


def _ahead(tokens: Sequence[Token], stop: int, tongue: Tongue, dated: frozenset[int]) -> tuple[str, str] | None:
    """The first fate after a number in its clause."""
    for i in range(stop, min(len(tokens), stop + _AHEAD)):
        if tokens[i].text in ".;:؛،,!?؟":
            return None
        if tokens[i].kind == "number" and i not in dated and (tongue.verb_first or tongue.joins.before(tokens, i)):
            # A number in a phrase of place or among the first ("in 19 provinces") lets the clause go on.
            return None
        if (fate := tongue.fates.at(tokens, i)) is not None:
            return fate[0], " ".join(t.text for t in tokens[i : fate[1]])
    return None


def _behind(
    tokens: Sequence[Token],
    first: int,
    table: Phrases[str],
    reach: int,
    tongue: Tongue,
    dated: frozenset[int] = frozenset(),
    *,
    far: bool = False,
) -> tuple[str, str] | None:
    """The last fate before a number, with no other number between; for what stands near, no mark either."""
    for i in range(first - 1, max(-1, first - 1 - reach), -1):
        number = tokens[i].kind == "number" and i not in dated
        if number or tokens[i].text in ".;:؛!?؟" or (not far and tokens[i].text in "،,"):
            return None
        if not far and not tongue.verb_first and tongue.joins.at(tokens, i) is not None:
            return None
        if (fate := table.at(tokens, i)) is not None and fate[1] <= first:
            return fate[0], " ".join(t.text for t in tokens[i : fate[1]])
    return None


def _continues(tokens: Sequence[Token], previous: Quantity, start: int, tongue: Tongue) -> bool:
    """ "۴۰۰ نفر در تهران، ۳۲۰ نفر در کرمانشاه و ۱۰۰ در البرز": whether a list that began goes on."""
    if start == 0 or tokens[start].start - previous.end > 120:
        return False
    before = tokens[start - 1]
    return before.text in ",،;؛" or tongue.joins.before(tokens, start) is not None
