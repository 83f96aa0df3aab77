"""Two claims that say the same become one: what was said stays with each, and one of them goes on."""

from django.db import IntegrityError, transaction

from claims.access import claim_for, seen_wherever, visible_claims
from claims.actions._one_merge import begin_merge, lock_claims
from claims.models import Claim, ClaimState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, WrongState
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require

# Of rules that the apps above have made of claims this one knows the names alone.
_REFUSED = {
    "claim_under_review": "Claim {claim} is under review. Close the review as a duplicate first, or in the same act.",
    "claim_once_public_is_not_merged": "A verdict on claim {claim} was made public, and its page stays. "
    "Merge claim {into} into claim {claim} instead.",
}
_REASON_LIMIT = 500


@transaction.atomic
def merge_claim(claim_id: int, *, into: int, by: User, reason: str = "", expected_version: int | None = None) -> Claim:
    """Merge a claim into another one, which goes on for both. Merging it there again changes and records nothing.

    Words, speakers, figures and document of the merged claim stay as they are. What was merged into it before goes
    along. Raises NotFound where the person sees either claim not, Invalid for a claim and itself, and WrongState for a
    claim that is merged elsewhere, that a review or a public verdict holds, and for a claim `into` that is merged or
    dropped or that is hidden from somebody who sees this one.
    """
    require(by, Can.TRIAGE)
    if into == claim_id:
        raise Invalid(Fault("A claim is not merged into itself. Give the number of another claim.", "/into"))
    claim, other = _locked(by, claim_id, into, expected_version)
    if claim.state == ClaimState.MERGED:
        if claim.merged_into_id == into:
            return claim
        raise WrongState(_merged_already(by, claim))
    _refuse_target(by, claim, other)
    before = claim.state
    _carry_along(claim, other, by)
    claim.state, claim.merged_into, claim.version = ClaimState.MERGED, other, claim.version + 1
    try:
        with transaction.atomic():
            claim.save(update_fields=["state", "merged_into", "version"])
    except IntegrityError as error:
        raise WrongState(_refused(error).format(claim=claim.pk, into=into)) from error
    data = {"into": into, "before": before, "reason": reason.strip()[:_REASON_LIMIT]}
    record(EventKind.CLAIM_MERGED, by=by, about=claim, claim_id=claim.pk, data=data)
    after_commit("reviews.rerank_claim", claim_id=into)
    return claim


def _locked(by: User, claim_id: int, into: int, expected_version: int | None) -> tuple[Claim, Claim]:
    """Both claims, locked with what was merged into the first: of two people who merge them crosswise one waits."""
    for pk in (claim_id, into):
        claim_for(by, pk)
    begin_merge()
    lock_claims([claim_id, into, *Claim.objects.filter(merged_into=claim_id).values_list("pk", flat=True)])
    return claim_for(by, claim_id, expected_version=expected_version), claim_for(by, into)


def _merged_already(by: User, claim: Claim) -> str:
    sees = claim.merged_into_id is not None and visible_claims(by).filter(pk=claim.merged_into_id).exists()
    return f"Claim {claim.pk} was merged into {f'claim {claim.merged_into_id}' if sees else 'another claim'} already."


def _refuse_target(by: User, claim: Claim, other: Claim) -> None:
    if other.state == ClaimState.MERGED:
        raise WrongState(f"{_merged_already(by, other)} Merge claim {claim.pk} into that one.")
    if other.state == ClaimState.DROPPED:
        raise WrongState(f"Claim {other.pk} is dropped. Take that back first, or merge it into claim {claim.pk}.")
    if not Claim.objects.filter(seen_wherever(claim), pk=other.pk).exists():
        raise WrongState(
            f"Claim {other.pk} is in a restricted topic: not everybody who sees claim {claim.pk} may know of it. "
            f"Merge claim {other.pk} into claim {claim.pk} instead, or move them into one topic."
        )


def _carry_along(claim: Claim, other: Claim, by: User) -> None:
    """What was merged into the claim is merged into the other one now, so that there are no chains."""
    for each in Claim.objects.filter(merged_into=claim).order_by("pk"):
        each.merged_into, each.version = other, each.version + 1
        each.save(update_fields=["merged_into", "version"])
        data = {"into": other.pk, "before": ClaimState.MERGED.value, "with": claim.pk, "reason": ""}
        record(EventKind.CLAIM_MERGED, by=by, about=each, claim_id=each.pk, data=data)


def _refused(error: IntegrityError) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return _REFUSED.get(name or "", "Claim {claim} cannot be merged into claim {into} now: one of them was changed.")
