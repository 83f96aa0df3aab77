"""An editor says what a party is called."""

from django.db import transaction

from claims.actions.affiliate_party import NAME_LIMIT, add_alias
from claims.models import Party
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._locked_parties import locked_parties
from reviews.actions._person import words_of


@transaction.atomic
def rename_party(party_id: int, *, name: str, by: User) -> Party:
    """Call a party by another name from now on. The one that it had stays one of its names.

    What is published keeps the name that it was published with. Raises Conflict when the name stands for another
    party, Invalid without one, NotFound and NotAllowed.
    """
    require(by, Can.MANAGE_PARTIES)
    words = words_of(name, "/name", limit=NAME_LIMIT, what="Give a name.")
    (party,) = locked_parties(party_id, by=by)
    if words == party.name:
        return party
    add_alias(party, words, by=by)
    before, party.name = party.name, words
    party.save(update_fields=["name"])
    data = {"did": "renamed", "name": {"before": before, "after": words}}
    record(EventKind.PARTY_CHANGED, by=by, about=party, data=data)
    return party
