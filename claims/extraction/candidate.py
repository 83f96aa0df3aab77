"""What an extractor returns: plain immutable values, with offsets into the text exactly as it was given."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Stance(StrEnum):
    """How a speaker stands to what is said: the stance of one Attribution."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    REPORTS = "reports"
    CONFIRMS = "confirms"


class Bound(StrEnum):
    """What a number says about the true value: "at least 400" is a lower bound, "some 400" an estimate."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    APPROX = "approx"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"


class FigureNature(StrEnum):
    """What sort of number a figure is: things counted, a part of a whole, an amount of money, so many for each of
    something, a place in an order, or the size of a change."""

    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    RATE = "rate"
    RANK = "rank"
    CHANGE = "change"


class Precision(StrEnum):
    """How much of an as-of date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


# By the length of an ISO date.
PRECISION = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


class Basis(StrEnum):
    """Where an as-of date was taken from: the words themselves, a word such as "Tuesday" resolved against
    another date, the date line of an embedded post, or the date of what surrounds it."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    EMBED = "embed"
    INFERRED = "inferred"


class Kind(StrEnum):
    """What sort of claim a candidate is."""

    NUMERIC = "numeric"
    QUOTE = "quote"
    EVENT = "event"
    CAUSAL = "causal"
    OTHER = "other"


@dataclass(frozen=True)
class Speaker:
    """One link of an attribution chain.

    `start` and `end` are code point offsets of the name in the text, or None where it is not written there.
    `cue` is the citing word as written ("" if none). `anonymous` is true for a speaker without a name.
    """

    name: str
    start: int | None
    end: int | None
    cue: str
    stance: Stance
    anonymous: bool


@dataclass(frozen=True)
class Quantity:
    """A typed number: `value` (and `value_max` for a range) of `unit`, with its bound.

    `unit` is the plain name of what is counted ("deaths", "arrests", "percent"), `unit_text` the words it was
    read from; `start` and `end` are code point offsets of the number with its bound words and unit.
    `denominator` is the words of what a share is of, `per` those of what a rate is for each of ("100,000 people",
    "day"), `since` those of what a change is against ("2019"); each is "" where the text does not say.
    """

    value: Decimal
    value_max: Decimal | None
    bound: Bound
    unit: str
    unit_text: str
    start: int
    end: int
    nature: FigureNature = FigureNature.COUNT
    denominator: str = ""
    per: str = ""
    since: str = ""


@dataclass(frozen=True)
class AsOf:
    """The date that a claim speaks of: ISO 8601, cut to its precision (YYYY-MM-DD, YYYY-MM or YYYY)."""

    value: str
    precision: Precision
    basis: Basis


@dataclass(frozen=True)
class Candidate:
    """One claim that someone may want to check; `text` is `source_text[start:end]`.

    `speakers` is the chain of who said it, outermost first, empty for the document's own voice. `score`
    (0 to 1) orders candidates and `reasons` explains it; neither ever hides a candidate. `part_of` is the index,
    in an `Extraction`, of the candidate whose figure is the total that this one's is a part of. `read_by` says which
    extractor each field is from ("rules", "llm") where two read the text, and is empty where one did.
    """

    start: int
    end: int
    text: str
    speakers: tuple[Speaker, ...]
    quantity: Quantity | None
    as_of: AsOf | None
    place: str | None
    kind: Kind
    score: float
    reasons: tuple[str, ...]
    part_of: int | None = None
    read_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Extraction:
    """The result of one run: candidates ordered by start, then end, no two with the same span; `dropped`
    counts the candidates whose quote could not be found in the text, `unstated` the figures that were taken away
    since no words there state their value."""

    candidates: tuple[Candidate, ...]
    dropped: int
    unstated: int = 0
