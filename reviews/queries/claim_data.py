"""A claim as JSON values."""

from typing import Any

from claims.models import Claim, Figure


def claim_data(claim: Claim) -> dict[str, Any]:
    """What the API and a publication say of a claim; claimants outermost first.

    For lists, have `attributions__party` and `figures` prefetched.
    """
    document = claim.document
    figures = list(claim.figures.all())
    return {
        "id": claim.pk,
        "text": claim.text,
        "quote": claim.quote,
        "claimants": [
            {
                "name": link.name,
                "kind": link.party.kind if link.party else "unknown",
                "anonymous": link.party.is_anonymous if link.party else False,
                "cue": link.cue,
                "stance": link.stance,
            }
            for link in claim.attributions.all()
        ],
        "figure": _figure_data(figures[0]) if figures else None,
        "language": claim.language,
        "topic": {"slug": claim.topic.slug, "title": claim.topic.title} if claim.topic else None,
        "first_said": claim.said_on or None,
        "document": {
            "title": document.title,
            "url": document.url or None,
            "publisher": document.publisher.name if document.publisher else None,
            "published_on": document.published_on.isoformat() if document.published_on else None,
        }
        if document
        else None,
    }


def _figure_data(figure: Figure) -> dict[str, Any]:
    return {
        "value": float(figure.value),
        "value_max": None if figure.value_max is None else float(figure.value_max),
        "bound": figure.bound,
        "unit": figure.unit,
        "place": figure.place or None,
        "as_of": figure.as_of or None,
        "nature": figure.nature or None,
        "denominator": figure.denominator or None,
        "per": figure.per or None,
        "since": figure.since or None,
    }
