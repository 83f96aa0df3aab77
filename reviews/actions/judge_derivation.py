"""Somebody judges what was said, or proposed, of where a source comes from."""

from uuid import UUID

from django.db import transaction

from claims.actions.settle_derivation import settle_derivation
from claims.models import Derivation, DerivationState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable
from reviews.actions._evidence import judging
from reviews.queries.derivations import derivation_for


@transaction.atomic
def judge_derivation(key: UUID, *, by: User, state: DerivationState, basis: str = "") -> Derivation:
    """Accept a derivation as shown or as alleged, or dismiss it; it bears the name and the time of who judged last.

    `basis` takes the place of what it rested on; without one that stays, but a dismissal needs its reason. Raises
    NotFound where not both ends are there for `by`, NotAllowed where they neither work on the source nor edit a
    round that is in.
    """
    require(by, Can.GATHER)
    found = derivation_for(by, key)
    review = judging(found.source, by)
    words = " ".join(basis.split())
    try:
        refuse_unstorable(words)
    except UnstorableText as error:
        raise Invalid(Fault(f"The reason holds {error.what}. Remove it.", "/basis")) from error
    if state is DerivationState.PROPOSED:
        raise Invalid(Fault("A person judges: shown, alleged or dismissed.", "/state"))
    if state is DerivationState.DISMISSED and not words:
        raise Invalid(Fault("Say why it is dismissed.", "/basis"))
    derivation = settle_derivation(found.pk, by=by, state=state, words=words)
    record(
        EventKind.DERIVATION_JUDGED,
        by=by,
        about=found.source,
        review_id=review.pk,
        claim_id=review.claim_id,
        data={"round": review.round, "derivation": str(key), "state": state.value},
    )
    return derivation
