"""A person says which column of a file holds what."""

from collections.abc import Mapping as Pairs

from django.db import transaction

from claims.actions._locked_import import locked_import
from claims.actions.save_mapping import save_mapping
from claims.intake.columns import mapping_problems
from claims.models import Import
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, WrongState
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def map_import(
    import_id: int, *, by: User, mapping: Pairs[str, str], save_as: str = "", language: str | None = None
) -> Import:
    """Say which field each column holds, field by header ("" leaves a column out), and let the import go on.

    `save_as` keeps the mapping under a name for files with the same columns; `language` replaces that of rows that
    name none. Raises WrongState unless the import waits for this, Invalid for a mapping that will not do.
    """
    require(by, Can.IMPORT)
    work = waiting_import(import_id, by=by)
    chosen = {header: name for header, name in mapping.items() if name}
    problems = mapping_problems(work.columns, chosen)
    if problems:
        raise Invalid(*(Fault(problem, "/mapping") for problem in problems))
    if language:
        work.language = language
    if save_as.strip():
        save_mapping(by=by, name=save_as, columns=work.columns, mapping=chosen)
    work.mapping, work.waits_for_mapping = chosen, False
    work.save(update_fields=["mapping", "waits_for_mapping", "language"])
    record(EventKind.MAPPING_SAVED, by=by, about=work, data={"mapping": chosen})
    after_commit("claims.run_import", import_id=work.pk)
    return work


def waiting_import(import_id: int, *, by: User) -> Import:
    """The import, locked. Raises WrongState unless it waits for its columns to be named."""
    work = locked_import(import_id, by=by)
    if not work.waits_for_mapping:
        raise WrongState(f"Import {import_id} does not wait for a mapping. It is {work.state}.")
    return work
