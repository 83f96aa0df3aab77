"""A new claim that says what another says already."""

from claims.access import seen_wherever, visible_claims
from claims.models import Claim, ClaimState
from factcheck.core.models import User


def link_duplicate(claim: Claim, *, by: User) -> Claim | None:
    """Link a claim that was just made to the oldest one with the same words, folded; which one that is, if any.

    Only to one in the same topic or in none that is restricted: whoever sees the claim sees the link. A link is
    a hint and changes nothing else; people merge.
    """
    same = visible_claims(by).filter(fingerprint=claim.fingerprint, pk__lt=claim.pk).exclude(state=ClaimState.DROPPED)
    known = same.filter(seen_wherever(claim)).order_by("id").first()
    if known is not None:
        claim.duplicate_of = known
        claim.save(update_fields=["duplicate_of"])
    return known
