"""`manage.py import_claims FILE`: bring a file in from the command line, by the verbs that pages and API use."""

import json
import logging
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.utils import InterfaceError, OperationalError
from django.urls import reverse

from claims.access import import_for
from claims.actions.fail_import import fail_import
from claims.actions.receive_import import receive_import
from claims.actions.run_import import run_import
from claims.intake.kinds import Format, Makes
from claims.management.person import the_person
from claims.management.progress import Progress
from claims.models import OPEN_IMPORT_STATES, Import, ImportState
from claims.queries.imports import refused_report, rows_page
from factcheck.core.errors import Invalid, VerbError
from factcheck.core.models import User

log = logging.getLogger(__name__)

# What a script may want to tell apart; an error of the command line itself ends with 2, as everywhere.
DONE, FAILED, SOME_REFUSED, WAITS, STOPPED = 0, 1, 3, 4, 130
_SHOWN_ROWS = 5
_PAUSE = 0.5


class Command(BaseCommand):
    """The same import as by page or API. A worker may take it at the same time: each row is brought in once."""

    help = (
        "Import a file of claims or fact-checks: CSV, XLSX, JSON Lines, JSON, ClaimReview; also packed by gzip or zip. "
        "Ends with 0 when all rows were taken, 1 when the import failed or could not begin, 3 when rows were refused, "
        "4 when it waits for its columns to be named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help='the file; "-" is standard input')
        parser.add_argument("--resume", type=int, metavar="ID", help="go on with an import that was begun")
        parser.add_argument("--format", default="", choices=["", *(each.value for each in Format)])
        parser.add_argument("--as", dest="makes", default="", choices=["", Makes.CLAIMS.value, Makes.CHECKS.value])
        parser.add_argument("--mapping", type=_mapping, help='field by header, as JSON: {"Claim": "text"}')
        parser.add_argument("--dry-run", action="store_true", help="count and report everything, keep nothing")
        parser.add_argument("--user", default="", metavar="USERNAME", help="who imports; the only administrator if one")
        parser.add_argument("--topic", default="", metavar="SLUG", help="for rows that name none")
        parser.add_argument("--makes-topics", action="store_true", help="make topics that rows name and are not there")
        parser.add_argument("--language", default="en", help="of rows that name none (en)")
        parser.add_argument("--encoding", default="")
        parser.add_argument("--delimiter", default="", type=lambda said: {"tab": "\t", "\\t": "\t"}.get(said, said))
        parser.add_argument("--sheet", default="", help="of a workbook")
        parser.add_argument("--errors", metavar="FILE", help="write the refused rows here as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["file"]) == bool(options["resume"]):
            raise CommandError("Name one file to import, or an import to go on with by --resume.")
        try:
            person = the_person(options["user"])
            work = import_for(person, options["resume"]) if options["resume"] else self._receive(person, options)
            self._bring_in(work)
        except Invalid as error:
            said = [f"{_option(fault.pointer)}{fault.detail}" for fault in error.faults]
            raise CommandError("\n".join(said)) from error
        except VerbError as error:
            raise CommandError(error.detail) from error
        self._tell(work, options["errors"])
        code = _code(work)
        if code:
            sys.exit(code)

    def _receive(self, person: User, options: dict[str, Any]) -> Import:
        names = ("format", "makes", "mapping", "dry_run", "topic", "makes_topics", "language", "encoding", "delimiter",
                 "sheet")  # fmt: skip
        try:
            with _opened(options["file"]) as file:
                name = "standard input" if options["file"] == "-" else Path(options["file"]).name
                return receive_import(by=person, file=file, name=name, **{key: options[key] for key in names})
        except KeyboardInterrupt:
            self.stderr.write("\nStopped before the whole file was stored. Nothing was imported.")
            sys.exit(STOPPED)

    def _bring_in(self, work: Import) -> None:
        """Work on the import until it ends, beside whatever worker has it, and show how far it is."""
        self.stderr.write(f"Import {work.pk}: {settings.SITE_URL}{reverse('import_progress', args=[work.pk])}")
        try:
            with _shown(work.pk, Progress(sys.stderr)):
                while True:
                    _take_turn(work.pk)
                    work.refresh_from_db()
                    if work.state not in OPEN_IMPORT_STATES or work.waits_for_mapping:
                        return
                    time.sleep(_PAUSE)
        except KeyboardInterrupt:
            self._leave(work)

    def _leave(self, work: Import) -> NoReturn:
        work.refresh_from_db()
        if work.state in OPEN_IMPORT_STATES:
            self.stderr.write(
                f"\nStopped after {work.read:,} rows; they are kept. A worker goes on with the rest. Without one:"
                f" manage.py import_claims --resume {work.pk}"
            )
        sys.exit(STOPPED)

    def _tell(self, work: Import, errors: str | None) -> None:
        if work.waits_for_mapping:
            self.stdout.write(f"Import {work.pk} waits: it is not plain which column holds the claim.")
            self.stdout.write(f"Its columns are {', '.join(work.columns)}.")
            self.stdout.write(
                f"Say so at {settings.SITE_URL}{reverse('import_progress', args=[work.pk])}, or cancel it there and"
                ' import the file with --mapping \'{"HEADER": "text"}\'.'
            )
            return
        tense = "would be added" if work.dry_run else "added"
        self.stdout.write(
            f"Import {work.pk} is {work.state}. {work.read:,} read: {work.added:,} {tense}, {work.known:,} already"
            f" here, {work.duplicates:,} linked as duplicates, {work.refused:,} refused."
        )
        if work.problem:
            self.stdout.write(work.problem)
        if not work.refused:
            return
        for row in rows_page(work, outcome="refused").rows[:_SHOWN_ROWS]:
            self.stdout.write(f"  line {row.line}{f', {row.column}' if row.column else ''}: {row.reason}")
        if errors:
            with Path(errors).open("w", encoding="utf-8", newline="") as report:
                report.writelines(refused_report(work))
        where = errors or f"{settings.SITE_URL}{reverse('import_errors', args=[work.pk])} (or --errors FILE)"
        self.stdout.write(f"All refused rows: {where}")


def _take_turn(import_id: int) -> None:
    """Work on the import for a while, unless a worker does. A fault of ours leaves it failed, as in a worker.

    A database that is away is none: the import stays open.
    """
    try:
        run_import(import_id)
    except (OperationalError, InterfaceError) as error:
        raise CommandError(f"The database is away. The import stays open: --resume {import_id}.") from error
    except Exception as error:
        log.exception("Import %s failed", import_id)
        fail_import(import_id, f"{type(error).__name__}. What was sent is kept; look at the log above.")


def _code(work: Import) -> int:
    if work.waits_for_mapping:
        return WAITS
    if work.state != ImportState.DONE:
        return FAILED
    return SOME_REFUSED if work.refused else DONE


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115  (closed below; only its opening is excused)
    except OSError as error:
        raise CommandError(f"The file {name} cannot be read: {error.strerror}.") from error
    with file:
        yield file


def _mapping(said: str) -> Mapping[str, str]:
    try:
        read = json.loads(said)
    except ValueError as error:
        raise CommandError(f'--mapping is no JSON. Write it as {{"Claim": "text"}}. Received: {said[:80]}') from error
    if not isinstance(read, dict) or not all(isinstance(field, str) for field in read.values()):
        raise CommandError('--mapping takes an object of headers and fields, such as {"Claim": "text"}.')
    return read


def _option(pointer: str) -> str:
    name = pointer.strip("/").split("/")[0].replace("_", "-")
    return "" if name in ("", "file") else f"--{'as' if name == 'makes' else name}: "


@contextmanager
def _shown(import_id: int, progress: Progress) -> Iterator[None]:
    """Show how far an import is while the block runs, from what is committed: others may be at it as well."""
    is_over = threading.Event()

    def watch() -> None:
        try:
            while not is_over.wait(_PAUSE):
                progress.show(Import.objects.defer("preview").get(pk=import_id))
        finally:
            connection.close()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()
        progress.end(Import.objects.get(pk=import_id))
