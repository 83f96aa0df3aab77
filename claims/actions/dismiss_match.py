"""A proposed match is none: it is not proposed again; and that is taken back."""

from django.db import transaction

from claims.access import check_for, claim_for
from claims.models import MatchDismissal
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotFound
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require

_REASON_LIMIT = 500


@transaction.atomic
def dismiss_match(
    claim_id: int, *, by: User, other: int | None = None, check: int | None = None, reason: str = ""
) -> MatchDismissal:
    """Say that a claim and another claim, or a fact-check of others, are no match. Saying it again changes nothing.

    Raises NotFound where the person sees either not, Invalid unless just one is named.
    """
    require(by, Can.TRIAGE)
    claim = claim_for(by, claim_id, lock=True)
    if (other is None) == (check is None):
        raise Invalid(Fault("Name the claim or the external check that is no match.", "/claim"))
    if other == claim_id:
        raise Invalid(Fault("A claim is no match of itself.", "/claim"))
    words = reason.strip()[:_REASON_LIMIT]
    if other is not None:
        first, second = sorted((claim_id, claim_for(by, other).pk))
        pair = {"claim_id": first, "other_id": second}
    else:
        pair = {"claim_id": claim_id, "check_found_id": check_for(by, check or 0).pk}
    made, is_new = MatchDismissal.objects.get_or_create(**pair, defaults={"dismissed_by": by, "reason": words})
    if is_new:
        # What it is about stands in the row alone: not everybody who sees the one claim may know of the other.
        data = {"did": "dismissed a proposed match", "match": made.pk, "reason": words or "it is something else"}
        record(EventKind.MATCH_DISMISSED, by=by, about=claim, claim_id=claim.pk, data=data)
    return made


@transaction.atomic
def restore_match(claim_id: int, *, by: User, match: int) -> None:
    """Take a dismissal back: the two may be proposed for each other again.

    Raises NotFound where there is none of the claim, or the person sees one of the two not.
    """
    require(by, Can.TRIAGE)
    claim = claim_for(by, claim_id, lock=True)
    found = MatchDismissal.objects.select_for_update(of=("self",)).filter(pk=match).first()
    if found is None or claim_id not in (found.claim_id, found.other_id):
        raise NotFound(f"There is no dismissed match {match} of claim {claim_id}.")
    for pk in (found.claim_id, found.other_id):
        if pk is not None:
            claim_for(by, pk)
    found.delete()
    data = {"did": "took the dismissal of a match back", "match": match, "reason": "it may be one"}
    record(EventKind.MATCH_DISMISSED, by=by, about=claim, claim_id=claim.pk, data=data)
