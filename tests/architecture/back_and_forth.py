"""Run by test_migrations in a process of its own: a data migration writes to the default database.

Fills a new database by verbs, takes each migration of ours back and, while the data are there, forward and back
again; then everything forward on what is left.
"""

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402

from factcheck.core.models import User  # noqa: E402
from factcheck.core.people import add_person  # noqa: E402
from reviews.models import Scale  # noqa: E402
from reviews.workflow import State  # noqa: E402
from tests.cast import CAST, PASSWORD  # noqa: E402
from tests.factories import in_state, make_document, make_evidence, make_publication  # noqa: E402

APPS = ("reviews", "claims", "core")


def fill() -> None:
    """A row in most tables."""
    for username, (name, role) in CAST.items():
        add_person(username, by=None, name=name, role=role, password=PASSWORD)
    cast = {user.username: user for user in User.objects.all()}
    make_document(cast["erin"])
    make_publication(cast, split=True)
    make_evidence(in_state(State.IN_REVIEW, cast), cast["ada"])


def migrate(app: str, name: str) -> None:
    """Go to one migration; "zero" is before the first."""
    executor = MigrationExecutor(connection)
    executor.migrate([(app, None if name == "zero" else name)])


def back_and_forth() -> None:
    """Take each migration back, the newest first."""
    graph = MigrationExecutor(connection).loader.graph
    applied = MigrationRecorder(connection).migration_qs.order_by("id").values_list("app", "name")
    ours = [(app, name) for app, name in applied if app in APPS]
    for app, name in reversed(ours):
        names = [each for of, each in ours if of == app]
        earlier = ["zero", *names][names.index(name)]
        migrate(app, earlier)
        if not graph.nodes[app, name].initial:  # those make tables, which begin empty
            migrate(app, name)
            migrate(app, earlier)
        say("back", app, name)


def say(*words: object) -> None:
    """A line for the test that reads this."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def left() -> list[str]:
    """Tables and functions of ours that are still there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
        functions = [row[0] for row in cursor]
    prefixes = tuple(f"{app}_" for app in APPS)
    return [name for name in connection.introspection.table_names() if name.startswith(prefixes)] + functions


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    fill()
    back_and_forth()
    say("left", left())
    call_command("migrate", verbosity=0)
    say("scales", Scale.objects.count(), Scale.objects.get(is_default=True).ratings.count())
