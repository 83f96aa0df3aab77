"""Empty the test database after a test that commits, as Django's `flush` does, but only the tables that hold rows.

Truncating every table costs as much when two rows are there as when there are thousands: most of the time of a short
test. On the embedded server the tables are emptied by its superuser, past triggers and references; on another server,
and where there is much to delete, Django's own way is gone.
"""

from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection
from django.test import TransactionTestCase
from psycopg.sql import SQL, Identifier

from factcheck.embedded.postgres import SUPERUSER

MUCH = 16 * 2**20  # bytes in all tables
# What migrations and Django make by themselves, and what says which of them ran.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
_SIZE = "SELECT sum(pg_relation_size(quote_ident(name)::regclass)) FROM unnest(%s::text[]) AS name"


def empty_quickly(patch: Callable[[object, str, Any], None]) -> None:
    """Have every test that commits end so; `patch` sets an attribute until the end of the run."""
    thoroughly = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        if not emptied():
            thoroughly(case)

    patch(TransactionTestCase, "_fixture_teardown", teardown)


def emptied() -> bool:
    """Whether the database of the tests is empty again; False where this is no way to do it."""
    settings = connection.settings_dict
    if not str(settings["HOST"]).startswith("/"):
        return False
    try:
        superuser = psycopg.connect(
            dbname=settings["NAME"], host=settings["HOST"], port=settings["PORT"] or None, user=SUPERUSER
        )
    except psycopg.OperationalError:
        return False
    with superuser:
        superuser.execute("SET session_replication_role = replica")
        names = [name for (name,) in superuser.execute(_TABLES) if name not in KEPT]
        # Whoever still writes is waited for, as by TRUNCATE.
        tables = SQL(", ").join(map(Identifier, names))
        superuser.execute(SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(tables))
        (size,) = superuser.execute(_SIZE, [names]).fetchone() or (MUCH,)
        if size >= MUCH:
            return False
        looks = (SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(name, Identifier(name)) for name in names)
        for (name,) in superuser.execute(SQL(" UNION ALL ").join(looks)).fetchall():
            superuser.execute(SQL("DELETE FROM {}").format(Identifier(name)))
    return True
