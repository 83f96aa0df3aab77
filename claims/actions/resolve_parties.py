"""Finding the Parties that many names stand for, in a few statements however many they are."""

from collections.abc import Collection

from django.db import connection, transaction

from claims.actions.resolve_party import NAME_LIMIT
from claims.models import Alias, Party, PartyKind
from claims.naming import loose
from factcheck.core.text import fold

# Whoever makes parties by the batch stands in this one line until its transaction ends. Two that made the same names
# in different orders would else wait for each other until PostgreSQL ends one of them.
_LINE = 0x70617274  # "part"


def resolve_parties(
    names: Collection[str], *, kind: PartyKind = PartyKind.UNKNOWN, anonymous: Collection[str] = ()
) -> dict[str, int]:
    """The ids of the Parties known by these names, by name as given; those that are not there are made.

    A new Party has the `kind`, and is anonymous when its name is one of `anonymous`, given alike. Of several
    spellings of one name the first names the Party. A name without a visible character is not in the answer.
    At most seven statements; none that writes when all are known.
    """
    folded_by_name: dict[str, str] = {}
    spelling: dict[str, str] = {}
    for name in names:
        written = " ".join(name.split())[:NAME_LIMIT]
        folded = fold(written)[:NAME_LIMIT]
        if folded:
            folded_by_name[name] = folded
            spelling.setdefault(folded, name)
    known = _known(spelling)
    missing = {folded: name for folded, name in spelling.items() if folded not in known}
    if missing:
        known |= _make(missing, kind, frozenset(anonymous))
    return {name: known[folded] for name, folded in folded_by_name.items()}


def _known(folded: Collection[str]) -> dict[str, int]:
    if not folded:
        return {}
    with connection.cursor() as cursor:
        # One array, since thousands of parameters take longer to be written than to be looked up.
        cursor.execute("SELECT folded, party_id FROM claims_alias WHERE folded = ANY(%s)", [list(folded)])
        return dict(cursor.fetchall())


def _make(missing: dict[str, str], kind: PartyKind, anonymous: frozenset[str]) -> dict[str, int]:
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LINE])
        # Made by whoever was in the line before.
        known = _known(missing)
        new = {
            folded: Party(name=" ".join(name.split())[:NAME_LIMIT], is_anonymous=name in anonymous, kind=kind)
            for folded, name in sorted(missing.items())
            if folded not in known
        }
        if not new:
            return known
        Party.objects.bulk_create(new.values())
        # Somebody who makes a single party does not stand in the line: the alias is unique, the first one stays.
        Alias.objects.bulk_create(
            (
                Alias(party=party, name=party.name, folded=folded, loose=loose(party.name))
                for folded, party in new.items()
            ),
            ignore_conflicts=True,
        )
        now = _known(new)
        late = [party.pk for folded, party in new.items() if now[folded] != party.pk]
        if late:
            Party.objects.filter(pk__in=late).delete()
        return known | now
