"""Somebody wants a source's page copied, or copied once more."""

from uuid import UUID

from django.db import transaction

from claims.actions.archive_source import ask_for_copy
from claims.models import Source
from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import source_for


@transaction.atomic
def copy_source(source_id: UUID, *, by: User) -> Source:
    """Have a worker copy the page of a source that a person may see.

    Raises NotFound for another's source in a blind round, Invalid for a source without an address.
    """
    require(by, Can.GATHER)
    return ask_for_copy(source_for(by, source_id).pk, by=by)
