"""All of an import was read."""

from django.db import transaction
from django.utils import timezone

from claims.models import Import, ImportState
from factcheck.core.audit import record
from factcheck.core.events import EventKind


@transaction.atomic
def finish_import(work: Import) -> None:
    """Mark an import as done, unless it has ended or somebody else has read on."""
    locked = Import.objects.select_for_update(of=("self",)).get(pk=work.pk)
    if locked.ended_at is not None or locked.read != work.read:
        return
    work.total, work.state, work.ended_at = work.read, ImportState.DONE, timezone.now()
    work.save(update_fields=["total", "state", "ended_at"])
    counts = {name: getattr(work, name) for name in ("added", "known", "duplicates", "refused")}
    data = {**counts, "name": work.name, "dry_run": work.dry_run}
    record(EventKind.IMPORT_DONE, by=work.created_by, about=work, data=data)
