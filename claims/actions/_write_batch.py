"""One batch of an import's rows into the tables, with its counts and its cursor."""

import json
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from claims.actions._write_check_rows import write_check_rows
from claims.actions._write_claim_rows import write_claim_rows, write_in_turn
from claims.actions._written import Written
from claims.intake.batches import Batch
from claims.intake.rows import BadRow
from claims.models import Import, ImportRow, RowOutcome
from factcheck.core.copy_text import cell
from factcheck.core.copying import copy_lines

_ROW = ("number", "line", "column", "reason", "cells", "outcome", "work_id", "row_key")
_COLUMN_LIMIT = 300
_UNSTORABLE = {0: "\N{REPLACEMENT CHARACTER}", **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")}


@transaction.atomic
def write_batch(work: Import, batch: Batch) -> bool:
    """Write a batch, and whether to go on: not when the import has ended, or somebody else has written this far.

    Rows, refusals, counts and cursor are one transaction under the import's lock. `work` is brought up to date.
    """
    if batch.claims and not work.dry_run:
        write_in_turn(work.pk)
    locked = Import.objects.select_for_update(of=("self",)).get(pk=work.pk)
    if locked.ended_at is not None or locked.read != work.read:
        return False
    # Somebody may have corrected a row since the batch before.
    for name in ("added", "known", "duplicates", "refused"):
        setattr(work, name, getattr(locked, name))
    try:
        with transaction.atomic():
            done = _write(work, batch)
    except (DataError, IntegrityError):
        # One row that the tables refuse must not hold back the others of its batch.
        done = _write_singly(work, batch)
    for bad in done.refused:
        bad.cells = bad.cells or batch.sent.get(bad.number, {})
    refused = sorted([*batch.bad, *done.refused], key=lambda bad: bad.number)
    copy_refusals(work, refused)
    work.added += done.added
    work.known += done.known
    work.duplicates += done.duplicates
    work.refused += len(refused)
    work.read += batch.size
    work.total = max(work.read, _expected(work, batch.position))
    work.progress_at = timezone.now()
    if batch.notes:
        work.guess = {**work.guess, "notes": batch.notes}
    work.save(
        update_fields=[
            "guess", "added", "known", "duplicates", "refused", "read", "total", "progress_at", "is_restricted",
        ]
    )  # fmt: skip
    return True


def copy_refusals(work: Import, refused: list[BadRow]) -> None:
    """Write down rows that were refused, with where, why and what was sent."""
    copy_lines(ImportRow._meta.db_table, _ROW, [_line(work, bad) for bad in refused])


def _write(work: Import, batch: Batch) -> Written:
    done = Written()
    if batch.claims:
        _add(done, write_claim_rows(work, batch.claims, keep=not work.dry_run))
    if batch.checks:
        _add(done, write_check_rows(work, batch.checks, keep=not work.dry_run))
    return done


def _write_singly(work: Import, batch: Batch) -> Written:
    done = Written()
    for single in batch.singly():
        try:
            with transaction.atomic():
                _add(done, _write(work, single))
        except (DataError, IntegrityError) as error:
            number, line = single.place
            done.refused.append(BadRow(number, line, f"The database refused this row: {_short(error)}"))
    return done


def _add(done: Written, more: Written) -> None:
    done.added += more.added
    done.known += more.known
    done.duplicates += more.duplicates
    done.refused += more.refused


def _short(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


def _line(work: Import, bad: BadRow) -> str:
    cells = {name: value.translate(_UNSTORABLE) for name, value in bad.cells.items()}
    said: dict[str, Any] = {name.translate(_UNSTORABLE): value for name, value in cells.items()}
    return (
        f"{bad.number}\t{bad.line}\t{cell(bad.column.translate(_UNSTORABLE)[:_COLUMN_LIMIT])}\t"
        f"{cell(bad.reason.translate(_UNSTORABLE))}\t{cell(json.dumps(said, ensure_ascii=False))}\t"
        f"{RowOutcome.REFUSED}\t{work.pk}\t"
    )


def _expected(work: Import, position: int) -> int:
    """How many rows the file will have had, from how far it was read."""
    return round(work.read * work.size / position) if position else 0
