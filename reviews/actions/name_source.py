"""Somebody names a source before it is evidence of anything."""

from datetime import date

from django.db import transaction

from claims.actions.add_source import add_source
from claims.models import Source, SourceKind
from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import require


@transaction.atomic
def name_source(
    *, by: User, title: str = "", url: str = "", kind: SourceKind = SourceKind.DOCUMENT, publisher: str = "",
    published_on: date | None = None,
) -> Source:  # fmt: skip
    """A source by address or citation, whose page a worker copies; one's own that is known already is given back."""
    require(by, Can.GATHER)
    return add_source(by=by, title=title, url=url, kind=kind, publisher=publisher, published_on=published_on)
