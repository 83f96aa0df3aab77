"""A worker takes a document apart into candidate claims."""

from django.db import transaction
from django.utils import timezone

from claims.actions._figures_changed import figures_changed
from claims.actions._import_origin import origin_of
from claims.actions._link_parts import link_parts
from claims.actions._read_document import ReadText, begin_reading, forget_held, read_document
from claims.actions._say_import import say_import
from claims.actions._write_candidate import write_candidate
from claims.actions.propose_parties import propose_parties
from claims.models import Document, Import, ImportState
from factcheck.core.audit import record
from factcheck.core.events import EventKind

BATCH = 20  # candidates written together with the cursor; a killed worker does at most this much again


def extract_document(import_id: int) -> Import:
    """Extract the claims of an import's document, resuming where a killed run stopped.

    A resumed run reads the same candidates, so the cursor (`Import.read`) counts them; batch and cursor are
    committed together and each batch holds the import's row lock, so two workers on one import take turns and
    a candidate is written once. A failure leaves the import failed with the reason. May run twice.
    """
    work = Import.objects.select_related("document").get(pk=import_id)
    document = work.document
    if document is None or not begin_reading(work):
        return work
    read = read_document(import_id, document)
    total = len(read.candidates) + read.dropped
    Import.objects.filter(pk=import_id, ended_at__isnull=True).update(total=total, state=ImportState.RUNNING)
    while _write_batch(import_id, document, read):
        pass
    forget_held(import_id)
    work.refresh_from_db()
    return work


@transaction.atomic
def _write_batch(import_id: int, document: Document, read: ReadText) -> bool:
    """Write the next batch; whether more is left."""
    work = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
    if work.ended_at is not None:
        return False
    say_import(import_id)
    batch = read.candidates[work.read : work.read + BATCH]
    for candidate in batch:
        if write_candidate(document, candidate, ran=read.by(candidate), by=work.created_by):
            work.added += 1
        else:
            work.known += 1
    link_parts(document, read.candidates, work.read, work.read + len(batch))
    work.read += len(batch)
    work.progress_at = timezone.now()
    is_done = work.read >= len(read.candidates)
    if is_done:
        propose_parties(document)
        work.refused = read.dropped
        work.read += read.dropped
        work.state, work.ended_at = ImportState.DONE, timezone.now()
        work.guess = {
            **work.guess,
            "extractors": read.ran_data,
            "notes": [*work.guess.get("notes", []), *read.problems],
        }
        record(
            EventKind.DOCUMENT_EXTRACTED,
            by=work.created_by,
            about=document,
            data={
                "added": work.added,
                "known": work.known,
                "refused": work.refused,
                "extractor": read.names,
                "extractors": read.ran_data,
                **origin_of(work),
            },
        )
        figures_changed(document.topic_id)
    work.save()
    return not is_done
