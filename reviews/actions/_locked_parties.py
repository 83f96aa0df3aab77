"""The parties that a verb is about, locked in one order: shared by verbs about parties."""

from claims.models import Party
from factcheck.core.errors import NotFound
from factcheck.core.models import User
from reviews.queries.parties import party_for


def locked_parties(*ids: int, by: User) -> list[Party]:
    """Parties in the order asked for, each locked, and none of them merged into another.

    Two verbs that are about the same two parties, in whatever order, follow each other. What refers to a party can be
    written meanwhile. Raises NotFound when one is not there for this person.
    """
    for pk in ids:
        party_for(by, pk)
    rows = Party.objects.select_for_update(no_key=True).filter(pk__in=ids, merged_into__isnull=True).order_by("pk")
    found = {party.pk: party for party in rows}
    for pk in ids:
        if pk not in found:
            raise NotFound(f"There is no party {pk}: it was merged into another a moment ago.")
    return [found[pk] for pk in ids]
