"""A worker takes a document apart into candidate claims."""

from django.db import transaction
from django.utils import timezone

from claims.actions._import_origin import origin_of
from claims.actions._link_parts import link_parts
from claims.actions._say_import import say_import
from claims.actions._write_claim import write_figure, write_links
from claims.actions.claim_parts import WORDS_LIMIT, Link, Number
from claims.actions.link_duplicate import link_duplicate
from claims.extraction import EXTRACTOR, VERSION, extract
from claims.extraction.candidate import Candidate
from claims.models import Claim, Document, Import, ImportState
from factcheck.core.audit import record
from factcheck.core.errors import Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.text import around
from factcheck.core.words import print_of, searched, words_of

BATCH = 20  # candidates written together with the cursor; a killed worker does at most this much again


def extract_document(import_id: int) -> Import:
    """Extract the claims of an import's document, resuming where a killed run stopped.

    The extractor is deterministic, so the cursor (`Import.read`) counts its candidates; batch and cursor are
    committed together and each batch holds the import's row lock, so two workers on one import take turns and
    a candidate is written once. A failure leaves the import failed with the reason. May run twice.
    """
    work = Import.objects.select_related("document").get(pk=import_id)
    document = work.document
    if document is None or not _start(work):
        return work
    found = extract(
        document.text,
        language=document.language,
        document_date=document.published_on,
        source=document.publisher.name if document.publisher else None,
    )
    total = len(found.candidates) + found.dropped
    Import.objects.filter(pk=import_id, ended_at__isnull=True).update(total=total, state=ImportState.RUNNING)
    while _write_batch(import_id, document, found.candidates, dropped=found.dropped):
        pass
    work.refresh_from_db()
    return work


def _start(work: Import) -> bool:
    with transaction.atomic():
        locked = Import.objects.select_for_update(of=("self",)).get(pk=work.pk)
        if locked.ended_at is not None:
            return False
        locked.state = ImportState.CHECKING if locked.total is None else ImportState.RUNNING
        locked.started_at = locked.started_at or timezone.now()
        locked.progress_at = timezone.now()
        locked.save(update_fields=["state", "started_at", "progress_at"])
        return True


@transaction.atomic
def _write_batch(import_id: int, document: Document, candidates: tuple[Candidate, ...], *, dropped: int) -> bool:
    """Write the next batch; whether more is left."""
    work = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
    if work.ended_at is not None:
        return False
    say_import(import_id)
    batch = candidates[work.read : work.read + BATCH]
    for candidate in batch:
        if _write_candidate(document, candidate, by=work.created_by):
            work.added += 1
        else:
            work.known += 1
    link_parts(document, candidates, work.read, work.read + len(batch))
    work.read += len(batch)
    work.progress_at = timezone.now()
    is_done = work.read >= len(candidates)
    if is_done:
        work.refused = dropped
        work.read += dropped
        work.state, work.ended_at = ImportState.DONE, timezone.now()
        record(
            EventKind.DOCUMENT_EXTRACTED,
            by=work.created_by,
            about=document,
            data={
                "added": work.added,
                "known": work.known,
                "refused": work.refused,
                "extractor": EXTRACTOR,
                **origin_of(work),
            },
        )
    work.save()
    return not is_done


def _write_candidate(document: Document, candidate: Candidate, *, by: User) -> bool:
    prefix, suffix = around(document.text, candidate.start, candidate.end)
    words = words_of(candidate.text)
    claim, is_new = Claim.objects.get_or_create(
        document=document,
        start=candidate.start,
        end=candidate.end,
        defaults={
            "quote": candidate.text,
            "prefix": prefix,
            "suffix": suffix,
            "text": candidate.text,
            "language": document.language,
            "kind": candidate.kind,
            "topic": document.topic,
            "said_on": candidate.as_of.value if candidate.as_of else "",
            "worth": candidate.score,
            "reasons": [reason[:60] for reason in candidate.reasons],
            "fingerprint": print_of(words),
            "words": searched(words),
            "extractor": f"{EXTRACTOR} {VERSION}",
        },
    )
    if not is_new:
        return False
    link_duplicate(claim, by=by)
    write_links(
        claim,
        [
            Link(speaker.name, speaker.cue, speaker.stance, speaker.anonymous, speaker.start, speaker.end)
            for speaker in candidate.speakers
            if speaker.name.strip()
        ],
    )
    quantity = candidate.quantity
    if quantity is not None:
        number = Number(
            value=quantity.value,
            unit=quantity.unit,
            bound=quantity.bound,
            value_max=quantity.value_max,
            place=candidate.place or "",
            as_of=candidate.as_of.value if candidate.as_of else "",
            nature=quantity.nature,
            denominator=quantity.denominator[: WORDS_LIMIT["denominator"]],
            per=quantity.per[: WORDS_LIMIT["per"]],
            since=quantity.since[: WORDS_LIMIT["since"]],
        )
        try:
            write_figure(claim, number)
        except Invalid:
            # A number beyond what a figure can hold stays in the quote; the claim is not lost for it.
            claim.figures.all().delete()
    return True
