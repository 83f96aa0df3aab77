"""Where a claim is shown, and the way back to the list that somebody came from."""

from django.urls import reverse

from claims.models import Claim


def place_of(claim: Claim) -> str:
    """Where a claim is shown: in its document, else alone in the list of claims."""
    if claim.document_id is None:
        return f"{reverse('claims')}?claim={claim.pk}#claim-{claim.pk}"
    return f"{reverse('document', args=[claim.document_id])}#claim-{claim.pk}"


def list_address(back: str) -> str:
    """The address of a list of claims that somebody came from; "" for any other address."""
    here = reverse("claims")
    return back if back == here or back.startswith(f"{here}?") else ""
