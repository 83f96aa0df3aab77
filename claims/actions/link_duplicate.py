"""A new claim that says what another says already."""

from django.db.models import Q

from claims.access import visible_claims
from claims.models import Claim, ClaimState
from factcheck.core.models import User


def link_duplicate(claim: Claim, *, by: User) -> Claim | None:
    """Link a claim that was just made to the oldest one with the same words, folded; which one that is, if any.

    Only to one in the same topic or in none that is restricted: whoever sees the claim sees the link. A link is
    a hint and changes nothing else; people merge.
    """
    same = visible_claims(by).filter(fingerprint=claim.fingerprint, pk__lt=claim.pk).exclude(state=ClaimState.DROPPED)
    is_open = Q(topic__isnull=True) | Q(topic__is_restricted=False) | Q(topic=claim.topic)
    is_open &= Q(document__topic__isnull=True) | Q(document__topic__is_restricted=False) | Q(document=claim.document)
    known = same.filter(is_open).order_by("id").first()
    if known is not None:
        claim.duplicate_of = known
        claim.save(update_fields=["duplicate_of"])
    return known
