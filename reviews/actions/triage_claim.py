"""Triage of a claim that may be under review: the queue never holds what the desk has dropped."""

from django.db import transaction

from claims.access import claim_for
from claims.actions.decide_claim import decide_claim
from claims.models import Claim, ClaimState
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.workflow import OPEN_STATES


@transaction.atomic
def triage_claim(claim_id: int, state: ClaimState, *, by: User, expected_version: int | None = None) -> Claim:
    """Put a claim at kept, dropped or undecided, as `decide_claim` does.

    A claim that is there already is left alone whatever version is expected: a button pressed twice. Raises
    WrongState as well when a review of the claim is open and it would not stay kept. Opening a review locks
    the claim too, so the two cannot pass each other.
    """
    require(by, Can.TRIAGE)
    claim = claim_for(by, claim_id, lock=True)
    if claim.state == state:
        return claim
    if state is not ClaimState.KEPT:
        review = claim.reviews.filter(state__in=[each.value for each in OPEN_STATES]).first()
        if review is not None:
            raise WrongState(f"Claim {claim_id} is under review as {review}. Close the review first.")
    return decide_claim(claim_id, state, by=by, expected_version=expected_version)
