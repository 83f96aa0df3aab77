"""An editor says by which other names a party goes, and by which it does not."""

from django.db import transaction

from claims.actions.affiliate_party import NAME_LIMIT, add_alias
from claims.models import Alias
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid, NotFound
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import fold
from reviews.actions._locked_parties import locked_parties
from reviews.actions._person import words_of
from reviews.queries.parties import visible_parties


@transaction.atomic
def name_party(party_id: int, *, name: str, by: User) -> Alias:
    """Have a name stand for a party from now on; one that does already changes nothing.

    Raises Conflict when it stands for another party: those two may be one, which is for `merge_parties` to say.
    Raises Invalid without a name, NotFound and NotAllowed.
    """
    require(by, Can.MANAGE_PARTIES)
    words = words_of(name, "/name", limit=NAME_LIMIT, what="Give a name.")
    (party,) = locked_parties(party_id, by=by)
    other = Alias.objects.filter(folded=fold(words)[:NAME_LIMIT]).exclude(party=party).first()
    if other is not None:
        whose = visible_parties(by).filter(pk=other.party_id).first()
        detail = (
            f"{words} stands for {whose} already. If the two are one, merge them." if whose else "This name is taken."
        )
        raise Conflict(detail)
    return add_alias(party, words, by=by)


@transaction.atomic
def unname_party(party_id: int, alias_id: int, *, by: User) -> None:
    """Have a name stand for a party no longer: whoever is called so from now on is somebody else.

    What was said under the name stays the party's. Raises Invalid for the name that the party is called by, NotFound
    and NotAllowed.
    """
    require(by, Can.MANAGE_PARTIES)
    (party,) = locked_parties(party_id, by=by)
    alias = Alias.objects.filter(pk=alias_id, party=party).first()
    if alias is None:
        raise NotFound(f"{party} has no name {alias_id}.")
    if alias.folded == fold(party.name)[:NAME_LIMIT]:
        raise Invalid(Fault(f"The party is called {party.name}. Call it something else first.", "/alias"))
    data = {"did": "unnamed", "name": {"before": alias.name, "after": ""}}
    record(EventKind.PARTY_CHANGED, by=by, about=party, data=data)
    alias.delete()
