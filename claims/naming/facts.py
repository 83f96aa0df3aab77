"""What the rules look at, and what they suggest."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TEXT = 200_000  # characters of a text that are looked at
MOST = 200  # suggestions of one text


class Relation(StrEnum):
    SAME = "same"
    AFFILIATED = "affiliated"


class Rule(StrEnum):
    BRACKETS = "brackets"
    KNOWN_AS = "known_as"
    SLASH = "slash"
    INITIALS = "initials"
    SURNAME = "surname"
    HANDLE = "handle"
    SPELLING = "spelling"
    BELONGS = "belongs"
    OFFICE = "office"
    STATE_RUN = "state_run"


@dataclass(frozen=True)
class Speaker:
    """A name that something is attributed to in a text, and the code point where it stands, None where unknown."""

    name: str
    start: int | None = None


@dataclass(frozen=True)
class Suggestion:
    """That `name` and `other` are one party, or that `name` is affiliated with `other`.

    The code points from `start` to `end` of the text show it. Of two names of one party the fuller is `name`.
    """

    relation: Relation
    name: str
    other: str
    rule: Rule
    start: int
    end: int
