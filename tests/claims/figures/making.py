"""Figures to read, made in one line each."""

from decimal import Decimal
from itertools import count
from typing import Any

from claims.extraction.candidate import Bound, Stance
from claims.figures import Fact, Told, Voice

_next = count(1)
NAMES = {1: "The Union", 2: "The Ministry", 3: "The Agency", 4: "The Gazette", 5: "The Union's office"}


def voice(party: int, stance: Stance = Stance.ASSERTS, name: str = "", *, anonymous: bool = False) -> Voice:
    """A link of a chain; parties 1 to 5 have names."""
    return Voice(party, name or NAMES.get(party, f"party {party}"), stance, anonymous)


def fact(value: object, by: int | tuple[Voice, ...] = 1, as_of: str = "", **fields: Any) -> Fact:
    """A figure of deaths by one party or a chain, in a claim of its own."""
    number = fields.pop("figure", next(_next))
    told = Told(
        claim=fields.pop("claim", number),
        words=fields.pop("words", f"{value} people were killed"),
        chain=by if isinstance(by, tuple) else (voice(by),),
        before=fields.pop("before", ""),
        document=fields.pop("document", None),
        start=fields.pop("start", number * 10),
        publisher=fields.pop("publisher", None),
        said_on=fields.pop("said_on", ""),
        published_on=fields.pop("published_on", ""),
    )
    fields.setdefault("unit", "deaths")
    return Fact(number, told, Decimal(str(value)), as_of=as_of, **fields)


def at_least(value: object, by: int | tuple[Voice, ...] = 1, as_of: str = "", **fields: Any) -> Fact:
    return fact(value, by, as_of, bound=Bound.AT_LEAST, **fields)
