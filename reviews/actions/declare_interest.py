"""Somebody says in whom they have an interest."""

from django.db import transaction

from claims.actions.resolve_party import NAME_LIMIT, resolve_party
from factcheck.core.audit import record
from factcheck.core.errors import Conflict
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.actions._hand_back_all import hand_back_all
from reviews.actions._person import locked_person, refuse_service, words_of
from reviews.eligibility import interests_in
from reviews.models import Interest

REASON = "an interest was declared"


@transaction.atomic
def declare_interest(username: str, party: str, *, by: User, note: str = "") -> Interest:
    """Declare a person's interest in a party, by any of its names: they review no claim about or by it.

    One's own, or, for who manages people, anybody's. Parts of such claims that they hold and have not finished go
    back at once. A name that nobody has used yet is kept for when a claim does. Raises Conflict when it is declared
    already, Invalid without a name, NotAllowed and NotFound.
    """
    person = locked_person(username, by=by)
    refuse_service(person)
    name = words_of(party, "/party", limit=NAME_LIMIT, what="Name the person, organisation or outlet.")
    words = words_of(note, "/note", limit=300)
    found = resolve_party(name, is_introduced=True)
    if person.interests.filter(party=found).exists():
        raise Conflict(f"An interest in {found} is declared already.")
    interest = Interest.objects.create(user=person, party=found, note=words, declared_by=by)
    record(EventKind.INTEREST_DECLARED, by=by, about=interest, data={"person": person.pk, "party": found.pk})
    hand_back_all(person, reason=REASON, where=lambda review: bool(interests_in(person, review)))
    return interest
