"""A person has a stored file read once more, as after a dry run."""

from django.db import transaction

from claims.actions._locked_import import locked_import, refuse_open
from claims.models import Import
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require

# What decides how a file is read and what becomes of it; the counts and the outcome are the new import's own.
_SAME = (
    "format", "makes", "name", "path", "sha256", "size", "asked", "mapping", "topic", "language", "makes_topics",
    "is_restricted",
)  # fmt: skip


@transaction.atomic
def repeat_import(import_id: int, *, by: User, dry_run: bool = False) -> Import:
    """Import the stored file of an import again, read and mapped as it was; the new import is whoever asks's own.

    Rows that are here already add nothing. Raises WrongState while the import goes on, or when it has no file.
    """
    require(by, Can.IMPORT)
    first = locked_import(import_id, by=by)
    refuse_open(first, "its file is not imported again yet")
    if not first.path:
        raise WrongState(f"Import {import_id} has no file that could be read again.")
    work = Import.objects.create(created_by=by, dry_run=dry_run, **{name: getattr(first, name) for name in _SAME})
    data = {"name": work.name, "sha256": work.sha256, "again": first.pk, "dry_run": dry_run}
    record(EventKind.IMPORT_RECEIVED, by=by, about=work, data=data)
    after_commit("claims.run_import", import_id=work.pk)
    return work
