"""Writing a claim's links and figure: shared by the verbs that make or change claims."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claims.actions.resolve_party import resolve_party
from claims.extraction.candidate import Bound, Precision, Stance
from claims.models import Attribution, Claim, Figure
from factcheck.core.errors import Fault, Invalid

_PRECISION = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@dataclass(frozen=True)
class Link:
    """One speaker of an attribution chain, outermost first in a list of them."""

    name: str
    cue: str = ""
    stance: Stance = Stance.ASSERTS
    is_anonymous: bool = False
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Number:
    """A figure as a person or an extractor states it. `as_of` is an ISO date, month or year."""

    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    value_max: Decimal | None = None
    place: str = ""
    as_of: str = ""


def write_links(claim: Claim, links: Iterable[Link]) -> None:
    """Replace who said the claim by `links`, outermost first."""
    claim.attributions.all().delete()
    Attribution.objects.bulk_create(
        Attribution(
            claim=claim,
            position=position,
            party=resolve_party(link.name, is_anonymous=link.is_anonymous),
            name=link.name[:300],
            cue=link.cue[:60],
            stance=link.stance,
            start=link.start,
            end=link.end,
        )
        for position, link in enumerate(links)
    )


def write_figure(claim: Claim, number: Number | None) -> None:
    """Replace the claim's figure by `number`, or take it away."""
    claim.figures.all().delete()
    if number is not None:
        refuse_bad_number(number)
        Figure.objects.create(
            claim=claim,
            value=number.value,
            value_max=number.value_max,
            bound=number.bound,
            unit=number.unit[:100],
            place=number.place[:200],
            as_of=number.as_of,
            precision=_PRECISION[len(number.as_of)] if number.as_of else "",
        )


def refuse_bad_number(number: Number) -> None:
    """Raise Invalid, with pointers below /figure, for a figure the tables would refuse."""
    faults = []
    if not number.unit.strip():
        faults.append(Fault("Say what is counted, for example deaths.", "/figure/unit"))
    if (number.bound is Bound.BETWEEN) != (number.value_max is not None):
        faults.append(Fault("An upper value goes with the bound between, and only with it.", "/figure/value_max"))
    elif number.value_max is not None and number.value_max <= number.value:
        faults.append(Fault(f"The upper value must be above {number.value}.", "/figure/value_max"))
    if abs(number.value) >= Decimal(10) ** 24:
        faults.append(Fault("The value has too many digits: at most 24 before the point.", "/figure/value"))
    if number.as_of and len(number.as_of) not in _PRECISION:
        faults.append(Fault("Use year-month-day, year-month or year, for example 2019-12-15.", "/figure/as_of"))
    if faults:
        raise Invalid(*faults)
