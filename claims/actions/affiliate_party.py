"""An editor says by which other names a party goes, and with which party it is affiliated."""

from django.db import transaction

from claims.models import Affiliation, Alias, Party
from claims.naming import loose
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, fold, refuse_unstorable

NAME_LIMIT = 300
BASIS_LIMIT = 500


@transaction.atomic
def add_alias(party: Party, name: str, *, by: User) -> Alias:
    """Have a name stand for a party from now on. A name that does already changes and records nothing.

    Raises Invalid without a name, Conflict when it stands for another party: merging two is not done here.
    """
    require(by, Can.MANAGE_PARTIES)
    written = _checked(name, "/name")[:NAME_LIMIT]
    alias, is_new = Alias.objects.select_related("party").get_or_create(
        folded=fold(written)[:NAME_LIMIT], defaults={"name": written, "party": party, "loose": loose(written)}
    )
    if alias.party_id != party.pk:
        raise Conflict(f"{written} stands for {alias.party} already.")
    if is_new:
        record(EventKind.PARTY_NAMED, by=by, about=party, data={"name": written})
    return alias


@transaction.atomic
def affiliate(party: Party, *, of: Party, basis: str, by: User) -> Affiliation:
    """Record that `party` is affiliated with `of`. Saying it again changes the basis.

    It matters: an origin affiliated with the claimant does not corroborate, and who declared an interest in
    the one reviews no claim by the other. Raises Invalid without a basis or for a party with itself.
    """
    require(by, Can.MANAGE_PARTIES)
    if party.pk == of.pk:
        raise Invalid(Fault("A party is not affiliated with itself.", "/of"))
    words = _checked(basis, "/basis")[:BASIS_LIMIT]
    known = Affiliation.objects.filter(party=party, of=of).first()
    if known is not None and known.basis == words:
        return known
    affiliation, _ = Affiliation.objects.update_or_create(party=party, of=of, defaults={"basis": words})
    record(EventKind.PARTY_AFFILIATED, by=by, about=party, data={"of": of.pk, "basis": words})
    return affiliation


def _checked(words: str, pointer: str) -> str:
    """The words on one line. Raises Invalid when there are none or the database cannot hold them."""
    try:
        refuse_unstorable(words)
    except UnstorableText as error:
        raise Invalid(Fault(f"This holds {error.what}. Remove it and send again.", pointer)) from error
    plain = " ".join(words.split())
    if not plain:
        raise Invalid(Fault("Say on what basis." if pointer == "/basis" else "Give a name.", pointer))
    return plain
