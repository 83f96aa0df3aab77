"""`manage.py up`: run the whole newsroom on this machine until Ctrl-C."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Run PostgreSQL, Valkey, web, worker and beat on this machine until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="make the demonstration newsroom first")
        parser.add_argument("--host", help="address to listen on; HOST, else 127.0.0.1")
        parser.add_argument("--port", help="port to listen on; PORT, else 8000")

    def handle(self, *args: Any, **options: Any) -> None:
        """Become the supervisor, which stays small because it never loads Django."""
        words = ["--demo"] if options["demo"] else []
        for name in ("host", "port"):
            if options[name]:
                words += [f"--{name}", options[name]]
        # A path that was meant from where this was typed must mean the same from there.
        os.environ["FACTCHECK_VAR"] = str(settings.VAR)
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "factcheck.supervise", *words])  # noqa: S606 - no shell
