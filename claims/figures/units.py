"""Which units count the same thing."""

import re

from claims.figures.facts import Fact
from factcheck.core.text import fold

DEATHS, NAMED = "deaths", "deaths identified"
_SAME = {
    DEATHS: "death; deaths; casualties; casualty; fatalities; fatality; killed; dead; victims; martyrs; lives; "
    "people killed; lives lost; death toll",
    NAMED: "deaths identified; identified; names; names published; victims identified; deaths named",
    "wounded": "wounded; injured; injuries; injury; hurt; people wounded; people injured",
    "arrests": "arrests; arrest; arrested; detained; detentions; detainees; people arrested; people detained",
    "percent": "percent; percentage; %; per cent",
    "displaced": "displaced; displaced people; people displaced",
    "missing": "missing; disappeared; people missing; missing people",
    "cases": "cases; infections; infected",
}
_UNIT = {word.strip(): unit for unit, words in _SAME.items() for word in words.split(";")}
# Of these there are never fewer than there were: what happened does not unhappen. Those who are missing or displaced
# may become fewer.
CUMULATIVE = frozenset({DEATHS, NAMED, "wounded", "arrests", "executions", "cases"})
# What a share may be of, by the words that name it.
_COUNTED = (
    (
        DEATHS,
        re.compile(r"\b(?:lost their li(?:fe|ves)|killed|died|dead|deaths?|fatalities|martyrs)\b", re.IGNORECASE),
    ),
    ("wounded", re.compile(r"\b(?:wounded|injured|injuries)\b", re.IGNORECASE)),
    ("arrests", re.compile(r"\b(?:arrest(?:ed|s)|detain(?:ed|ees))\b", re.IGNORECASE)),
    (DEATHS, re.compile(r"\b(?:victims|casualties)\b", re.IGNORECASE)),
)
# A headline may count names where the unit says deaths: "Names of 504 Martyrs Released".
_NAMES_BEFORE = re.compile(r"\bnames of(?: at least| over| more than| some| all)?\s*$", re.IGNORECASE)
_NAMES_OF = re.compile(r"\b(?:names of (?:at least |over |more than |some )?|identified |named )(?=\d)", re.IGNORECASE)


def same_unit(unit: str) -> str:
    """The name of what a unit counts, one for all that count the same; an unknown one stands for itself."""
    plain = " ".join(unit.lower().split())
    return _UNIT.get(plain) or _UNIT.get(fold(unit)) or fold(unit) or plain


def unit_of(fact: Fact) -> str:
    """What a figure counts. The dead whose names were published are not the dead."""
    unit = same_unit(fact.unit)
    return NAMED if unit == DEATHS and _counts_names(fact) else unit


def counted_in(words: str) -> str:
    """The unit of which words speak: "those who lost their lives" are deaths; "" where they name none."""
    return next((unit for unit, pattern in _COUNTED if pattern.search(words)), "")


def _counts_names(fact: Fact) -> bool:
    told = fact.told
    at = _place_of(fact)
    if at is None:
        return False
    before = f"{told.before}{told.words[:at]}"
    return _NAMES_BEFORE.search(before) is not None or _NAMES_OF.search(before + told.words[at : at + 1]) is not None


def _place_of(fact: Fact) -> int | None:
    """Where in a claim's words its figure stands."""
    whole = f"{fact.value.normalize():f}"
    if not whole.isdigit():
        return None
    found = re.search(rf"(?<![\d.,]){re.escape(f'{int(whole):,}')}(?!\d)|(?<![\d.,]){whole}(?!\d)", fact.told.words)
    return found.start() if found else None
