"""The words beside a number: what a share is of, for each of what a rate is, against what a change is."""

from claims.extraction.numbers import number_at
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, FATES, UNITS, word_set

_AUX = word_set(
    "is are was were has have had do does did will would can could may might should must be been said says say "
    "voted believe believes think thinks want wants support supports supported live lives lived live draw draws drew "
    "come comes came lost lose use uses used own owns owned now still also never not spend spends spent work works "
    "earn earns go goes went get gets got made make makes took take takes saw see sees show shows showed report "
    "face faces faced cannot can't need needs fear feel feels struggle lack lacks suffer suffers receive receives pay "
    "pays agreed oppose opposed trust rely relies eat drink read watch attend attended answered responded reopened "
    "reported depend depends tested test remain remained"
)
_ENDS = word_set("and or but while whereas although because after before since when as if by from to than that which")
_WHO = word_set("who whom whose that which")
_EACH = word_set(
    "day week month year hour minute second night head person household family child pupil student patient barrel "
    "litre liter gallon kilo kilogram tonne ton ounce gram mile kilometre kilometer acre hectare share unit vote seat "
    "room ticket trip visit passenger shift quarter decade season capita piece time dose game match term worker "
    "employee citizen resident taxpayer capita annum bottle pack cup plate night hectare"
)
_OBJECTS = word_set(
    "the a an his her their its it them him that this these those no more less from to well badly fully"
)
_RISES = word_set(
    "rose fell rise rises fall falls risen fallen rising falling grew grow grown growing grows dropped drop drops "
    "increased increase increases increasing declined decline declines declining jumped jump jumps climbed climb cut "
    "cuts cutting reduced reduce reducing reduces raised raise raises slid slipped shrank shrunk shrinks expanded "
    "expand surged surge plunged plunge soared soar tumbled gained gain lost lose loses lowered lower contracted "
    "slumped rocketed spiked dipped edged strengthened weakened depreciated appreciated accelerated slowed "
    "rebounded recovered added shed changed swung up down widened narrowed swelled thinned sank sunk boosted"
)
_CHANGE_NOUNS = word_set(
    "rise fall drop increase decrease decline jump cut hike surge reduction growth gain loss slump spike plunge dip "
    "fall-off swing climb contraction expansion slowdown downturn improvement raise upturn collapse"
)
_MORE = word_set(
    "more less fewer higher lower above below faster slower larger smaller cheaper dearer bigger longer shorter"
)
_AGAINST = word_set("since from than compared against versus vs over on")
_STEP = word_set(
    "by of a an the about around nearly almost some roughly another further at least more than over to just"
)
_YEARLY = {
    ("year", "on", "year"): "a year earlier", ("year-on-year",): "a year earlier",
    ("year-over-year",): "a year earlier",
    ("month", "on", "month"): "a month earlier", ("month-on-month",): "a month earlier",
    ("quarter", "on", "quarter"): "the quarter before", ("annually",): "a year earlier",
    ("week-on-week",): "a week earlier", ("year", "over", "year"): "a year earlier",
}  # fmt: skip


def denominator_after(tokens: list[Token], stop: int) -> tuple[int, int] | None:
    """What a share is of: the tokens after "of", up to the verb; None where the text does not say."""
    if stop >= len(tokens) or tokens[stop].low != "of":
        return None
    first, i = stop + 1, stop + 1
    in_clause = ends_clause = False
    while i < len(tokens) and i - first < 24:
        token = tokens[i]
        low = token.low
        if token.text in '.,;:–—!?()“”"' or token.text == "\n":
            break
        if low in _WHO and i > first and tokens[i - 1].low not in ("all", "for"):
            in_clause, ends_clause = True, False
        elif in_clause and not ends_clause:
            # The verb of "those who lost their lives" belongs to the share; the next one does not.
            ends_clause = low not in _AUX or i + 1 >= len(tokens) or tokens[i + 1].low not in _AUX
        elif (not in_clause and _is_verb(tokens, i, first)) or (
            low in _AUX and not (low.endswith("ed") and not in_clause and _is_adjective(tokens, i))
        ):
            break
        elif low in ("and", "or", "but", "while", "whereas", "because", "although") and not in_clause:
            if low not in ("and", "or") or not _joins(tokens, i):
                break
        elif low in ("by", "since", "after", "before", "when", "if", "than", "against", "compared") and i > first:
            break
        i += 1
    return (first, i) if i > first else None


def _is_adjective(tokens: list[Token], i: int) -> bool:
    return tokens[i - 1].low in ("the", "all", "those", "of", "its", "their") and i + 1 < len(tokens)


def _is_verb(tokens: list[Token], i: int, first: int) -> bool:
    """Whether a word in "-ed" is the verb of the clause: "voters backed the plan", not "people killed in the raid"."""
    if i <= first or not tokens[i].low.endswith("ed") or tokens[i - 1].low in ("the", "of", "a", "and", "all"):
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.text in ".,;":
        return not tokens[i].low.startswith(("involv", "concern"))
    return following.kind == "number" or following.low in _OBJECTS


def _joins(tokens: list[Token], i: int) -> bool:
    """Whether "and" joins two nouns: "men and women"."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None and following.wordlike and following.low.endswith("s") and len(following.low) > 3


def per_after(tokens: list[Token], stop: int) -> tuple[int, int, int] | None:
    """For each of what a rate is: (first, stop) of its words and the index after them; None for no rate."""
    if stop >= len(tokens):
        return None
    low = tokens[stop].low
    following = tokens[stop + 1] if stop + 1 < len(tokens) else None
    if following is None:
        return None
    if low == "per" and following.low not in ("cent", "cents"):
        number = number_at(tokens, stop + 1)
        i = number.stop if number is not None else stop + 1
        limit = i + 3
        while (
            i < len(tokens)
            and i < limit
            and tokens[i].wordlike
            and tokens[i].low not in _ENDS
            and tokens[i].low not in _AUX
        ):
            if i > stop + 1 and tokens[i].low in ("in", "on", "at", "of", "with", "for", "according", "last", "this"):
                break
            i += 1
        return (stop + 1, i, i) if i > stop + 1 else None
    if low in ("a", "an", "each", "every") and following.low in _EACH:
        after = tokens[stop + 2].low if stop + 2 < len(tokens) else ""
        if after in ("ago", "earlier", "later", "before", "after", "old", "half", "long") or following.low == "time":
            return None
        return stop + 1, stop + 2, stop + 2
    if tokens[stop].text == "/" and following.low in (*_EACH, "h", "kg", "l", "m²"):
        return stop + 1, stop + 2, stop + 2
    if low in ("daily", "weekly", "monthly", "annually", "nightly", "hourly"):
        return stop, stop + 1, stop + 1
    return None


def change_of(tokens: list[Token], first: int, stop: int, unit: str) -> bool:
    """Whether the number with its words, tokens[first:stop], is the size of a change, not a level."""
    after = [t.low for t in tokens[stop : stop + 3]]
    if unit in ("percentage points", "basis points"):
        return True
    if after[:1] and (after[0] in _CHANGE_NOUNS or (after[0] in _MORE and unit == "percent")):
        return True
    if len(after) > 1 and after[0] in _MORE and after[1] in ("than", "a", "on", "in"):
        return True
    if len(after) > 1 and after[1] in _CHANGE_NOUNS and tokens[stop].wordlike and unit == "percent":
        return after[0] not in ("of", "in")
    i = first - 1
    while i >= 0 and first - i <= 4:
        low = tokens[i].low
        if low in ("to", "at"):
            return False
        if low == "by":
            return i > 0 and any(t.low in _RISES or t.low in _CHANGE_NOUNS for t in tokens[max(0, i - 4) : i])
        if low in _RISES:
            return unit in ("percent", "times") or low in ("up", "down")
        if low in _CHANGE_NOUNS:
            return unit not in FATES.values() and first - i <= 3 and any(t.low in ("of", "by") for t in tokens[i:first])
        if low not in _STEP and not low.endswith("ly"):
            return False
        i -= 1
    return False


def against(tokens: list[Token], stop: int, *, level: bool) -> tuple[int, int] | str:
    """What a change is against: the tokens after "since", "from", "than" or "compared with", or words of ours ("a year
    earlier"), "" where the text does not say. A `level` that was reached is only against what it came "from"."""
    i, limit, crossed = stop, min(len(tokens), stop + 10), False
    while i < limit:
        low = tokens[i].low
        if tokens[i].text in '.;:!?–—“”"()' or low in ("and", "while", "but", "or", "said", "says", "which", "who"):
            return ""
        for phrase, meaning in _YEARLY.items():
            if tuple(t.low for t in tokens[i : i + len(phrase)]) == phrase and not level:
                return meaning
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if low in ("compared", "relative", "up", "down") and following in ("with", "to", "from"):
            # Read from a comma on, so that what it came down from is still a figure of its own.
            return _baseline(tokens, i + 2)
        if tokens[i].text == ",":
            crossed = True
        elif crossed and i - stop > 2:
            return ""
        elif (low == "from" and (not level or _is_amount(tokens, i + 1))) or (
            low in ("since", "than", "versus", "vs") and not level
        ):
            return _baseline(tokens, i + 1)
        if (
            low == "on"
            and not level
            and [t.low for t in tokens[i + 1 : i + 3]]
            in (
                ["a", "year"],
                ["the", "year"],
                ["last", "year"],
                ["the", "previous"],
            )
        ):
            return _baseline(tokens, i + 1)
        i += 1
    return ""


def _is_amount(tokens: list[Token], i: int) -> bool:
    """Whether a number or an earlier time follows "from": "from 4.1%", "from last year"."""
    near = tokens[i : i + 3]
    return any(t.kind == "number" or t.low in ("last", "previous", "earlier", "ago", "year") for t in near)


def _baseline(tokens: list[Token], first: int) -> tuple[int, int] | str:
    i = first
    while i < len(tokens) and i - first < 10:
        token = tokens[i]
        low = token.low
        if token.text in '.;:!?–—“”"()' or (token.text == "," and not _is_date_comma(tokens, i)):
            break
        if i > first and (low in ("and", "while", "but", "or", "to", "which", "who", "that", "because", "although")):
            break
        if i > first and low in _AUX | {"said", "according"}:
            break
        i += 1
    return (first, i) if i > first else ""


def _is_date_comma(tokens: list[Token], i: int) -> bool:
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        following is not None
        and len(following.text) == 4
        and following.text.isdecimal()
        and tokens[i - 1].kind == "number"
    )


def period_only(tokens: list[Token], first: int, unit: str) -> bool:
    """Whether a duration is only when or how fast something else was: "in 14 months", "over the past 24 hours"."""
    if unit not in DURATIONS:
        return False
    before = [t.low for t in tokens[max(0, first - 3) : first]]
    return bool(before) and (
        before[-1]
        in ("in", "within", "over", "during", "every", "past", "last", "next", "first", "after", "previous", "since")
        or before[-2:-1] in (["in"], ["past"], ["last"], ["within"])
        or UNITS.get(before[-1], "") in DURATIONS
    )
