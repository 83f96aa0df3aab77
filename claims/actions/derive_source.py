"""A person says that one source took its matter from another source or from a party."""

from django.db import transaction
from django.utils import timezone

from claims.actions.resolve_party import resolve_party
from claims.models import Derivation, DerivationState, Source
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def derive_source(
    source: Source,
    *,
    by: User,
    from_source: Source | None = None,
    from_party: str = "",
    basis: str,
    state: DerivationState = DerivationState.SHOWN,
) -> Derivation:
    """Record that `source` derives from one other thing. Saying the same again judges it anew: state, basis and date.

    Whether `by` may see both sources is the caller's to check, through the review they stand in.
    """
    require(by, Can.GATHER)
    if (from_source is None) == (not from_party.strip()):
        raise Invalid(Fault("Name one thing it derives from: a source or a party.", "/from_source"))
    if from_source is not None and from_source.pk == source.pk:
        raise Invalid(Fault("A source cannot derive from itself.", "/from_source"))
    if state is DerivationState.PROPOSED:
        raise Invalid(Fault("A person says whether it is shown, alleged or dismissed.", "/state"))
    if not basis.strip():
        raise Invalid(Fault("Say on what basis: a citation, a link, the same passage.", "/basis"))
    derivation, _ = Derivation.objects.update_or_create(
        source=source,
        from_source=from_source,
        from_party=resolve_party(from_party) if from_source is None else None,
        defaults={"basis": basis.strip()[:500], "state": state, "judged_by": by, "judged_at": timezone.now()},
    )
    record(EventKind.SOURCE_DERIVED, by=by, about=source, data={"derivation": derivation.pk, "state": state})
    return derivation
