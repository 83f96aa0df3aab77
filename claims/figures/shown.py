"""What is drawn of figures: measures, a line for each party, the parts of totals."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claims.extraction.candidate import Bound
from claims.figures.amounts import Span, span_of


class Relation(StrEnum):
    """How a point stands to what was said before it.

    FIRST opens the measure; RIVAL opens another party's line beside one that is there, whatever its value; REVISION is
    a new value in a line and REPEAT the value that stands in it already. TOLD is a value that only others say the
    party gave, DENIAL one that the party rejects or doubts, UNDATED one of which nobody knows when: these three do not
    move the line.
    """

    FIRST = "first"
    REVISION = "revision"
    REPEAT = "repeat"
    RIVAL = "rival"
    TOLD = "told"
    DENIAL = "denial"
    UNDATED = "undated"


# What the line of a series is drawn through.
LINE = frozenset({Relation.FIRST, Relation.REVISION, Relation.REPEAT, Relation.RIVAL})


@dataclass(frozen=True)
class Point:
    """One figure as somebody gave it.

    `speaker` is whose figure it is, `said_by` the whole chain by name, outermost first. `as_of` is an ISO date, month
    or year with its `precision` (day, month, year), "" where nobody knows; `dated_by` says where it is from: "figure",
    "said" (the day it was said) or "document" (that of the document). `of` is the figure that it revises, repeats or
    stands beside.
    `second_hand`: somebody outside the speaker's network tells it; `hedged`: "may have"; `denied`: rejected or doubted;
    `confirms`: the speaker is said to confirm it.
    `basis_words` says what it rests on where that is not the speaker's own word ("as told by Alef"), else "".
    `unit_words` is the unit as it was stored.
    """

    figure_id: int
    claim_id: int
    value: Decimal
    value_max: Decimal | None
    bound: Bound
    as_of: str
    precision: str
    dated_by: str
    speaker: str
    said_by: tuple[str, ...]
    basis_words: str
    unit_words: str
    words: str
    second_hand: bool
    hedged: bool
    denied: bool
    confirms: bool
    relation: Relation
    of: int | None = None

    @property
    def span(self) -> Span:
        """What the value can be."""
        return span_of(self.value, self.bound, self.value_max)

    @property
    def in_line(self) -> bool:
        """Whether the step line of the series goes through it."""
        return self.relation in LINE and not self.denied


@dataclass(frozen=True)
class Series:
    """What one party, or one network of affiliated parties, said of a measure, by as-of date; undated points last.

    `party` is the key of the one who spoke first, None for a name that stands for no Party; `parties` are all whose
    figures are in it, and `because` says by what they are one line.
    """

    party: int | None
    label: str
    parties: tuple[int, ...]
    because: tuple[str, ...]
    points: tuple[Point, ...]


class SumVerdict(StrEnum):
    """Whether parts can add up to their total, bounds respected."""

    CONSISTENT = "consistent"
    SHORT = "short"
    EXCEEDS = "exceeds"


@dataclass(frozen=True)
class Part:
    """A part of a total, or the total itself; `label` is the place or what else tells it from the others."""

    figure_id: int
    claim_id: int
    label: str
    value: Decimal
    value_max: Decimal | None
    bound: Bound


@dataclass(frozen=True)
class Breakdown:
    """Parts against their total. `sum` is that of the values with how to read it (`sum_bound`, `sum_max`).

    `short_by` is the total's value less the sum of the parts' values: what no part names; below nought where they
    exceed it. `words` is the verdict as a chip says it ("consistent", "short by 50", "exceeds by 20").
    """

    total: Part
    parts: tuple[Part, ...]
    sum: Decimal
    sum_max: Decimal | None
    sum_bound: Bound
    verdict: SumVerdict
    words: str
    short_by: Decimal
    speaker: str
    as_of: str


@dataclass(frozen=True)
class Measure:
    """Figures that count the same thing in the same place. `label` names it ("deaths, Iran").

    `place` is "" where no figure of the topic names one; `of` is the words that a share is of, or a rate is by, or a
    change is against.
    """

    key: str
    unit: str
    nature: str
    place: str
    of: str
    label: str
    series: tuple[Series, ...]
    parts: tuple[Breakdown, ...] = ()


@dataclass(frozen=True)
class Silence:
    """A party that, by a claim of the topic, gives no figure.

    `party` is as the claim calls it; `unit` is what it gives none of, "" where the claim does not say.
    """

    party: str
    unit: str
    claim_id: int
    words: str
    as_of: str
