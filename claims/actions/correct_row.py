"""A person corrects a row that an import refused."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from claims.actions._locked_import import locked_import
from claims.actions._write_claim_rows import write_claim_rows, write_in_turn
from claims.actions._written import Written
from claims.intake.claim_row import ClaimRow
from claims.intake.kinds import TABLE_FORMATS, Format
from claims.intake.prepared_row import prepare_row
from claims.intake.rows import CELL_KEPT, BadRow, Row
from claims.intake.shape import ClaimShape
from claims.models import Claim, Import, ImportRow, ImportState, RowOutcome
from claims.queries.imports import mapped_columns
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable


@transaction.atomic
def correct_row(import_id: int, number: int, *, by: User, cells: Mapping[str, str]) -> ImportRow:
    """Take a refused row with these cells, by header; columns that are not named keep what was sent.

    The row is then added, known or linked like any other and is counted so; it keeps the reason for which it was
    refused. Raises NotFound when there is no such row, WrongState when it is not refused any more or its import
    cannot take it, Invalid with a pointer to the column while something is still wrong with it.
    """
    require(by, Can.IMPORT)
    write_in_turn(import_id)
    work = locked_import(import_id, by=by)
    row = work.rows.select_for_update().filter(number=number).first()
    if row is None:
        raise NotFound(f"Import {import_id} has no row {number} that was written down.")
    _refuse_wrong_state(work, row)
    whole = _whole(work, row, cells)
    claim_row = _shaped(work, row, whole)
    before = row.cells
    # One row of a file has one line here: whatever becomes of it is written in this one's place.
    row.delete()
    done = write_claim_rows(work, [prepare_row(claim_row)], keep=True)
    if done.refused:
        raise _invalid(done.refused[0])
    outcome = _counted(work, done)
    corrected = ImportRow.objects.filter(work=work, number=number).first() or ImportRow(work=work, number=number)
    corrected.line, corrected.column, corrected.reason = row.line, row.column, row.reason
    corrected.outcome, corrected.cells = outcome, whole
    corrected.claim = corrected.claim or Claim.objects.filter(imported_in=work, row_number=number).first()
    corrected.corrected_by, corrected.corrected_at = by, timezone.now()
    corrected.save()
    changed = {header: {"before": before.get(header, ""), "after": whole[header]} for header in cells}
    data = {"row": number, "outcome": outcome, "cells": changed}
    claim_id = corrected.claim_id if outcome is RowOutcome.ADDED else None
    record(EventKind.IMPORT_ROW_CORRECTED, by=by, about=work, claim_id=claim_id, data=data)
    return corrected


def _refuse_wrong_state(work: Import, row: ImportRow) -> None:
    if row.outcome != RowOutcome.REFUSED:
        raise WrongState(f"Row {row.number} is not refused: it is {row.outcome}. Correct the claim instead.")
    if work.dry_run:
        raise WrongState("A dry run keeps nothing. Import the file for real, then correct its rows.")
    if work.taken_back_at is not None or work.state == ImportState.CANCELLED:
        raise WrongState(f"Import {work.pk} was {'taken back' if work.taken_back_at else 'cancelled'}. "
                         "Download its refused rows, correct them and import that file.")  # fmt: skip
    if Format(work.format) not in TABLE_FORMATS or not work.mapping:
        raise WrongState("Rows of this kind of file have no columns to correct. Correct the file and import it again.")


def _whole(work: Import, row: ImportRow, cells: Mapping[str, str]) -> dict[str, str]:
    """The row's cells with those that were sent in their place."""
    known = {*work.columns, *row.cells}
    faults = []
    for header, cell in cells.items():
        if header not in known:
            faults.append(Fault(f"The file has no column {header[:100]}.", _pointer(header)))
        try:
            refuse_unstorable(cell)
        except UnstorableText as error:
            faults.append(Fault(f"The cell holds {error.what}. Remove it.", _pointer(header)))
    whole = {**row.cells, **cells}
    for header in mapped_columns(list(whole), work.mapping):
        # Only the beginning of a long cell is kept, and that must not become the claim.
        if len(row.cells.get(header, "")) >= CELL_KEPT and whole[header] == row.cells[header]:
            words = f"Only the first {CELL_KEPT:,} characters of this cell were kept. Correct the row in your own file."
            faults.append(Fault(words, _pointer(header)))
    if faults:
        raise Invalid(*faults)
    return whole


def _shaped(work: Import, row: ImportRow, cells: dict[str, str]) -> ClaimRow:
    columns = [*work.columns, *(header for header in cells if header not in work.columns)]
    sent = Row(row.number, row.line, [cells.get(column, "") for column in columns])
    try:
        return ClaimShape(columns, work.mapping, language=work.language).shape(sent)
    except BadRow as error:
        raise _invalid(error) from error


def _counted(work: Import, done: Written) -> RowOutcome:
    """Move the row from the refused to what it is now."""
    name, outcome = next(
        (name, outcome)
        for name, outcome in (
            ("added", RowOutcome.ADDED),
            ("known", RowOutcome.KNOWN),
            ("duplicates", RowOutcome.DUPLICATE),
        )
        if getattr(done, name)
    )
    work.refused -= 1
    setattr(work, name, getattr(work, name) + 1)
    work.save(update_fields=["refused", name, "is_restricted"])
    return outcome


def _invalid(error: BadRow) -> Invalid:
    return Invalid(Fault(error.reason, _pointer(error.column) if error.column else "/cells"))


def _pointer(header: str) -> str:
    return "/cells/" + header.replace("~", "~0").replace("/", "~1")
