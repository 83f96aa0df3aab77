"""What a dry run has met so far.

It writes no claim, so a later batch could not find an earlier one's rows in the tables. They are kept in a temporary
table of this session: memory does not grow with the file, and nothing is left when the worker ends.
"""

from collections.abc import Collection, Sequence

from django.db import connection

from factcheck.core.copying import copy_lines

_TABLE = "seen_rows"


def forget_seen() -> None:
    """Begin with nothing seen."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {_TABLE} (key text, fingerprint text, number int)")
        cursor.execute(f"TRUNCATE {_TABLE}")
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {_TABLE}_key ON {_TABLE} (key)")
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {_TABLE}_fingerprint ON {_TABLE} (fingerprint)")


def remember_seen(rows: Sequence[tuple[str, str, int]]) -> None:
    """Keep the key, fingerprint and number of rows that would become claims."""
    copy_lines(_TABLE, ("key", "fingerprint", "number"), [f"{key}\t{words}\t{number}" for key, words, number in rows])


def seen(keys: Collection[str], fingerprints: Collection[str]) -> list[tuple[str, str, int]]:
    """Those of the rows seen that have one of these keys or fingerprints."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, fingerprint, number FROM {_TABLE} WHERE key = ANY(%s)"  # noqa: S608  (our own name)
            f" UNION SELECT key, fingerprint, number FROM {_TABLE} WHERE fingerprint = ANY(%s)",
            [list(keys), list(fingerprints)],
        )
        return [(key, words, number) for key, words, number in cursor.fetchall()]
