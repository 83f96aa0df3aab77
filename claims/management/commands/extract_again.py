"""`manage.py extract_again`: have documents read again after an upgrade of the extractors."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.access import visible_documents
from claims.actions.extract_again import extract_again
from claims.actions.run_import import run_import
from claims.management.person import the_person
from claims.models import OPEN_IMPORT_STATES, Import
from factcheck.core.errors import VerbError


class Command(BaseCommand):
    """The same as by page or API, for many documents. Asked again after it was cut short it goes on."""

    help = (
        "Have documents read again by the extractors as they are now. What people had to do with stays as it is. "
        "Workers do it; with --here this process does."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--documents", nargs="+", type=int, metavar="ID", help="numbers of documents")
        which.add_argument("--all", action="store_true", help="every document that exists for whoever asks")
        parser.add_argument("--user", default="", metavar="USERNAME", help="who asks; the only administrator if one")
        parser.add_argument("--here", action="store_true", help="read them in this process, one after another")

    def handle(self, *args: Any, **options: Any) -> None:
        person = the_person(options["user"])
        documents = visible_documents(person).order_by("id")
        wanted = options["documents"] or documents.values_list("pk", flat=True).iterator()
        asked = 0
        for document_id in wanted:
            try:
                work = extract_again(document_id, by=person)
            except VerbError as error:
                raise CommandError(error.detail) from error
            asked += 1
            if options["here"]:
                self._read(work)
        if not options["here"]:
            self.stdout.write(f"{asked:,} {'documents wait' if asked != 1 else 'document waits'} for a worker.")

    def _read(self, work: Import) -> None:
        run_import(work.pk)
        work.refresh_from_db()
        if work.state in OPEN_IMPORT_STATES:
            self.stdout.write(f"Document {work.document_id}: a worker is at it (import {work.pk}).")
            return
        counts = {name: work.guess.get(name, 0) for name in ("changed", "gone", "left")}
        said = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        self.stdout.write(f"Document {work.document_id}: {work.state}, {work.added:,} added, {said}.")
