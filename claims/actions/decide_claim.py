"""Triage: an editor keeps or drops a claim, or takes that back."""

from django.db import IntegrityError, transaction

from claims.access import claim_for
from claims.actions._figures_changed import figures_changed
from claims.models import Claim, ClaimState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require

_KINDS = {
    ClaimState.KEPT: EventKind.CLAIM_KEPT,
    ClaimState.DROPPED: EventKind.CLAIM_DROPPED,
    ClaimState.UNDECIDED: EventKind.CLAIM_UNDECIDED,
}


@transaction.atomic
def decide_claim(claim_id: int, state: ClaimState, *, by: User, expected_version: int | None = None) -> Claim:
    """Put a claim at kept, dropped or undecided. Deciding the same again changes and records nothing.

    Raises WrongState for a merged claim, and for one whose open review would lose it.
    """
    require(by, Can.TRIAGE)
    claim = claim_for(by, claim_id, lock=True, expected_version=expected_version)
    if claim.state == ClaimState.MERGED:
        raise WrongState(f"Claim {claim_id} was merged into claim {claim.merged_into_id}.")
    if claim.state == state:
        return claim
    before, claim.state = claim.state, state
    claim.version += 1
    try:
        with transaction.atomic():
            claim.save(update_fields=["state", "version"])
    except IntegrityError as error:
        # The database keeps what the queue holds from being dropped; this app knows nothing of the queue.
        raise WrongState(f"Claim {claim_id} is under review. Close the review first.") from error
    record(_KINDS[state], by=by, about=claim, claim_id=claim.pk, data={"before": before})
    figures_changed(claim.topic_id)
    return claim
