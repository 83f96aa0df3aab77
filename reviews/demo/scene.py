"""What the story is told in: plain values that `reviews.demo.desk` turns into calls of verbs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from claims.actions.claim_parts import Link, Number
from claims.models import DerivationState, SourceKind
from reviews.models import AttributionFinding, EvidenceStance


@dataclass(frozen=True)
class Article:
    """A text that ships with the project, and what it says of itself; empty where it says nothing."""

    file: str
    title: str
    topic: str
    publisher: str = ""
    published_on: date | None = None


@dataclass(frozen=True)
class Said:
    """A claim of an article, known by its words there, as an editor of the desk sets it right.

    The extractor has usually found it. What it took for its span, speakers and figure may differ and changes
    with its rules, so the claim is looked up by its words.
    """

    words: str
    links: tuple[Link, ...] = ()
    number: Number | None = None
    said_on: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Cited:
    """A source: its citation or address and who published it. Nothing of it is fetched.

    `copy` is the article of the demonstration that is handed in as its copy.
    """

    title: str
    publisher: str
    url: str = ""
    kind: SourceKind = SourceKind.DOCUMENT
    published_on: date | None = None
    copy: Article | None = None


@dataclass(frozen=True)
class Taken:
    """That a source took its matter from another or from a party, on what basis, and whether it is shown."""

    basis: str
    source: Cited | None = None
    party: str = ""
    state: DerivationState = DerivationState.SHOWN


@dataclass(frozen=True)
class Use:
    """A reviewer's use of a source. `quote` stands word for word in an article of the demonstration."""

    source: Cited
    stance: EvidenceStance
    quote: str
    note: str = ""
    taken: tuple[Taken, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What one person submits, and what they gathered for it. `override` is given where the gate asks."""

    by: str
    rating: str
    rationale: str
    as_of: date
    evidence: Sequence[Use] = field(default_factory=tuple)
    override: str = ""
    attribution: AttributionFinding = AttributionFinding.CONFIRMED
