"""What is compared of a claim: its words, its figures, and who said it how."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.extraction.candidate import Bound, Candidate, Stance
from claims.extraction.extractor import extract
from claims.extraction.units import FRACTIONS, MAGNITUDES, NUMBER_WORDS

# Of a longer text only the beginning is read for figures and speakers.
_READ = 2_000
_COUNTING = sorted({*NUMBER_WORDS, *FRACTIONS, "scores", "tens", *(word for word in MAGNITUDES if len(word) > 2)})
# In other scripts numbers have other words.
_MAY_COUNT = re.compile(rf"\d|[^\W\u0000-\u024f]|\b(?:{'|'.join(map(re.escape, _COUNTING))})", re.IGNORECASE)


@dataclass(frozen=True)
class FigureFact:
    """A typed number. "" stands for what is not known; `as_of` is an ISO date, cut to its precision."""

    value: Decimal
    value_max: Decimal | None = None
    bound: str = Bound.EXACT
    unit: str = ""
    place: str = ""
    as_of: str = ""
    nature: str = ""
    denominator: str = ""
    per: str = ""
    since: str = ""


@dataclass(frozen=True)
class Link:
    """One speaker, outermost first in a chain: the name, how they stand to what is said, and by which word."""

    name: str
    stance: str = Stance.ASSERTS
    cue: str = ""


@dataclass(frozen=True)
class Facts:
    """A claim as it is compared. `text` is what is claimed, without the words that say who claims it if they are in
    `chain`."""

    text: str
    figures: tuple[FigureFact, ...] = ()
    chain: tuple[Link, ...] = ()


def figures_of_text(text: str, *, language: str = "") -> tuple[FigureFact, ...]:
    """The figures of a text, as the built-in extractor reads them; a text without a number is not read."""
    text = text[:_READ]
    if not _MAY_COUNT.search(text):
        return ()
    found = extract(text, language=language or None).candidates
    return tuple(fact for fact in map(_figure, found) if fact is not None)


def facts_of_text(text: str, *, language: str = "", day: date | None = None) -> Facts:
    """The facts of a free text, as the built-in extractor reads them.

    Of a text in which it finds one claim, that claim's words and speakers count; of any other the text as a whole with
    all its figures.
    """
    found = extract(text[:_READ], language=language or None, document_date=day).candidates
    figures = tuple(fact for fact in map(_figure, found) if fact is not None)
    if len(found) != 1:
        return Facts(text, figures)
    claim = found[0]
    chain = tuple(
        Link(speaker.name, speaker.stance, speaker.cue)
        for speaker in claim.speakers
        # Where the citing word stands in the claim itself it is read there.
        if speaker.start is None or not claim.start <= speaker.start < claim.end
    )
    # Without its citing words nothing else of the text may be lost: "not" can stand before them.
    return Facts(claim.text if chain else text, figures, chain)


def _figure(claim: Candidate) -> FigureFact | None:
    quantity = claim.quantity
    if quantity is None:
        return None
    return FigureFact(
        value=quantity.value, value_max=quantity.value_max, bound=quantity.bound, unit=quantity.unit,
        place=claim.place or "", as_of=claim.as_of.value if claim.as_of else "", nature=quantity.nature,
        denominator=quantity.denominator, per=quantity.per, since=quantity.since,
    )  # fmt: skip
