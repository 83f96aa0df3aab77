"""Somebody hands in a copy of a source that could not be fetched, or has no address."""

from typing import BinaryIO
from uuid import UUID

from claims.actions.hand_in_copy import hand_in_copy
from claims.models import Source
from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import source_for


def keep_uploaded_copy(source_id: UUID, *, by: User, file: BinaryIO, name: str) -> Source:
    """Have a worker keep a file as a copy of a source, marked as handed in; the source says how far that is.

    Raises NotFound for a source that is not there for `by`, and Invalid as `hand_in_copy` does.
    """
    require(by, Can.GATHER)
    return hand_in_copy(source_for(by, source_id).pk, by=by, file=file, name=name)
