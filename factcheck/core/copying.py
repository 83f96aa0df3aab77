"""Rows into a table by COPY, the fastest way in that PostgreSQL has.

A line is cells joined by tabs, in COPY's text format; `copy_text.cell` escapes what a person wrote. Constraints,
foreign keys and triggers hold as for any other insertion.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection
from psycopg import sql

# psycopg sends what it is given at once; a larger piece saves calls, a smaller one memory.
_PIECE = 500


def copy_lines(table: str, columns: Sequence[str], lines: Iterable[str]) -> None:
    """Write lines without their line ends into a table, in the caller's transaction.

    Lines that are made as they are taken are made while the database works on those before them.
    """
    left = iter(lines)
    piece = list(islice(left, _PIECE))
    if not piece:
        return
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        while piece:
            copy.write("\n".join(piece) + "\n")
            piece = list(islice(left, _PIECE))


def next_ids(table: str, number: int) -> list[int]:
    """As many new keys of a table, so that rows which point at each other can be copied together."""
    with connection.cursor() as cursor:
        cursor.execute(
            # The name of the sequence is looked up once, not for each key.
            "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) FROM generate_series(1, %s)",
            [table, number],
        )
        return [key for (key,) in cursor.fetchall()]
