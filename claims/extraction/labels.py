"""Numbers that name something instead of counting it: years, times, ages, addresses, scores, "No. 55"."""

import re

from claims.extraction.numbers import Number
from claims.extraction.tokens import Token
from claims.extraction.units import MAGNITUDES, PEOPLE, UNITS, word_set

_NAMED = word_set(
    "no nos number section sections article articles chapter page pages paragraph resolution statement declaration "
    "room route highway road motorway interstate flight channel version level phase stage tier grade boeing airbus "
    "season episode volume round week day aged age ages line psalm rule act bill title appendix annex figure table "
    "item unit block sector zone district gate platform apollo clause schedule decree directive regulation case "
    "protocol form class group team squad brigade battalion division regiment battery building house apartment flat "
    "suite floor hall ward precinct lot plot exhibit count docket issue part step option proposition measure "
    "question windows iphone android galaxy playstation type covid sars category formula radio area engine "
    "reactor terminal track lane bus train line exit junction postcode zip box extension ext tel telephone phone "
    "fax version mark model generation gen world cop summit chapter verse lesson point priority pier dock berth"
)
_STREETS = word_set(
    "street st road rd avenue ave lane ln drive dr boulevard blvd square place way court close crescent terrace quay "
    "row hill park gardens gate wharf parade mews"
)
_CLOCK = word_set("am pm a.m. p.m. gmt utc bst est edt cet cest pst pdt ist hrs o'clock hours")
_AGES = word_set("year-old years-old year-olds years-olds month-old week-old")
_NO_NOUN = word_set("die died have has are were is was in at on of who and or to from can may get will should")
_OLD = re.compile(r"^[a-z-]+-(?:year|month|week)-olds?$")
_GAMES = word_set(
    "win won wins winning beat beats beating victory defeat draw drew lost lead led vote voted ruling decision score "
    "scored scoreline win-loss margin aggregate sets loss majority"
)


def is_label(tokens: list[Token], number: Number) -> bool:
    """Whether the number names something (a year, a time, an age, "No. 55", a score) instead of counting it."""
    first, stop = number.first, number.stop
    token = tokens[first]
    before = tokens[first - 1] if first else None
    after = tokens[stop] if stop < len(tokens) else None
    if number.unit:
        return False
    digits = token.kind == "number"
    if after is not None and after.text in "/:" and after.start == tokens[stop - 1].end and stop + 1 < len(tokens):
        return tokens[stop + 1].kind == "number"
    if before is not None and _named_before(tokens, first, before, after, number):
        return True
    if digits and first == 0 and after is not None and after.text in ".)":
        return True
    return _aged(tokens, stop, after) or (digits and _by_its_look(tokens, number, before, after))


def _named_before(tokens: list[Token], first: int, before: Token, after: Token | None, number: Number) -> bool:
    token = tokens[first]
    touches = before.end == token.start
    if before.text in "/:#@_" and touches and (before.text != ":" or first > 1):
        return before.text != ":" or tokens[first - 2].end == before.start
    # "6.9" cut in two by a word that ends in a figure, an address, a version: "magnitude-6.9", "v2.10.3".
    if before.text in ".," and touches and first > 1 and tokens[first - 2].end == before.start:
        return True
    if before.text in "-‑" and touches and first > 1 and tokens[first - 2].end == before.start:
        return True
    if (
        before.low == "."
        and first > 1
        and tokens[first - 2].low in ("no", "nos", "art", "sec", "fig", "vol", "pp", "p")
    ):
        return True
    counted = after is not None and (after.low in UNITS or after.low in PEOPLE or after.low in ("percent", "%", "per"))
    if before.low in _NAMED and not counted and before.wordlike and before.low != "number":
        plural = after is not None and after.wordlike and after.low.endswith("s") and token.kind == "number"
        return not plural or before.text[0].isupper()
    if before.low == "number" and not counted:
        return token.kind == "number" or token.low == "one"
    if before.text == "," and after is not None and after.text == "," and first > 1:
        return tokens[first - 2].capital and number.value < 120 and token.kind == "number"
    if before.low in ("under", "over") and not counted and number.value < 100:
        led = tokens[first - 2].low if first > 1 else ""
        ends = after is None or not after.wordlike or after.low in _NO_NOUN
        return ends and (led in PEOPLE or led in ("is", "are", "was", "were", "aged", "those", "anyone", "everyone"))
    return before.text == "(" and after is not None and after.text == ")" and number.value < 120 and first > 1


def _aged(tokens: list[Token], stop: int, after: Token | None) -> bool:
    if after is None:
        return False
    following = tokens[stop + 1].low if stop + 1 < len(tokens) else ""
    if after.low in ("-", "‑"):
        return following in _AGES or bool(_OLD.match(following))
    if after.low in _AGES or _OLD.match(after.low):
        return True
    return (
        after.low in ("year", "years", "months")
        and following in ("old", "of")
        and (following == "old" or [t.low for t in tokens[stop + 2 : stop + 3]] == ["age"])
    )


def _by_its_look(tokens: list[Token], number: Number, before: Token | None, after: Token | None) -> bool:
    """Years, clock times, house and telephone numbers, scores."""
    first, stop = number.first, number.stop
    text = tokens[first].text
    if len(text) > 1 and text[0] == "0" and text[1].isdecimal():
        return True
    if after is not None and after.low in _CLOCK and number.value < 2400 and stop == first + 1:
        return after.low != "hours" or (len(text) == 4 and text.isdecimal())
    if after is not None and after.low in ("st", "nd", "rd", "th") and after.start == tokens[stop - 1].end:
        return True
    if _is_year(tokens, number, before, after):
        return True
    if after is not None and after.low in _STREETS and after.text[0].isupper() and number.value < 10**5:
        return True
    if after is not None and after.capital and stop + 1 < len(tokens) and tokens[stop + 1].low in _STREETS:
        return tokens[stop + 1].text[0].isupper() and "," not in text
    tied = after is not None and after.text in "-–" and after.start == tokens[stop - 1].end
    if number.value_max is None and tied and [t.kind for t in tokens[stop + 1 : stop + 2]] == ["number"]:
        return tokens[stop].end == tokens[stop + 1].start
    near = {t.low for t in tokens[max(0, first - 4) : first]}
    return number.value_max is not None and stop == first + 3 and number.value_max < 200 and bool(near & _GAMES)


def _is_year(tokens: list[Token], number: Number, before: Token | None, after: Token | None) -> bool:
    text = tokens[number.first].text
    lone = len(text) == 4 and text.isdecimal() and 1500 <= number.value < 2100
    if not lone or tokens[number.stop - 1].low in MAGNITUDES:
        return False
    if number.value_max is not None:
        return number.value_max < 2101
    if number.stop != number.first + 1:
        return False
    return not (after and (after.low in UNITS or after.low in PEOPLE or after.low in ("-", "+")))
