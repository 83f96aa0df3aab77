"""What somebody found of a derivation is written down."""

from django.db import transaction
from django.utils import timezone

from claims.models import Derivation, DerivationState
from factcheck.core.models import User

_BASIS_LIMIT = 500


@transaction.atomic
def settle_derivation(derivation_id: int, *, by: User, state: DerivationState, basis: str) -> Derivation:
    """Judge a derivation anew, with who and when; an empty `basis` leaves what it rested on.

    Whether `by` may judge it, and the event, are the caller's matter. Raises Derivation.DoesNotExist.
    """
    derivation = Derivation.objects.select_for_update(of=("self",)).get(pk=derivation_id)
    derivation.state = state
    derivation.basis = basis[:_BASIS_LIMIT] or derivation.basis
    derivation.judged_by, derivation.judged_at = by, timezone.now()
    derivation.save(update_fields=["state", "basis", "judged_by", "judged_at"])
    return derivation
