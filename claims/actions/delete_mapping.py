"""A person throws a saved mapping away."""

from django.db import transaction

from claims.models import Mapping
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def delete_mapping(mapping_id: int, *, by: User) -> None:
    """Delete a saved mapping. Imports that were read by it keep theirs. Raises NotFound when it is not there."""
    require(by, Can.IMPORT)
    saved = Mapping.objects.select_for_update().filter(pk=mapping_id).first()
    if saved is None:
        raise NotFound(f"There is no mapping {mapping_id}.")
    data = {"name": saved.name, "columns": saved.columns, "fields": saved.fields}
    record(EventKind.MAPPING_DELETED, by=by, about=saved, data=data)
    saved.delete()
