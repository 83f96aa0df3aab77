"""Tasks of intake: each calls one verb and may run twice."""

import logging
from datetime import timedelta

from celery import shared_task
from django.db.models.functions import Now
from django.db.utils import InterfaceError, OperationalError

from claims.actions.extract_document import extract_document, fail_import
from claims.models import OPEN_IMPORT_STATES, Import
from factcheck.core.once import only_one

log = logging.getLogger(__name__)

# Longer than a batch can take; then the worker on it is gone and another resumes.
STALLED_AFTER = timedelta(seconds=20)


@shared_task(name="claims.run_import")
def run_import(import_id: int) -> None:
    """Do the work of an import, or leave it failed with the reason.

    A database that is away is no fault of the import: it stays open and the sweeper wakes it again.
    """
    try:
        extract_document(import_id)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("Import %s failed", import_id)
        fail_import(import_id, f"{type(error).__name__}. The text is kept; ask an administrator to look at the log.")


@shared_task(name="claims.sweep_imports")
def sweep_imports() -> int:
    """Wake every open import that makes no progress: its message or its worker was lost. How many were."""
    with only_one("claims.sweep_imports") as is_ours:
        if not is_ours:
            return 0
        stalled = Import.objects.filter(state__in=OPEN_IMPORT_STATES, progress_at__lt=Now() - STALLED_AFTER)
        ids = list(stalled.values_list("pk", flat=True))
    for import_id in ids:
        run_import.delay(import_id=import_id)
    return len(ids)
