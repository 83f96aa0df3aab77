"""A worker brings in what was received."""

import time
from contextlib import closing

from django.db import transaction
from django.utils import timezone

from claims.actions._check_import import check_import
from claims.actions._import_file import opened
from claims.actions._read_import import read_import
from claims.actions._seen_rows import forget_seen
from claims.actions._write_batch import write_batch
from claims.actions.convert_document import convert_document
from claims.actions.extract_document import extract_document
from claims.actions.fail_import import fail_import
from claims.actions.finish_import import finish_import
from claims.actions.read_again import read_again
from claims.actions.sort_in_words import sort_in_words
from claims.actions.split_archive import split_archive
from claims.actions.take_feed_entries import take_feed_file
from claims.intake.kinds import Format, Makes
from claims.intake.rows import BadFile
from claims.models import Import, ImportState
from factcheck.core.later import after_commit
from factcheck.core.once import only_one


def run_import(import_id: int, *, seconds: float = 30.0) -> bool:
    """Do the work of an import from where it stands; whether something is left for another turn.

    A turn writes rows for some `seconds`, so that other work has its turn too and its message is not delivered again
    meanwhile. A dry run takes one turn: what it has met is forgotten with the session. May run twice and beside
    itself: the second has nothing to do. A file that breaks leaves the import failed with the reason, and what came
    before it stays.
    """
    with only_one(f"claims.run_import.{import_id}") as is_ours:
        work = _begin(import_id) if is_ours else None
        if work is None:
            return False
        try:
            if work.makes == Makes.DOCUMENTS:
                _bring_documents(work)
                return False
            return check_import(work) and _bring_rows(work, seconds)
        except BadFile as error:
            place = f"Line {error.line}: " if error.line else ""
            fail_import(import_id, place + error.reason)
            return False


@transaction.atomic
def _begin(import_id: int) -> Import | None:
    work = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
    if work.ended_at is not None or work.waits_for_mapping:
        return None
    if work.dry_run and work.makes != Makes.DOCUMENTS:
        # What the turn before had met is gone: begin anew.
        work.rows.all().delete()
        work.read = work.added = work.known = work.duplicates = work.refused = 0
        forget_seen()
    if work.state == ImportState.RECEIVED:
        work.state = ImportState.CHECKING
    work.started_at = work.started_at or timezone.now()
    work.progress_at = timezone.now()
    work.save()
    return work


def _bring_documents(work: Import) -> None:
    if work.asked.get("packing"):
        split_archive(work)
    elif work.format == Format.FEED:
        take_feed_file(work)
    else:
        if work.document is None and (work.path or work.url):
            convert_document(work)
        if work.document is not None and work.ended_at is None:
            if work.asked.get("read_again"):
                read_again(work.pk)
            else:
                extract_document(work.pk)


def _bring_rows(work: Import, seconds: float) -> bool:
    ends: float | None = None
    with opened(work.path) as file, closing(read_import(work, file)) as batches:
        for batch in batches:
            # Counted from the first row written: passing over those of earlier turns may take long itself.
            ends = ends or time.monotonic() + seconds
            if not write_batch(work, batch):
                return False
            if time.monotonic() > ends and not work.dry_run:
                return True
    finish_import(work)
    if not work.dry_run:
        sort_in_words()
        after_commit("claims.count_words")
    return False
