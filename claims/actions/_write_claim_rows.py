"""Claims of a file into the tables, a batch at a time."""

from collections.abc import Sequence

from django.db import connection

from claims.actions._say_import import AS_IMPORT
from claims.actions._tell_apart import tell_apart
from claims.actions._written import Written
from claims.intake.prepared_row import PreparedRow
from claims.models import Import

# Two imports that bring the same rows at the same time write in turns, so that the later one finds them known.
_LINE = 0x726F7773  # "rows"


def write_claim_rows(work: Import, rows: Sequence[PreparedRow], *, keep: bool) -> Written:
    """Write rows of an import as claims, inside the caller's transaction, which has the turn and the import's lock.

    Rows are told apart as `tell_apart` says. Claims, links, figures and repetitions take one COPY each, however many
    rows there are.
    """
    told = tell_apart(work, rows, keep=keep)
    told.lines.copy()
    return told.done


def write_in_turn(import_id: int) -> None:
    """Wait until no other session writes or takes back rows of imports; others wait until the transaction ends.

    Until then the database takes what is added and removed for the import's. Whoever locks an import as well does so
    afterwards: in two orders they would wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock(%s), {AS_IMPORT}", [_LINE, str(import_id)])
