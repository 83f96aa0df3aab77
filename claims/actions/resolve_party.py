"""Finding the Party that a name stands for."""

from claims.models import Alias, Party, PartyKind
from claims.naming import loose
from factcheck.core.text import fold

NAME_LIMIT = 300


def resolve_party(
    name: str, *, is_anonymous: bool = False, kind: PartyKind = PartyKind.UNKNOWN, is_introduced: bool = False
) -> Party:
    """The Party known by this name, made when there is none.

    One that is made `is_introduced` is there for the whole desk, whatever it comes to say where.

    Unnamed speakers ("an Iranian official") share a Party by their wording; whether two are one person is not
    for a program to say.
    """
    written = " ".join(name.split())[:NAME_LIMIT]
    folded = fold(written)[:NAME_LIMIT]
    alias = Alias.objects.select_related("party").filter(folded=folded).first()
    if alias is not None:
        return alias.party
    # Two workers may meet the same new name: the alias is unique, so the slower one takes the other's party.
    party = Party.objects.create(name=written, is_anonymous=is_anonymous, kind=kind, is_introduced=is_introduced)
    alias, is_new = Alias.objects.select_related("party").get_or_create(
        folded=folded, defaults={"name": written, "party": party, "loose": loose(written)}
    )
    if not is_new:
        party.delete()
    return alias.party
