"""An editor says with which party a party is affiliated, and with which it is not."""

from django.db import transaction

from claims.actions.affiliate_party import affiliate
from claims.models import Affiliation
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._interested import hand_back_interested
from reviews.actions._locked_parties import locked_parties
from reviews.actions._person import words_of

REASON_LIMIT = 500


@transaction.atomic
def affiliate_parties(party_id: int, *, of: int, basis: str, by: User) -> Affiliation:
    """Record that a party is affiliated with another, on what basis; saying it again changes the basis.

    Unfinished parts go back from whoever has an interest in what the two are together. Raises Invalid without a basis
    or for a party with itself, NotFound and NotAllowed.
    """
    require(by, Can.MANAGE_PARTIES)
    party, *others = locked_parties(*dict.fromkeys([party_id, of]), by=by)
    affiliation = affiliate(party, of=others[0] if others else party, basis=basis, by=by)
    hand_back_interested([party.pk])
    return affiliation


@transaction.atomic
def withdraw_affiliation(party_id: int, of: int, *, reason: str, by: User) -> None:
    """Say that a party is not affiliated with another after all, and why, which stays in the history.

    Raises Invalid without a reason, NotFound where nothing said that it is, and NotAllowed.
    """
    require(by, Can.MANAGE_PARTIES)
    words = words_of(reason, "/reason", limit=REASON_LIMIT, what="Say why it is not affiliated.")
    party, *_ = locked_parties(*dict.fromkeys([party_id, of]), by=by)
    affiliation = Affiliation.objects.select_related("of").filter(party=party, of=of).first()
    if affiliation is None:
        raise NotFound(f"Nothing says that {party} is affiliated with party {of}.")
    data = {"did": "no longer affiliated", "of": of, "basis": affiliation.basis, "reason": words}
    record(EventKind.PARTY_CHANGED, by=by, about=party, data=data)
    affiliation.delete()
