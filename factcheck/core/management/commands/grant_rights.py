"""`manage.py grant_rights`: what the role of web, worker and beat may do; run by the owner after each migration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from psycopg import sql

ROLE = "factcheck_desk"
# The record: the desk adds to it and reads it, and changes no more than the columns named.
RECORD: dict[str, str] = {
    "core_event": "",
    "core_seal": "",
    "core_head": "",
    "reviews_assessment": "",
    "reviews_verdict": "review_by",
    "reviews_verdict_assessments": "",
    "reviews_publication": "is_current",
    "reviews_correction": "",
    "django_migrations": "",
}
_ALL = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE INSERT ON django_migrations FROM {role};
"""


class Command(BaseCommand):
    help = "Let the role of web, worker and beat work on every table, but neither change nor delete the record."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", default=ROLE, help=f"the role of the desk (default {ROLE})")
        parser.add_argument("--required", action="store_true", help="fail where there is no such role")

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant in one transaction, so that nobody works without a right meanwhile. Raises CommandError."""
        name = options["role"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [name])
            if not cursor.fetchone()[0]:
                if options["required"]:
                    raise CommandError(f"There is no role {name} beside this one. docs/running.md says how to make it.")
                return
            role = sql.Identifier(name)
            cursor.execute(sql.SQL(_ALL).format(role=role))
            for table, column in RECORD.items():
                names = {"role": role, "table": sql.Identifier(table), "column": sql.Identifier(column or "-")}
                cursor.execute(sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}").format(**names))
                if column:
                    cursor.execute(sql.SQL("GRANT UPDATE ({column}) ON {table} TO {role}").format(**names))
