"""`manage.py export_corrections`: what people made of what extractors said, to a file or standard output."""

import sys
from argparse import ArgumentTypeError
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.management.person import the_person
from claims.queries.correction_lines import annotation_page, json_lines
from claims.queries.corrections import CorrectionAsk, corrections
from factcheck.core.errors import VerbError


class Command(BaseCommand):
    """The same as `GET /api/v1/corrections.jsonl`, of what exists for the person in whose name it is written."""

    help = "Write what people kept, edited, dropped, merged or added of claims in documents, as data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", default="jsonl", choices=["jsonl", "annotations"], help="annotations: W3C")
        parser.add_argument("--since", type=_time, help="a day or a time in ISO 8601: corrected then or later")
        parser.add_argument("--extractor", default="", help='"rules", or with its version "rules 1"')
        parser.add_argument("--document", type=int, metavar="ID")
        parser.add_argument("--out", metavar="FILE", help="standard output without it")
        parser.add_argument("--user", default="", metavar="USERNAME", help="whose; the only administrator if one")

    def handle(self, *args: Any, **options: Any) -> None:
        person = the_person(options["user"])
        try:
            found = corrections(person, CorrectionAsk(options["since"], options["extractor"], options["document"]))
        except VerbError as error:
            raise CommandError(error.detail) from error
        page = f"{settings.SITE_URL}/api/v1/corrections.jsonl?format=annotations"
        is_lines = options["format"] == "jsonl"
        lines = json_lines(found) if is_lines else annotation_page(found, site=settings.SITE_URL, page=page)
        if options["out"] is None:
            for line in lines:
                self.stdout.write(line, ending="")
            return
        try:
            with Path(options["out"]).open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        except OSError as error:
            raise CommandError(f"The file {options['out']} cannot be written: {error.strerror}.") from error
        sys.stderr.write(f"Written to {options['out']}.\n")


def _time(said: str) -> datetime:
    try:
        read = datetime.fromisoformat(said)
    except ValueError as error:
        raise ArgumentTypeError(f"use a day or a time such as 2026-01-13, not {said}") from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)
