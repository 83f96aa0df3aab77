"""A person says that a file was read wrongly, before any of it is kept."""

from django.db import transaction

from claims.actions.map_import import waiting_import
from claims.models import Import, ImportState
from factcheck.core.capabilities import Can
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def reread_import(import_id: int, *, by: User, encoding: str = "", delimiter: str = "", sheet: str = "") -> Import:
    """Have a file that waits for its mapping opened again with this encoding, delimiter and sheet.

    What is "" is guessed anew. Its columns are read again, so it may wait again. No event: nothing was brought in yet,
    and `asked` shows it. Raises WrongState unless it waits.
    """
    require(by, Can.IMPORT)
    work = waiting_import(import_id, by=by)
    said = {"encoding": encoding.strip(), "delimiter": delimiter, "sheet": sheet.strip()}
    work.asked = {key: value for key, value in {**work.asked, **said}.items() if value}
    work.state, work.waits_for_mapping = ImportState.RECEIVED, False
    work.columns, work.preview, work.guess, work.mapping = [], [], {}, {}
    work.save(update_fields=["asked", "state", "waits_for_mapping", "columns", "preview", "guess", "mapping"])
    after_commit("claims.run_import", import_id=work.pk)
    return work
