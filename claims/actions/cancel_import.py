"""A person stops an import."""

from django.db import transaction
from django.utils import timezone

from claims.actions._locked_import import locked_import
from claims.actions.take_back_import import take_back_import
from claims.models import OPEN_IMPORT_STATES, Import, ImportState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require


def cancel_import(import_id: int, *, by: User, take_back: bool = False) -> Import:
    """Stop an import between two batches. What it added stays, or is taken back with `take_back`.

    Raises WrongState when it has ended already. With `take_back` the import is cancelled even when taking back
    is refused or cut short: that can be asked for again (`take_back_import`).
    """
    work = _cancel(import_id, by=by)
    if take_back and work.added and not work.dry_run:
        return take_back_import(import_id, by=by).work
    return work


@transaction.atomic
def _cancel(import_id: int, *, by: User) -> Import:
    require(by, Can.IMPORT)
    work = locked_import(import_id, by=by)
    if work.state not in OPEN_IMPORT_STATES:
        raise WrongState(f"Import {import_id} has ended already: it is {work.state}. There is nothing to cancel.")
    work.state, work.ended_at, work.waits_for_mapping = ImportState.CANCELLED, timezone.now(), False
    work.save(update_fields=["state", "ended_at", "waits_for_mapping"])
    counts = {name: getattr(work, name) for name in ("read", "added", "known", "duplicates", "refused")}
    record(EventKind.IMPORT_CANCELLED, by=by, about=work, data=counts)
    return work
