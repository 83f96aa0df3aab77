"""A merge of claims is taken back."""

from django.db import transaction

from claims.access import claim_for
from claims.actions._one_merge import begin_merge, lock_claims
from claims.models import Claim, ClaimState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import Event, User
from factcheck.core.permissions import require


@transaction.atomic
def unmerge_claim(claim_id: int, *, by: User, expected_version: int | None = None) -> Claim:
    """Put a merged claim back where triage had it, with what had come along with it.

    A review that was closed for the merge stays closed. Raises WrongState for a claim that is not merged.
    """
    require(by, Can.TRIAGE)
    claim_for(by, claim_id)
    begin_merge()
    beside = Claim.objects.filter(merged_into__merged=claim_id)
    lock_claims([claim_id, *beside.values_list("pk", flat=True)])
    claim = claim_for(by, claim_id, expected_version=expected_version)
    into = claim.merged_into_id
    if claim.state != ClaimState.MERGED or into is None:
        raise WrongState(f"Claim {claim_id} is not merged: it is {claim.state}.")
    claim.state, claim.merged_into, claim.version = _state_before(claim), None, claim.version + 1
    claim.save(update_fields=["state", "merged_into", "version"])
    record(EventKind.CLAIM_UNMERGED, by=by, about=claim, claim_id=claim.pk, data={"into": into, "to": claim.state})
    _bring_back(claim, into, by)
    after_commit("reviews.rerank_claim", claim_id=into)
    return claim


def _merges(claim: Claim) -> list[Event]:
    """The merges of a claim, newest first."""
    return list(Event.objects.filter(kind=EventKind.CLAIM_MERGED, claim_id=claim.pk).order_by("-id"))


def _state_before(claim: Claim) -> ClaimState:
    """Where triage had it when it was merged; undecided where it was merged past the verbs."""
    known = (event.data["before"] for event in _merges(claim))
    return next((ClaimState(state) for state in known if state != ClaimState.MERGED), ClaimState.UNDECIDED)


def _bring_back(claim: Claim, into: int, by: User) -> None:
    """What had come along with the claim is merged into it again."""
    for each in Claim.objects.filter(merged_into=into).order_by("pk"):
        last = next(iter(_merges(each)), None)
        if last is None or last.data.get("with") != claim.pk:
            continue
        each.merged_into, each.version = claim, each.version + 1
        each.save(update_fields=["merged_into", "version"])
        data = {"into": claim.pk, "before": ClaimState.MERGED.value, "reason": ""}
        record(EventKind.CLAIM_MERGED, by=by, about=each, claim_id=each.pk, data=data)
