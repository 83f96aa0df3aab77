"""An import cannot go on, or not now."""

from django.db import transaction
from django.utils import timezone

from claims.actions._import_origin import origin_of
from claims.models import Import, ImportState
from factcheck.core.audit import record
from factcheck.core.events import EventKind

FAULTS = 3


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


def stumble(import_id: int, problem: str) -> None:
    """Note that a turn of an import broke off for a fault of ours or of the storage.

    It is tried again, since such faults pass; after `FAULTS` of them without a row between it has failed.
    """
    with transaction.atomic():
        work = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
        before = work.asked.get("faults", {})
        number = before.get("number", 0) + 1 if before.get("read") == work.read else 1
        work.asked = {**work.asked, "faults": {"number": number, "read": work.read}}
        work.save(update_fields=["asked"])
        if number >= FAULTS:
            fail_import(import_id, problem)
