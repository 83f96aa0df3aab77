"""A person keeps a mapping for files with the same columns."""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence

from django.db import transaction

from claims.intake.columns import mapping_problems
from claims.models import Mapping
from claims.queries.imports import folded_columns, folded_fields
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable

NAME_LIMIT = 100


@transaction.atomic
def save_mapping(*, by: User, name: str, columns: Sequence[str], mapping: Pairs[str, str]) -> Mapping:
    """Keep under `name` which field each of `columns` holds; a mapping of the same name is replaced.

    The next file with these columns, in any order and letter case, is read by it without asking. Raises Invalid for
    a name that is empty or too long, for columns that cannot be told apart when folded, and for a mapping that will
    not do.
    """
    require(by, Can.IMPORT)
    words = _name(name)
    keys = folded_columns(columns)
    if len(set(keys)) != len(keys):
        raise Invalid(Fault("Two columns have the same header, so this mapping can be used but not saved.", "/save_as"))
    problems = mapping_problems(columns, mapping)
    if problems:
        raise Invalid(*(Fault(problem, "/mapping") for problem in problems))
    fields = {"columns": keys, "fields": folded_fields(mapping), "saved_by": by}
    saved, is_new = Mapping.objects.update_or_create(name=words, defaults=fields)
    record(EventKind.MAPPING_SAVED, by=by, about=saved, data={"name": words, "replaced": not is_new})
    return saved


def _name(name: str) -> str:
    try:
        refuse_unstorable(name)
    except UnstorableText as error:
        raise Invalid(Fault(f"The name holds {error.what}. Remove it.", "/save_as")) from error
    words = " ".join(name.split())
    if not words or len(words) > NAME_LIMIT:
        raise Invalid(Fault(f"A mapping needs a name of 1 to {NAME_LIMIT} characters, not {len(words)}.", "/save_as"))
    return words
