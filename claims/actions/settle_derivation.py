"""What somebody found of a derivation is written down."""

from django.db import transaction
from django.utils import timezone

from claims.models import Derivation, DerivationState
from factcheck.core.models import User

_BASIS_LIMIT = 500


@transaction.atomic
def settle_derivation(derivation_id: int, *, by: User, state: DerivationState, words: str) -> Derivation:
    """Judge a derivation anew, with who and when.

    `words` are the reason of a dismissal, beside what it rested on; otherwise they take the place of that, unless they
    are empty. Put back among the proposals, nobody has judged it. Whether `by` may judge it, and the event, are the
    caller's matter. Raises Derivation.DoesNotExist.
    """
    derivation = Derivation.objects.select_for_update(of=("self",)).get(pk=derivation_id)
    derivation.state = state
    derivation.reason = words[:_BASIS_LIMIT] if state is DerivationState.DISMISSED else ""
    if state is not DerivationState.DISMISSED:
        derivation.basis = words[:_BASIS_LIMIT] or derivation.basis
    is_judged = state is not DerivationState.PROPOSED
    derivation.judged_by, derivation.judged_at = (by, timezone.now()) if is_judged else (None, None)
    derivation.save(update_fields=["state", "basis", "reason", "judged_by", "judged_at"])
    return derivation
