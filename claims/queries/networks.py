"""Networks of parties: who is affiliated with whom, however far, and which of them a text names.

A party that was merged counts as affiliated with the one that it was merged into, so that nothing slips through while
rows are still under way between the two, or were written by whoever looked the party up a moment before.
"""

import re
from collections.abc import Collection, Iterable

from django.db import connection

from claims.models import Alias
from factcheck.core.text import fold

_SHORTEST = 3  # characters of a name that is looked for in a text; shorter ones are words of any text
_LINKS = """
SELECT party_id, of_id FROM claims_affiliation
UNION ALL
SELECT party_id, into_id FROM claims_partymerge WHERE undone_at IS NULL OR is_moving
"""
_NETWORK = f"""
WITH RECURSIVE network(party) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT CASE WHEN link.party_id = network.party THEN link.of_id ELSE link.party_id END
    FROM network JOIN ({_LINKS}) link ON network.party IN (link.party_id, link.of_id)
)
SELECT party FROM network
"""  # noqa: S608  (a statement of this file is all that goes in)


def network_of(parties: Iterable[int]) -> set[int]:
    """The keys of parties with all that are affiliated with them, in either direction and however many links away."""
    keys = sorted(parties)
    if not keys:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_NETWORK, [keys])
        return {key for (key,) in cursor.fetchall()}


def affiliation_pairs() -> list[tuple[int, int]]:
    """The keys of every two parties that are affiliated, or merged."""
    with connection.cursor() as cursor:
        cursor.execute(_LINKS)
        return list(cursor.fetchall())


def names_of(parties: Collection[int]) -> list[str]:
    """The names, folded, by which a text names parties: none of unnamed groups, which are words of any text."""
    if not parties:
        return []
    names = Alias.objects.filter(party__in=parties, party__is_anonymous=False).values_list("folded", flat=True)
    return sorted(name for name in names if len(name) >= _SHORTEST and not name.isdigit())


def is_named_in(text: str, names: Collection[str]) -> bool:
    """Whether a text holds one of the folded names as words of its own."""
    if not names:
        return False
    return re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", fold(text)) is not None
