"""Triage of several claims at once, and sending them to the queue."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction

from claims.models import ClaimState
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, VerbError
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions.open_review import open_review
from reviews.actions.triage_claim import triage_claim

# Each is locked until the end: more at once would keep other people waiting.
MOST_AT_ONCE = 200


class Bulk(StrEnum):
    """What can be done with several claims at once."""

    KEEP = "keep"
    DROP = "drop"
    UNDECIDE = "undecide"
    SEND = "send"


_STATES = {
    Bulk.KEEP: ClaimState.KEPT,
    Bulk.DROP: ClaimState.DROPPED,
    Bulk.UNDECIDE: ClaimState.UNDECIDED,
}


@dataclass
class Triaged:
    """The claims it was done with, and of each of the others why not, in the words of the verb that refused."""

    done: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def triage_claims(claim_ids: Iterable[int], what: Bulk, *, by: User) -> Triaged:
    """Keep, drop or take back each of these claims, or send each to the queue, as its own verb does.

    Each goes by itself: one that is refused changes nothing and holds back none of the others. Those that are there
    already count as done. Raises Invalid for more than `MOST_AT_ONCE`.
    """
    require(by, Can.OPEN_REVIEW if what is Bulk.SEND else Can.TRIAGE)
    # In one order, so that two people who choose the same claims wait for one another instead of both failing.
    wanted = sorted(set(claim_ids))
    if len(wanted) > MOST_AT_ONCE:
        raise Invalid(Fault(f"Choose at most {MOST_AT_ONCE} claims at once, not {len(wanted)}.", "/claims"))
    result = Triaged()
    for claim_id in wanted:
        try:
            with transaction.atomic():
                if what is Bulk.SEND:
                    open_review(claim_id, by=by)
                else:
                    triage_claim(claim_id, _STATES[what], by=by)
        except VerbError as refusal:
            result.refused[claim_id] = refusal.detail
        else:
            result.done.append(claim_id)
    return result
