"""Imports whose message or whose worker was lost go on."""

from datetime import timedelta

from django.db.models.functions import Now

from claims.models import OPEN_IMPORT_STATES, Import
from factcheck.core.later import after_commit
from factcheck.core.once import only_one


def wake_stalled(seconds: float) -> int:
    """Send a message for every open import without progress for so many seconds; how many there were.

    One that a worker is at after all is locked, and the message finds nothing to do.
    """
    with only_one("claims.wake_stalled") as is_ours:
        if not is_ours:
            return 0
        stalled = Import.objects.filter(
            state__in=OPEN_IMPORT_STATES, waits_for_mapping=False, progress_at__lt=Now() - timedelta(seconds=seconds)
        )
        ids = list(stalled.values_list("pk", flat=True))
        # One message each while all workers are busy, not one each time this is asked.
        Import.objects.filter(pk__in=ids).update(progress_at=Now())
    for import_id in ids:
        after_commit("claims.run_import", import_id=import_id)
    return len(ids)
