"""Everything that refers to parties, before and after."""

from typing import Any

from django.db import connection

from claims.actions.resolve_party import resolve_party
from claims.models import Party


def references() -> list[tuple[str, str]]:
    """Every column of the database that refers to a party, with its table."""
    return sorted((each.related_model._meta.db_table, each.field.column) for each in Party._meta.related_objects)


def known_party(name: str, *, is_anonymous: bool = False) -> Party:
    """The party of a name, made by itself where there is none, so that it is there for everybody."""
    return resolve_party(name, is_anonymous=is_anonymous, is_introduced=True)


BOOKS = {"claims_partymerge", "claims_party"}  # they say what was merged: no merge moves them


def everything() -> dict[str, list[Any]]:
    """All rows that refer to parties, as they are, by table."""
    tables = sorted({table for table, _ in references()} - BOOKS)
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY id")  # noqa: S608
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def pointing_at(party: Party) -> dict[str, int]:
    """How many rows of each column refer to a party; columns without any are left out."""
    found = {}
    with connection.cursor() as cursor:
        for table, column in references():
            if table not in BOOKS:
                cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [party.pk])  # noqa: S608
                (count,) = cursor.fetchone()
                if count:
                    found[f"{table}.{column}"] = count
    return found
