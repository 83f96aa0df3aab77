"""Networks of parties: who is affiliated with whom, however far, and which of them a text names.

A party that was merged counts as affiliated with the one that it was merged into, so that nothing slips through while
rows are still under way between the two, or were written by whoever looked the party up a moment before.
"""

import re
from collections.abc import Collection, Iterable

from django.db import connection

from claims.independence.chains import networks_of
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

_WORDED_LINKS = """
SELECT link.party_id, link.of_id, one.name, other.name, link.basis
FROM (
    SELECT party_id, of_id, basis FROM claims_affiliation
    UNION ALL
    SELECT party_id, into_id, '' FROM claims_partymerge WHERE undone_at IS NULL OR is_moving
) link
JOIN claims_party one ON one.id = link.party_id JOIN claims_party other ON other.id = link.of_id
WHERE link.party_id = ANY(%s)
ORDER BY link.basis = '', one.name, other.name, link.party_id, link.of_id
"""


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


def affiliated(parties: Iterable[int]) -> tuple[dict[int, int], dict[int, list[str]]]:
    """Of parties, and of all they are affiliated or merged with: the key of each one's network, and by what it belongs
    there, in words."""
    network = network_of(parties)
    if not network:
        return {}, {}
    with connection.cursor() as cursor:
        cursor.execute(_WORDED_LINKS, [sorted(network)])
        links = cursor.fetchall()
    because: dict[int, list[str]] = {}
    for party, of, name, other, basis in links:
        words = f"{name} is affiliated with {other}: {basis}" if basis else f"{name} was merged into {other}."
        because.setdefault(party, []).append(words)
        because.setdefault(of, []).append(words)
    joined = networks_of((str(party), str(of)) for party, of, *_ in links)
    return {int(party): int(key) for party, key in joined.items()}, because


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
