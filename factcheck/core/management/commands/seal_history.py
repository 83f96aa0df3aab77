"""`manage.py seal_history`: what the worker does every half minute, once, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from factcheck.core.sealing import seal


class Command(BaseCommand):
    help = "Seal every event that has no seal yet, and sign a head over the history."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--restored",
            action="store_true",
            help="the database was restored from a dump: begin a new epoch, since transactions are numbered anew",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line: how many, and the head."""
        done = seal(restored=options["restored"])
        head = f"head {done.head}" if done.head else "no new head was needed"
        self.stdout.write(f"{done.seals} events sealed; {head}.")
