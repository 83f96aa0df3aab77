"""Writing a claim's links and figure: shared by the verbs that make or change claims."""

from collections.abc import Iterable

from claims.actions.claim_parts import Link, Number, refuse_bad_number
from claims.actions.resolve_party import resolve_party
from claims.extraction.candidate import PRECISION
from claims.models import Attribution, Claim, Figure


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
            precision=PRECISION[len(number.as_of)] if number.as_of else "",
        )
