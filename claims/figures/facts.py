"""What figures are read from: claims with who said them, and their numbers."""

from dataclasses import dataclass
from decimal import Decimal

from claims.extraction.candidate import Bound, Stance


@dataclass(frozen=True)
class Voice:
    """One link of who said a claim. `party` is the key of the Party, None where the name stands for none."""

    party: int | None
    name: str
    stance: Stance = Stance.ASSERTS
    is_anonymous: bool = False


@dataclass(frozen=True)
class Told:
    """A claim: its words, the few that stand before them, and who said it, outermost first.

    `publisher` speaks where the chain is empty. `document` and `start` (code points) say where it stands; days are ISO
    dates, months or years, "" where nobody knows.
    """

    claim: int
    words: str
    chain: tuple[Voice, ...] = ()
    before: str = ""
    document: int | None = None
    start: int = 0
    publisher: Voice | None = None
    said_on: str = ""
    published_on: str = ""


@dataclass(frozen=True)
class Fact:
    """A figure of a claim, as it is stored.

    `nature` is one of count, share, money, rate, rank, change. `denominator` is the words of "of what", `per` of a
    rate, `since` what a change is against; `part_of` is the figure it is a part of.
    """

    figure: int
    told: Told
    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    value_max: Decimal | None = None
    place: str = ""
    as_of: str = ""
    nature: str = "count"
    denominator: str = ""
    per: str = ""
    since: str = ""
    part_of: int | None = None
