"""The list of imports, what became of their rows, and mappings that were saved."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from claims.access import visible_imports
from claims.intake.columns import header_key
from claims.intake.errors_csv import Refusal, errors_csv, is_report_column
from claims.models import Import, ImportRow, Mapping, RowOutcome
from factcheck.core.errors import NotFound
from factcheck.core.permissions import Person

PAGE_SIZE = 25
_AT_ONCE = 500


@dataclass(frozen=True)
class ImportPage:
    """One page of the list. `newer` and `older` are the ids to go on from, None at an end."""

    rows: list[Import] = field(default_factory=list)
    newer: int | None = None
    older: int | None = None


@dataclass(frozen=True)
class RowPage:
    """One page of rows in the order of the file. `before` and `after` are row numbers, None at an end."""

    rows: list[ImportRow] = field(default_factory=list)
    before: int | None = None
    after: int | None = None


def imports_page(
    person: Person, *, state: str = "", only_files: bool = False, before: int | None = None, after: int | None = None
) -> ImportPage:
    """Imports that a person may watch, newest first, `PAGE_SIZE` a page; `only_files` leaves out pasted texts.

    The page ends before the import `before`, or begins after `after`.
    """
    works = visible_imports(person).select_related("created_by", "document", "topic").defer("preview", "document__text")
    if state:
        works = works.filter(state=state)
    if only_files:
        works = works.exclude(path="")
    if after is not None:
        found = list(works.filter(pk__gt=after).order_by("id")[: PAGE_SIZE + 1])
        has_newer, has_older = len(found) > PAGE_SIZE, True
        found = found[:PAGE_SIZE][::-1]
    else:
        older = works if before is None else works.filter(pk__lt=before)
        found = list(older[: PAGE_SIZE + 1])
        has_newer, has_older = before is not None, len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
    return ImportPage(
        rows=found,
        newer=found[0].pk if found and has_newer else None,
        older=found[-1].pk if found and has_older else None,
    )


def rows_of(work: Import, outcome: str = "") -> QuerySet[ImportRow]:
    """Rows of an import that are written down, in the order of the file."""
    rows = work.rows.select_related("claim", "corrected_by").order_by("number")
    return rows.filter(outcome=outcome) if outcome else rows


def rows_page(work: Import, *, outcome: str = "", before: int | None = None, after: int | None = None) -> RowPage:
    """One page of the rows of an import: those after row `after`, or those that end before row `before`."""
    rows = rows_of(work, outcome)
    if before is not None:
        found = list(rows.filter(number__lt=before).order_by("-number")[: PAGE_SIZE + 1])
        has_before, has_after = len(found) > PAGE_SIZE, True
        found = found[:PAGE_SIZE][::-1]
    else:
        found = list((rows if after is None else rows.filter(number__gt=after))[: PAGE_SIZE + 1])
        has_before, has_after = after is not None, len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
    return RowPage(
        rows=found,
        before=found[0].number if found and has_before else None,
        after=found[-1].number if found and has_after else None,
    )


def row_of(work: Import, number: int) -> ImportRow:
    """One row that was written down. Raises NotFound when there is none of this number."""
    row = work.rows.select_related("work", "claim", "corrected_by").filter(number=number).first()
    if row is None:
        raise NotFound(f"Import {work.pk} has no row {number} that was written down.")
    return row


def refused_columns(work: Import) -> list[str]:
    """The columns that refused rows of an import have, those of its file first and in its order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT jsonb_object_keys(cells) FROM claims_importrow WHERE work_id = %s AND outcome = %s",
            [work.pk, RowOutcome.REFUSED.value],
        )
        sent = {key for (key,) in cursor.fetchall()}
    return [*work.columns, *sorted(sent - set(work.columns))]


def refused_rows(work: Import) -> Iterator[ImportRow]:
    """Every refused row, some hundreds at a time: memory does not grow with their number."""
    after = 0
    while True:
        found = list(work.rows.filter(outcome=RowOutcome.REFUSED, number__gt=after).order_by("number")[:_AT_ONCE])
        yield from found
        if len(found) < _AT_ONCE:
            return
        after = found[-1].number


def refused_report(work: Import) -> Iterator[str]:
    """The refused rows of an import as CSV, in pieces, to be corrected and sent again."""
    refusals = (Refusal(row.line, row.column, row.reason, row.cells) for row in refused_rows(work))
    return errors_csv(refused_columns(work), refusals)


def folded_columns(columns: Sequence[str]) -> list[str]:
    """The headers of a file as a saved mapping keeps them: folded, in order of the alphabet, without report columns."""
    return sorted(_key(column) for column in columns if not is_report_column(column))


def saved_mapping_for(columns: Sequence[str]) -> dict[str, str] | None:
    """Field by header as written, from the latest saved mapping for a file with these columns; None without one.

    Letter case, spaces and order of the headers make no difference.
    """
    keys = folded_columns(columns)
    if len(set(keys)) != len(keys):
        return None
    saved = Mapping.objects.filter(columns=keys).order_by("-saved_at", "-id").first()
    if saved is None:
        return None
    return {column: saved.fields[_key(column)] for column in columns if saved.fields.get(_key(column))}


def folded_fields(mapping: Pairs[str, str]) -> dict[str, str]:
    """A mapping by folded header, as it is saved."""
    return {_key(header): name for header, name in mapping.items() if name}


def mapped_columns(columns: Sequence[str], mapping: Pairs[str, str]) -> dict[str, str]:
    """Field by column, for the columns that a mapping gives one; its headers may be in any letter case."""
    folded = {header.strip().casefold(): name for header, name in mapping.items()}
    found = {column: mapping.get(column) or folded.get(column.strip().casefold(), "") for column in columns}
    return {column: name for column, name in found.items() if name}


def mappings() -> QuerySet[Mapping]:
    """Saved mappings, newest first."""
    return Mapping.objects.select_related("saved_by").order_by("-id")


def _key(header: str) -> str:
    return header_key(header) or header.strip()
