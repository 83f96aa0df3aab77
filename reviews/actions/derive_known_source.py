"""Somebody says what a source that they may see was taken from."""

from uuid import UUID

from django.db import transaction

from claims.actions.derive_source import derive_source
from claims.models import Derivation, DerivationState
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotFound
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import source_for
from reviews.actions._evidence import judging


@transaction.atomic
def derive_known_source(
    source_id: UUID, *, by: User, from_source: UUID | None = None, from_party: str = "",
    basis: str, state: DerivationState = DerivationState.SHOWN,
) -> Derivation:  # fmt: skip
    """Say that a source took its matter from another one, or from a party; saying it again judges it anew.

    Raises NotFound for a source that is not there for `by`, NotAllowed where they neither work on it nor edit a
    round that is in, Invalid for another source that is not there for them.
    """
    require(by, Can.GATHER)
    source = source_for(by, source_id)
    judging(source, by)
    try:
        other = source_for(by, from_source) if from_source is not None else None
    except NotFound as error:
        raise Invalid(Fault(error.detail, "/from_source")) from error
    return derive_source(source, by=by, from_source=other, from_party=from_party, basis=basis, state=state)
