"""`manage.py prepare`: what a start needs of the database and the disk; nothing when it is all there."""

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Apply migrations, collect static files and, with --demo, make the demonstration newsroom."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="make the demonstration newsroom")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each thing done, with its seconds."""
        begun = time.monotonic()
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            call_command("migrate", interactive=False, verbosity=0)
        self.line(f"{len(plan)} migrations applied", begun)
        begun = time.monotonic()
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.line("Static files collected", begun)
        if options["demo"]:
            begun = time.monotonic()
            call_command("demo", stdout=self.stdout)
            self.line("Demonstration newsroom is there", begun)

    def line(self, what: str, begun: float) -> None:
        """Print at once: the reader is another process that shows it as progress."""
        self.stdout.write(f"{what} ({time.monotonic() - begun:.1f} s)")
        self.stdout.flush()
