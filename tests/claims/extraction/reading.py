"""What is read of a few words, written as in the tables of the tests."""

import re
from datetime import date

from claims.extraction.candidate import Bound, FigureNature, Quantity
from claims.extraction.dates import Calendar
from claims.extraction.natures import nature_of
from claims.extraction.quantities import quantities
from claims.extraction.tokens import tokenize

DAY = date(2024, 5, 15)  # a Wednesday


def figures(text: str, day: date | None = DAY) -> list[str]:
    """The figures of a text: "at least 1500 deaths", "85 percent of the households", "12 percent change since 2019"."""
    dates = Calendar(text, day).mentions(text, 0, len(text))
    found, _ = quantities(tokenize(text, 0, len(text)), [(each.start, each.end) for each in dates])
    return [_words(each) for each in found if each.unit]


def _words(quantity: Quantity) -> str:
    words = [] if quantity.bound in (Bound.EXACT, Bound.BETWEEN) else [quantity.bound.value.replace("_", " ")]
    words.append(f"{quantity.value}" + (f"-{quantity.value_max}" if quantity.value_max is not None else ""))
    words.append(quantity.unit)
    said_by_unit = quantity.nature is nature_of(quantity.unit) or quantity.nature is FigureNature.RATE
    words += [] if said_by_unit else [quantity.nature.value]
    words += [f"of {quantity.denominator}"] if quantity.denominator else []
    words += [f"per {quantity.per}"] if quantity.per else []
    words += [f"since {quantity.since}"] if quantity.since else []
    return " ".join(words)


def rows(table: str) -> list[tuple[str, list[str]]]:
    """The rows of a table: the words, and after "=>", on this line or the next, the figures with semicolons between;
    none after "=> -"."""
    out = []
    for line in filter(None, (line.strip() for line in re.sub(r"\n\s+=>", " =>", table).splitlines())):
        words, _, expected = line.partition(" => ")
        out.append((words.strip(), [] if expected.strip() == "-" else [each.strip() for each in expected.split(";")]))
    return out
