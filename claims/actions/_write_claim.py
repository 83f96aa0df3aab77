"""Writing a claim's links and figure: shared by the verbs that make or change claims."""

from collections.abc import Iterable

from claims.actions.claim_parts import Link, Number, refuse_bad_number
from claims.actions.resolve_party import resolve_party
from claims.extraction.candidate import PRECISION
from claims.extraction.natures import nature_of
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
    """Make `number` the claim's figure, or take the figure away.

    A figure that is there stays the same row, so that what is a part of it, or what it is a part of, stays so.
    """
    if number is None:
        claim.figures.all().delete()
        return
    refuse_bad_number(number)
    said = {
        "value": number.value,
        "value_max": number.value_max,
        "bound": number.bound,
        "unit": number.unit[:100],
        "place": number.place[:200],
        "as_of": number.as_of,
        "precision": PRECISION[len(number.as_of)] if number.as_of else "",
        "nature": number.nature or nature_of(number.unit),
        "denominator": number.denominator,
        "per": number.per,
        "since": number.since,
    }
    first = claim.figures.first()
    if first is None:
        Figure.objects.create(claim=claim, **said)
        return
    claim.figures.exclude(pk=first.pk).delete()
    for name, value in said.items():
        setattr(first, name, value)
    first.save(update_fields=[*said])
