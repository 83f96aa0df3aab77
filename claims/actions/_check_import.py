"""Looking at a file before its rows are taken: its columns, what they hold, and how it is written."""

from dataclasses import asdict
from itertools import islice
from typing import Any

from django.db import transaction

from claims.actions._import_file import opened, reading_of
from claims.intake.columns import guess_mapping, mapping_problems
from claims.intake.errors_csv import as_text
from claims.intake.kinds import TABLE_FORMATS, Format
from claims.intake.reading import first_table
from claims.intake.rows import BadFile, Cell, Row
from claims.models import Import, ImportState
from claims.queries.imports import saved_mapping_for

_SAMPLE = 200
_SHOWN_ROWS, _SHOWN_CHARACTERS = 10, 200


def check_import(work: Import) -> bool:
    """Find out how a table is to be read and what its columns hold; whether its rows can be taken now.

    A mapping that came with the file or was given since comes first, then one saved for such columns, then what the
    headers say plainly. Otherwise the import waits for people to say. Raises BadFile.
    """
    if work.format not in TABLE_FORMATS or (work.mapping and work.columns):
        return _go_on(work)
    columns, sample, guess = _look(work)
    if work.mapping and (problems := mapping_problems(columns, work.mapping)):
        raise BadFile(" ".join(problems))
    shown = [[as_text(cell)[:_SHOWN_CHARACTERS] for cell in row] for row in sample[:_SHOWN_ROWS]]
    with transaction.atomic():
        locked = Import.objects.select_for_update(of=("self",)).get(pk=work.pk)
        if locked.ended_at is not None:
            return False
        found = guess_mapping(columns, sample)
        mapping = work.mapping or saved_mapping_for(columns)
        is_settled = bool(mapping) and not mapping_problems(columns, mapping or {})
        if not is_settled:
            mapping, is_settled = found.fields, found.is_certain
        work.columns, work.preview, work.guess = columns, shown, guess
        work.mapping = {header: name for header, name in (mapping or {}).items() if name}
        work.waits_for_mapping = not is_settled
        work.save(update_fields=["columns", "preview", "guess", "mapping", "waits_for_mapping"])
    return is_settled and _go_on(work)


def _go_on(work: Import) -> bool:
    changed = Import.objects.filter(pk=work.pk, ended_at__isnull=True).update(state=ImportState.RUNNING)
    work.state = ImportState.RUNNING
    return bool(changed)


def _look(work: Import) -> tuple[list[str], list[list[Cell]], dict[str, Any]]:
    """The columns, the first rows and how the file was read.

    Records of JSON bring columns as they go, so of such a file all is read: a key that only a late record has is a
    column too.
    """
    sample: list[list[Cell]] = []
    with opened(work.path) as file:
        table = first_table(reading_of(work), file)
        pieces = table.batches()
        for piece in pieces if work.format == Format.JSONL else islice(pieces, 1):
            if len(sample) < _SAMPLE:
                sample += [list(row.cells) for row in piece if isinstance(row, Row)]
        return list(table.columns), sample[:_SAMPLE], asdict(table.guess)
