"""What the rules look at, and what they propose."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# Characters of a text that are looked at, and of the words that a proposal shows.
LONGEST_TEXT = 200_000
LONGEST_WORDS = 600


class Rule(StrEnum):
    LINK = "link"
    CITING = "citing"
    PASSAGE = "passage"


@dataclass(frozen=True)
class Outgoing:
    """A link out of a page: where it leads, absolute, and the words that it stands on, "" for a picture."""

    address: str
    words: str = ""


@dataclass(frozen=True)
class Page:
    """A source as the rules see it.

    `key` is what makes two rows one source, `text` that of its copy, "" without one, `publisher` the id of a party,
    `addresses` all that lead to it.
    """

    key: str
    text: str = ""
    publisher: str | None = None
    published_on: date | None = None
    addresses: Collection[str] = ()
    links: Collection[Outgoing] = ()


@dataclass(frozen=True)
class Named:
    """A party and the names that texts may call it by."""

    party: str
    names: Collection[str]


@dataclass(frozen=True)
class Matter:
    """What the claim is about: its figures, and its own words, which everybody quotes."""

    figures: Collection[Decimal] = ()
    words: Collection[str] = ()


@dataclass(frozen=True)
class Proposal:
    """That the page `source` was taken from another page or from a party.

    `words` are the passage that shows it and `marked` the part of it that does; `words` begin at the code point
    `start` of the page's text, None where they stand in none, as the words of a picture's link.
    """

    rule: Rule
    source: str
    from_source: str | None
    from_party: str | None
    basis: str
    words: str
    marked: str
    start: int | None
