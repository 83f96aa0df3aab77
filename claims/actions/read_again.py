"""A worker reads a document again and changes what nobody has had to do with."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.actions._figures_changed import figures_changed
from claims.actions._in_use import touched
from claims.actions._link_parts import link_parts
from claims.actions._read_document import ReadText, begin_reading, forget_held, read_document
from claims.actions._say_import import say_import
from claims.actions._write_candidate import rewrite_claim, write_candidate
from claims.actions.propose_parties import propose_parties
from claims.extraction.pair import pairs
from claims.models import Claim, ClaimState, Document, Import, ImportState, Reading
from factcheck.core.audit import record
from factcheck.core.events import EventKind

BATCH = 20  # candidates written together with the cursor
# Claims that are gone are no candidates: the cursor does not count them, and this is what the import says of them.
_COUNTS = ("changed", "gone", "left")


@dataclass(frozen=True)
class _Plan:
    """Which claim each candidate is, by its index, and the claims that no candidate is."""

    claim_of: dict[int, int]
    rest: list[int]


def read_again(import_id: int) -> Import:
    """Compare what the extractors find now in an import's document with its claims, as far as nobody touched those.

    What is new is added. Of a claim that nobody had to do with (`touched`), what the extractors say otherwise now is
    changed, also its span where half of it or more is the same; one that they do not find any more is dropped, and
    put back when a later reading finds it again. A touched claim stays as it is, and so does the place that it
    stands at: nothing is added over half of it. Each claim is locked before it is looked at, so that an edit either
    comes first and is seen, or comes after.

    Batch and cursor (`Import.read`) are one transaction. May run twice and beside itself: the second changes nothing.
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
    """Write the next batch, and after the last one what is gone; whether more is left."""
    work = Import.objects.select_for_update(of=("self",)).select_related("created_by").get(pk=import_id)
    if work.ended_at is not None:
        return False
    say_import(import_id)
    counts = {name: int(work.guess.get(name, 0)) for name in _COUNTS}
    plan = _plan(document, read)
    stop = min(work.read + BATCH, len(read.candidates))
    batch = range(work.read, stop)
    claims = _locked([plan.claim_of[at] for at in batch if at in plan.claim_of])
    kept = touched(claims.values())
    for at in batch:
        candidate = read.candidates[at]
        claim = claims.get(plan.claim_of.get(at, 0))
        if claim is None:
            # A claim that was taken away meanwhile is found anew; one that stands there by now is not written twice.
            is_new = write_candidate(document, candidate, ran=read.by(candidate), by=work.created_by)
            work.added, work.known = work.added + is_new, work.known + (not is_new)
            continue
        work.known += 1
        if claim.pk in kept:
            counts["left"] += 1
        elif changed := rewrite_claim(claim, document, candidate, ran=read.by(candidate), by=work.created_by):
            counts["changed"] += 1
            _say(work, claim, read, changed)
    link_parts(document, read.candidates, work.read, stop, leave=kept)
    work.read = stop
    work.progress_at = timezone.now()
    is_done = stop >= len(read.candidates)
    if is_done:
        _drop_gone(work, document, read, counts)
        _end(work, read, counts)
        propose_parties(document)
        figures_changed(document.topic_id)
        data = {"added": work.added, "extractor": read.names, "extractors": read.ran_data, **counts}
        record(EventKind.CLAIM_READ_AGAIN, by=work.created_by, about=document, data=data)
    work.guess = {**work.guess, **counts}
    work.save()
    return not is_done


def _plan(document: Document, read: ReadText) -> _Plan:
    """Made anew for each batch: what earlier ones wrote stands where its candidate does, and is found there again."""
    claims = list(Claim.objects.filter(document=document).order_by("id").values_list("pk", "start", "end"))
    spans = [(start or 0, end or 0) for _, start, end in claims]
    found = pairs([(each.start, each.end) for each in read.candidates], spans)
    claim_of = {at: claims[index][0] for at, index in found.items()}
    return _Plan(claim_of, sorted({pk for pk, _, _ in claims} - set(claim_of.values())))


def _locked(keys: list[int]) -> dict[int, Claim]:
    """In one order, so that two who lock several wait for one another."""
    rows = Claim.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)).select_related("topic")
    return {claim.pk: claim for claim in rows}


def _drop_gone(work: Import, document: Document, read: ReadText, counts: dict[str, int]) -> None:
    claims = _locked(_plan(document, read).rest)
    kept = touched(claims.values())
    counts["left"] += len(kept)
    readings = {reading.claim_id: reading for reading in Reading.objects.filter(claim__in=claims)}
    for claim in claims.values():
        if claim.pk in kept or claim.state == ClaimState.DROPPED:
            continue
        before, claim.state = claim.state, ClaimState.DROPPED
        claim.version += 1
        claim.save(update_fields=["state", "version"])
        reading = readings.get(claim.pk) or Reading(claim=claim, extractors=[claim.extractor], configs=[""], said={})
        reading.left_at, reading.is_gone = claim.version, True
        reading.save()
        counts["gone"] += 1
        _say(work, claim, read, {"state": {"before": before, "after": claim.state}})


def _end(work: Import, read: ReadText, counts: dict[str, int]) -> None:
    work.refused = read.dropped
    work.read += read.dropped
    work.state, work.ended_at = ImportState.DONE, timezone.now()
    words = [
        f"Read again by {read.names}: {counts['changed']:,} changed, {counts['gone']:,} not found any more and dropped,"
        f" {counts['left']:,} left as they are since people had to do with them."
    ]
    work.guess = {**work.guess, "extractors": read.ran_data, "notes": words + read.problems}


def _say(work: Import, claim: Claim, read: ReadText, changed: dict[str, Any]) -> None:
    data = {**changed, "extractor": read.names}
    record(EventKind.CLAIM_READ_AGAIN, by=work.created_by, about=claim, claim_id=claim.pk, data=data)
