"""`manage.py prepare`: what a start needs of the database and the disk; quick when it is all there."""

import hashlib
import multiprocessing
import time
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# Said to whoever waits to start the web server: what comes after it is not needed for that.
SERVABLE = "Ready for web"
# The browsable API and a second reader for the API's description are not offered; they are most of the bytes.
UNUSED = ["rest_framework", "redoc"]


class Command(BaseCommand):
    help = "Apply migrations, collect static files and, with --demo, make the demonstration newsroom."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="make the demonstration newsroom")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each thing done, with its seconds. The static files are collected beside the rest."""
        begun = time.monotonic()
        with ExitStack() as held:
            collected = self.collect_beside(held)
            self.migrate()
            call_command("grant_rights")
            if collected is not None:
                collected.result()
                stamp_path().write_text(static_state(), encoding="utf-8")
                self.line("Static files collected", begun)
        self.stdout.write(SERVABLE)
        self.stdout.flush()
        if options["demo"]:
            self.demonstrate()

    def collect_beside(self, held: ExitStack) -> "Future[None] | None":
        """Begin to collect static files in a process of its own; None when nothing has changed since.

        Forked before the database is connected to: a connection cannot be shared.
        """
        try:
            if stamp_path().read_text(encoding="utf-8") == static_state():
                return None
        except FileNotFoundError:
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork"))
        return held.enter_context(pool).submit(collect)

    def migrate(self) -> None:
        """Apply what is missing."""
        begun = time.monotonic()
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            call_command("migrate", interactive=False, verbosity=0)
        self.line(f"{len(plan)} migrations applied", begun)

    def demonstrate(self) -> None:
        """Make the demonstration newsroom, or find that it is there."""
        begun = time.monotonic()
        call_command("demo", stdout=self.stdout)
        self.line("The demonstration newsroom is there", begun)

    def line(self, what: str, begun: float) -> None:
        """Print at once: the reader is another process that shows it as progress."""
        self.stdout.write(f"{what} ({time.monotonic() - begun:.1f} s)")
        self.stdout.flush()


def collect() -> None:
    """Collect, hash and compress the static files."""
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)


def stamp_path() -> Path:
    """Where the state of the static files as they were collected is kept."""
    return Path(settings.STATIC_ROOT) / ".collected"


def static_state() -> str:
    """Which static files there are now, with their times and sizes."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list(UNUSED):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_mtime_ns} {found.st_size}\n".encode())
    return digest.hexdigest()
