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


def back_and_forth() -> None:
    """Take each migration back, the newest first, and where it does not make tables forward and back again.

    What the models were before each is worked out once: to ask for it anew each time is most of the time this takes.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    # Another order than that in which they ran would take back what others still stand on.
    applied = list(MigrationRecorder(connection).migration_qs.order_by("id").values_list("app", "name"))
    assert [(migration.app_label, migration.name) for migration, _ in plan] == applied
    state = executor._create_project_state()
    before = []
    for migration, _ in plan:
        state.apps  # noqa: B018  (rendered once, and from then on by what each migration changes)
        before.append(state)
        state = migration.mutate_state(state, preserve=True)
    for (migration, _), was in zip(reversed(plan), reversed(before), strict=True):
        if migration.app_label not in APPS:
            continue
        executor.unapply_migration(was, migration)
        if not migration.initial:  # those make tables, which begin empty
            executor.apply_migration(was.clone(), migration)
            executor.unapply_migration(was, migration)
        say("back", migration.app_label, migration.name)


def say(*words: object) -> None:
    """A line for the test that reads this."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def left() -> list[str]:
    """Tables and functions of ours that are still there."""
    with connection.cursor() as cursor:
        # Those of an extension are its own.
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND NOT EXISTS ("
            "SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')"
        )
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
