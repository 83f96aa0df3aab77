"""An import, held against its worker and everybody else while a verb changes it."""

from claims.access import visible_imports
from claims.models import OPEN_IMPORT_STATES, Import
from factcheck.core.errors import NotFound, WrongState
from factcheck.core.models import User


def locked_import(import_id: int, *, by: User) -> Import:
    """The import with its row locked until the transaction ends; a worker waits with its next batch.

    Raises NotFound when it is not there for this person.
    """
    work = visible_imports(by).select_for_update(of=("self",)).filter(pk=import_id).first()
    if work is None:
        raise NotFound(f"There is no import {import_id}.")
    return work


def refuse_open(work: Import, what: str) -> None:
    """Raise WrongState while an import is going on; `what` is what cannot be done yet."""
    if work.state in OPEN_IMPORT_STATES:
        raise WrongState(f"Import {work.pk} is still going on, so {what}. Cancel it or wait for its end.")
