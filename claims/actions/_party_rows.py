"""What refers to a party, and how it is moved from one to another and back: shared by the verbs of merging.

Names, affiliations, derivations and interests are few and decide who may review what and which origins count: they move
with the merge itself. Speakers, checks, documents, sources and feeds may be hundreds of thousands: they move by the
batch, in transactions of their own, and rows that somebody else has locked wait for the next batch.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from claims.models import (
    Affiliation,
    Alias,
    Attribution,
    Derivation,
    DerivationState,
    Document,
    ExternalCheck,
    Feed,
    MovedRows,
    PartyMerge,
    Source,
)

AT_ONCE = 2_000  # rows of one kind moved in one transaction


@dataclass(frozen=True)
class Referring:
    """A column that refers to a party: what its rows are called, their table, and how their keys are cast."""

    what: str
    model: type[Model]
    column: str = "party_id"
    key: str = "bigint"

    @property
    def table(self) -> str:
        return self.model._meta.db_table


MANY = (
    Referring("attributions", Attribution),
    Referring("checks", ExternalCheck, "publisher_id"),
    Referring("documents", Document, "publisher_id"),
    Referring("sources", Source, "publisher_id", "uuid"),
    Referring("feeds", Feed, "publisher_id"),
)
ALIASES = Referring("aliases", Alias)
DERIVATIONS = Referring("derivations", Derivation, "from_party_id")
AFFILIATIONS = Referring("affiliations", Affiliation)
AFFILIATES = Referring("affiliates", Affiliation, "of_id")
FEW = (ALIASES, AFFILIATIONS, AFFILIATES, DERIVATIONS)

# Of two derivations of one source that would say the same, the one that says more stays: what a person found, and of
# that what counts.
_BY_WEIGHT = [
    DerivationState.PROPOSED.value, DerivationState.DISMISSED.value, DerivationState.ALLEGED.value,
    DerivationState.SHOWN.value,
]  # fmt: skip
# What is in the way of a merge, by the table that it is in: a party affiliated with itself, and the same said twice.
IN_THE_WAY: tuple[tuple[Referring, str], ...] = (
    (
        AFFILIATIONS,
        "DELETE FROM claims_affiliation row WHERE (party_id, of_id) IN ((%(party)s, %(into)s), (%(into)s, %(party)s))"
        " OR party_id = %(party)s AND EXISTS (SELECT FROM claims_affiliation other"
        " WHERE other.party_id = %(into)s AND other.of_id = row.of_id)"
        " OR of_id = %(party)s AND EXISTS (SELECT FROM claims_affiliation other"
        " WHERE other.of_id = %(into)s AND other.party_id = row.party_id)",
    ),
    (
        DERIVATIONS,
        "DELETE FROM claims_derivation row USING claims_derivation other WHERE other.source_id = row.source_id"
        " AND (row.from_party_id = %(party)s AND other.from_party_id = %(into)s"
        " AND array_position(%(weights)s, row.state::text) <= array_position(%(weights)s, other.state::text)"
        " OR row.from_party_id = %(into)s AND other.from_party_id = %(party)s"
        " AND array_position(%(weights)s, row.state::text) < array_position(%(weights)s, other.state::text))",
    ),
)


def clear_the_way(merge: PartyMerge, of: Iterable[tuple[Referring, str]] = IN_THE_WAY) -> None:
    """Remove the rows that would stand twice after a merge, and keep them with it as they were."""
    for referring, statement in of:
        with connection.cursor() as cursor:
            cursor.execute(
                f"{statement} RETURNING to_jsonb(row)",
                {"party": merge.party_id, "into": merge.into_id, "weights": _BY_WEIGHT},
            )
            merge.removed += [[referring.what, json.loads(row)] for (row,) in cursor.fetchall()]


def move_few(merge: PartyMerge, of: Iterable[Referring] = FEW) -> None:
    """Move all rows of kinds that are few. The way must be clear."""
    for referring in of:
        _keep(merge, referring, _moved(referring, merge, "", None))


def move_many(merge: PartyMerge) -> bool:
    """Move a batch of each of the other kinds; whether more may be left."""
    is_more = False
    for referring in MANY:
        keys = _moved(referring, merge, "FOR NO KEY UPDATE SKIP LOCKED", AT_ONCE)
        _keep(merge, referring, keys)
        is_more = is_more or len(keys) == AT_ONCE or has_rows(referring, merge.party_id)
    return is_more


def has_rows(referring: Referring, party_id: int) -> bool:
    """Whether a row of a kind refers to a party."""
    return referring.model._default_manager.filter(**{referring.column: party_id}).exists()


def _moved(referring: Referring, merge: PartyMerge, lock: str, most: int | None) -> list[str]:
    table, column = referring.table, referring.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH chosen AS MATERIALIZED (SELECT id FROM {table} WHERE {column} = %s LIMIT %s {lock})"  # noqa: S608
            f" UPDATE {table} SET {column} = %s FROM chosen WHERE {table}.id = chosen.id RETURNING {table}.id::text",
            [merge.party_id, most, merge.into_id],
        )
        return [key for (key,) in cursor.fetchall()]


def _keep(merge: PartyMerge, referring: Referring, keys: list[str]) -> None:
    if keys:
        MovedRows.objects.create(merge=merge, what=referring.what, keys=keys)


def put_back(merge: PartyMerge, of: Iterable[Referring]) -> None:
    """Give the party back its rows of these kinds, as many as still are where they were moved to.

    What is not is counted in `merge.missing`, which the caller saves.
    """
    kinds = {referring.what: referring for referring in of}
    for moved in merge.moved.filter(what__in=kinds).order_by("pk"):
        _back(merge, kinds[moved.what], moved.keys, "FOR NO KEY UPDATE")
        moved.delete()


def put_many_back(merge: PartyMerge) -> bool:
    """The same for one batch of each of the kinds that may be many; whether more is left.

    Rows that somebody else has locked stay noted, behind what is left, and are tried again.
    """
    for referring in MANY:
        moved = merge.moved.filter(what=referring.what).order_by("pk").first()
        if moved is not None:
            left = _back(merge, referring, moved.keys, "FOR NO KEY UPDATE SKIP LOCKED")
            _keep(merge, referring, left)
            moved.delete()
    return merge.moved.exists()


def _back(merge: PartyMerge, referring: Referring, keys: list[str], lock: str) -> list[str]:
    """Put rows back by their keys; those that were passed over as somebody has them locked."""
    table, column, cast = referring.table, referring.column, referring.key
    given: dict[str, list[str] | int] = {"keys": keys, "party": merge.party_id, "into": merge.into_id}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH chosen AS MATERIALIZED (SELECT id FROM {table} WHERE id = ANY(%(keys)s::{cast}[])"  # noqa: S608
            f" AND {column} = %(into)s {lock})"
            f" UPDATE {table} SET {column} = %(party)s FROM chosen WHERE {table}.id = chosen.id"
            f" RETURNING {table}.id::text",
            given,
        )
        done = {key for (key,) in cursor.fetchall()}
        rest = [key for key in keys if key not in done]
        if not rest:
            return []
        cursor.execute(
            f"SELECT id::text FROM {table} WHERE id = ANY(%(keys)s::{cast}[]) AND {column} = %(into)s",  # noqa: S608
            {**given, "keys": rest},
        )
        left = [key for (key,) in cursor.fetchall()]
    _miss(merge, referring.what, len(rest) - len(left))
    return left


def restore(merge: PartyMerge, of: Iterable[Referring]) -> None:
    """Put the removed rows of these kinds there again. One that somebody made anew meanwhile counts as missing."""
    for referring in of:
        rows = [row for what, row in merge.removed if what == referring.what]
        if not rows:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {referring.table} SELECT * FROM jsonb_populate_recordset(NULL::{referring.table}, %s)"  # noqa: S608
                " ON CONFLICT DO NOTHING",
                [json.dumps(rows)],
            )
            _miss(merge, referring.what, len(rows) - cursor.rowcount)


def _miss(merge: PartyMerge, what: str, how_many: int) -> None:
    if how_many:
        merge.missing[what] = merge.missing.get(what, 0) + how_many
