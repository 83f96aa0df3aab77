"""`manage.py demo`: fill an empty installation with the demonstration newsroom."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.core.errors import VerbError
from factcheck.env import env
from reviews.demo.build import Busy, build, has_other_data
from reviews.demo.people import PASSWORD, PLAYERS


class Command(BaseCommand):
    help = "Fill an empty installation with the demonstration newsroom; a second run keeps what is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="also where DATABASE_URL is set or other data is there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each step; a refusal is one line too."""
        self._refuse_a_real_newsroom(force=options["force"])
        begun = time.monotonic()
        try:
            target = build(self._say)
        except (Busy, VerbError) as error:
            raise CommandError(f"The demonstration was not made, and nothing was changed. {error}") from error
        people = ", ".join(f"{player.username} ({player.role})" for player in PLAYERS)
        self._say(f"People: {people}; password {PASSWORD}")
        self._say(f"Tokens are in {target} ({time.monotonic() - begun:.1f} s)")

    def _refuse_a_real_newsroom(self, *, force: bool) -> None:
        has_address = bool(env("DATABASE_URL", ""))
        if has_address and not force:
            raise CommandError(
                "DATABASE_URL is set, so this may be a real newsroom; nothing was changed. Unset it for a "
                "demonstration on this machine, or give --force."
            )
        if has_address and not settings.DEMO:
            raise CommandError(
                "Set DEMO=1 for every process first, so that each page says that this is a demonstration; "
                "nothing was changed."
            )
        if has_other_data() and not force:
            raise CommandError(
                "This installation has data that is not the demonstration's; nothing was changed. Use an "
                "empty one (FACTCHECK_VAR=another/folder), or give --force."
            )

    def _say(self, line: str) -> None:
        """Print at once: the reader may be another process that shows it as progress."""
        self.stdout.write(line)
        self.stdout.flush()
