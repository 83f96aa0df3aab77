"""All of an import was read."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.actions._figures_changed import figures_changed
from claims.actions._import_origin import origin_of
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
    record(EventKind.IMPORT_DONE, by=work.created_by, about=work, data=outcome_of(work))
    # Topics that single rows name are swept: to ask which they are takes longer the more rows there are.
    figures_changed(work.topic_id)


def outcome_of(work: Import) -> dict[str, Any]:
    """What the event of an import's end says of it."""
    counts = {name: getattr(work, name) for name in ("added", "known", "duplicates", "refused")}
    name = work.name or work.url
    return {**counts, "name": f"{name} (dry run)" if work.dry_run else name, "dry_run": work.dry_run, **origin_of(work)}
