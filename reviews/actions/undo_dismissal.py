"""Somebody takes back that a proposal was dismissed."""

from uuid import UUID

from django.db import transaction

from claims.actions.settle_derivation import settle_derivation
from claims.models import Derivation, DerivationState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._evidence import judging
from reviews.queries.derivations import derivation_for


@transaction.atomic
def undo_dismissal(key: UUID, *, by: User) -> Derivation:
    """Put a dismissed proposal back among the proposals, where nobody has judged it.

    Raises NotFound and NotAllowed as judging does, WrongState for one that is not dismissed and for what a person had
    said rather than a rule: that is judged anew.
    """
    require(by, Can.GATHER)
    found = derivation_for(by, key)
    review = judging(found.source, by)
    # Read again below the review's lock: two people may undo at once.
    found.refresh_from_db(fields=["state", "proposed_by"])
    if found.state != DerivationState.DISMISSED:
        raise WrongState(f"This derivation is {found.state}, so there is no dismissal to take back.")
    if not found.proposed_by:
        raise WrongState("A person said this derivation, no rule. Judge it anew instead.")
    derivation = settle_derivation(found.pk, by=by, state=DerivationState.PROPOSED, words="")
    record(
        EventKind.DERIVATION_JUDGED,
        by=by,
        about=found.source,
        review_id=review.pk,
        claim_id=review.claim_id,
        data={"round": review.round, "derivation": str(key), "state": "no more dismissed"},
    )
    return derivation
