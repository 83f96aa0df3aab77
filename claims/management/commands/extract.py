"""Run the built-in extractor over text files, without a database."""

import json
import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction import Candidate, Extraction, Stance, extract

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_IN_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?!\d)")
_DATE_HELP = (
    "the date of the documents, as YYYY-MM-DD; resolves words such as Tuesday. Without it each has the date that its"
    " file name begins with, or else the one that its text gives"
)
_STANCE_WORDS = {Stance.DENIES: "deny", Stance.DOUBTS: "doubt", Stance.CONFIRMS: "confirm"}


class Command(BaseCommand):
    """`manage.py extract FILE... [--date YYYY-MM-DD] [--language en] [--json]`: print the claims of text files."""

    help = "Print the claims that the built-in extractor finds in text files (UTF-8)."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a text file in UTF-8")
        parser.add_argument("--date", help=_DATE_HELP)
        parser.add_argument("--language", help="of the documents, such as en or fa; without it each is guessed")
        parser.add_argument("--json", action="store_true", help="print one JSON list of all candidates")

    def handle(self, *args: Any, **options: Any) -> None:
        when, language = _date(options["date"]), _language(options["language"])
        rows: list[dict[str, Any]] = []
        for name in options["files"]:
            path = Path(name)
            found = extract(_read(path), language=language, document_date=when or _date_of_name(path))
            if options["json"]:
                rows.extend(as_row(path.name, candidate) for candidate in found.candidates)
            else:
                self.stdout.write(_table(path.name, found))
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))


def as_row(doc: str, candidate: Candidate) -> dict[str, Any]:
    """One candidate as a flat row: offsets in code points, `checkworthy` from 1 to 5, `stance` of the
    claim."""
    quantity, as_of = candidate.quantity, candidate.as_of
    return {
        "doc": doc,
        "start": candidate.start,
        "end": candidate.end,
        "text": candidate.text,
        "claimants": [speaker.name for speaker in candidate.speakers],
        "stance": next((_STANCE_WORDS[s.stance] for s in candidate.speakers if s.stance in _STANCE_WORDS), "assert"),
        "value": _number(quantity.value) if quantity else None,
        "value_max": _number(quantity.value_max) if quantity and quantity.value_max is not None else None,
        "unit": quantity.unit if quantity else None,
        "bound": quantity.bound.value if quantity else None,
        "nature": quantity.nature.value if quantity else None,
        "denominator": quantity.denominator or None if quantity else None,
        "per": quantity.per or None if quantity else None,
        "since": quantity.since or None if quantity else None,
        "part_of": candidate.part_of,
        "as_of": as_of.value if as_of else None,
        "place": candidate.place,
        "kind": candidate.kind.value,
        "checkworthy": 1 + round(4 * candidate.score),
        "score": candidate.score,
        "reasons": list(candidate.reasons),
    }


def _number(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)


def _date_of_name(path: Path) -> date | None:
    """The day that a file name begins with, as in 2026-01-13-toll.txt."""
    found = _IN_NAME.match(path.name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _date(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise CommandError(f"The date must look like 2026-01-13. Received: {value}") from error


def _language(value: str | None) -> str | None:
    if value is not None and not _TAG.fullmatch(value):
        raise CommandError(f"The language must be a tag such as en, fa or pt-BR. Received: {value}")
    return value


def _read(path: Path) -> str:
    try:
        # newline="" keeps carriage returns, so that offsets fit the file as it is.
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise CommandError(f"The file {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"The file {path} is not UTF-8 text (byte {error.start}). Convert it first.") from error


def _table(name: str, found: Extraction) -> str:
    lines = [f"{name}: {len(found.candidates)} claims, {found.dropped} dropped"]
    for number, candidate in enumerate(found.candidates, start=1):
        said = " > ".join(speaker.name for speaker in candidate.speakers) or "the document"
        details = [said]
        if candidate.quantity is not None:
            quantity = candidate.quantity
            upper = f" to {quantity.value_max:,}" if quantity.value_max is not None else ""
            details.append(f"{quantity.bound.value.replace('_', ' ')} {quantity.value:,}{upper} {quantity.unit}")
        if candidate.as_of is not None:
            details.append(f"as of {candidate.as_of.value}")
        if candidate.place:
            details.append(candidate.place)
        lines.append(f"{number:4}. [{candidate.score:.2f}] {' '.join(candidate.text.split())}")
        lines.append(f"      {'; '.join(details)}")
        if candidate.reasons:
            lines.append(f"      because: {', '.join(candidate.reasons)}")
    return "\n".join(lines)
