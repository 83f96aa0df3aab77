"""An import cannot go on."""

from django.db import transaction
from django.utils import timezone

from claims.actions._import_origin import origin_of
from claims.models import Import, ImportState
from factcheck.core.audit import record
from factcheck.core.events import EventKind


def fail_import(import_id: int, problem: str) -> None:
    """Mark an import as failed, with what went wrong; what it added stays."""
    with transaction.atomic():
        work = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
        if work.ended_at is None:
            work.state, work.problem, work.ended_at = ImportState.FAILED, problem, timezone.now()
            work.waits_for_mapping = False
            work.save(update_fields=["state", "problem", "ended_at", "waits_for_mapping"])
            record(
                EventKind.IMPORT_FAILED, by=work.created_by, about=work, data={"problem": problem, **origin_of(work)}
            )
