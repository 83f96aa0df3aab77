"""What somebody found of a proposal about parties is written down."""

from collections.abc import Mapping

from django.utils import timezone

from claims.models import PartyProposal, ProposalState
from factcheck.core.models import User


def settle_party_proposal(
    proposal: PartyProposal,
    *,
    by: User,
    state: ProposalState,
    reason: str = "",
    did: Mapping[str, list[int]] | None = None,
) -> PartyProposal:
    """Judge a proposal, with who and when, and what confirming it did.

    Put back among those that wait, nobody has judged it. Whether `by` may, the event and the lock are the caller's
    matter.
    """
    is_judged = state is not ProposalState.PROPOSED
    proposal.state, proposal.reason, proposal.did = state, reason, dict(did or {})
    proposal.judged_by, proposal.judged_at = (by, timezone.now()) if is_judged else (None, None)
    proposal.save(update_fields=["state", "reason", "did", "judged_by", "judged_at"])
    return proposal
