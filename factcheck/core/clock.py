"""The time, by the database: leases and due dates must not depend on the clock of one machine."""

from datetime import datetime
from typing import cast

from django.db import connection


def database_now() -> datetime:
    """The database's clock at this statement, with its zone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cast(datetime, cursor.fetchone()[0])
