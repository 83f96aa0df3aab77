"""A worker makes the document of an import: from an address that it fetches, or from a file that was sent."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO, cast

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from claims.access import sees_document
from claims.actions.fail_import import fail_import
from claims.actions.finish_import import outcome_of
from claims.actions.resolve_party import resolve_party
from claims.actions.take_snapshot import PDF_SECONDS, Copy, NoPage, Page, fetch_page, keep_snapshot, store_page
from claims.extraction import extract
from claims.intake.document_row import TITLE_LIMIT, DocumentText
from claims.intake.formats.html import read_html
from claims.intake.formats.pdf import read_pdf
from claims.intake.formats.text import read_text
from claims.intake.kinds import Format
from claims.intake.rows import BadFile
from claims.models import Document, Import, ImportState
from factcheck.core.audit import record
from factcheck.core.events import EventKind
from factcheck.core.fetch import FetchFailed, FetchRefused

# Before the second and the third try of an address that gave no answer.
PAUSES = (timedelta(seconds=30), timedelta(seconds=120))
# While a worker fetches and reads, which takes at most `SECONDS` and `PDF_SECONDS` and some, nobody else does.
LEASE = timedelta(seconds=75)
TRIES = len(PAUSES) + 1
HIDDEN = "This text cannot be added here. Ask an administrator."


def convert_document(work: Import) -> None:
    """Give an import of format url, text, html or pdf its document; `work` is read again at the end.

    Afterwards one of three holds: `document` is set and extraction goes on; the import has ended, failed with the
    reason or done because the address says what it said before; or neither, when the address gave no answer and is
    due for another try later, on which the sweeper wakes it. Must not run inside a transaction: it waits for the
    network. May run twice, and beside itself.
    """
    if work.ended_at is None and work.document_id is None:
        tries = _take_turn(work.pk)
        if tries and work.format == Format.URL:
            _from_address(work, tries)
        elif tries:
            _from_file(work)
    work.refresh_from_db()


def _from_file(work: Import) -> None:
    try:
        with default_storage.open(work.path) as file:
            if work.format == Format.PDF:
                found = read_pdf(cast(BinaryIO, file), seconds=PDF_SECONDS)
            elif work.format == Format.HTML:
                found = read_html(file.read(), encoding=work.asked.get("encoding", ""))
            else:
                found = read_text(file.read(), name=work.name, encoding=work.asked.get("encoding", ""))
    except BadFile as error:
        fail_import(work.pk, error.reason)
        return
    except FileNotFoundError:
        fail_import(work.pk, "The file is no longer in storage. Send it again.")
        return
    _keep(work.pk, found, None)


def _from_address(work: Import, tries: int) -> None:
    try:
        page = fetch_page(work.url)
        if _says_same(work, page):
            return
        copy = store_page(page)
    except (FetchRefused, NoPage) as error:
        fail_import(work.pk, error.reason)
    except FetchFailed as error:
        _try_later(work.pk, tries, error.reason)
    else:
        if copy.found is None:
            fail_import(work.pk, copy.problem)
        else:
            _keep(work.pk, copy.found, copy)


@transaction.atomic
def _take_turn(import_id: int) -> int:
    """The number of this try, from 1; 0 when it is not due, another worker is at it, or there is no try left."""
    work = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
    now = timezone.now()
    past = work.asked.get("fetch", {})
    if work.ended_at is not None or work.document_id is not None:
        return 0
    if "not_before" in past and now < datetime.fromisoformat(past["not_before"]):
        return 0
    tries = int(past.get("tries", 0)) + 1
    if tries > TRIES:
        fail_import(import_id, "It could not be read: each try ended without a result.")
        return 0
    work.asked = {**work.asked, "fetch": {"tries": tries, "not_before": (now + LEASE).isoformat()}}
    work.state, work.started_at, work.progress_at = ImportState.CHECKING, work.started_at or now, now
    work.save(update_fields=["asked", "state", "started_at", "progress_at"])
    return tries


def _try_later(import_id: int, tries: int, reason: str) -> None:
    if tries >= TRIES:
        fail_import(import_id, f"{reason} It was tried {TRIES} times.")
        return
    with transaction.atomic():
        work = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
        if work.ended_at is not None or work.document_id is not None:
            return
        due = timezone.now() + PAUSES[tries - 1]
        work.asked = {**work.asked, "fetch": {"tries": tries, "not_before": due.isoformat()}}
        work.guess = {"notes": [f"{reason} It is tried again after {due:%H:%M} UTC, {TRIES} times in all."]}
        work.save(update_fields=["asked", "guess"])


def _says_same(work: Import, page: Page) -> bool:
    """Whether a document's address holds the very bytes of its last copy; then the import is done."""
    again = work.asked.get("again")
    if not again:
        return False
    with transaction.atomic():
        locked = Import.objects.select_for_update(of=("self",)).get(pk=work.pk)
        document = _newest_version(again)
        last = document.snapshots.order_by("-taken_at", "-id").first()
        if last is None or last.sha256 != page.sha256:
            return False
        if locked.ended_at is None:
            _unchanged(locked, document, page.fetched.fetched_at, "The page is the same to the byte.")
        return True


@transaction.atomic
def _keep(import_id: int, found: DocumentText, copy: Copy | None) -> None:
    """Make the document, or take the one that has this text, in one transaction with the import's row."""
    work = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
    if work.ended_at is not None or work.document_id is not None:
        return
    work.guess = {"notes": list(found.notes)}
    before = _newest_version(work.asked["again"]) if work.asked.get("again") else None
    if before is not None and copy is not None and before.text == found.text:
        keep_snapshot(copy, by=work.created_by, document=before)
        _unchanged(work, before, copy.page.fetched.fetched_at, "The page differs, its text is the same.")
        return
    if work.dry_run:
        _only_count(work, found)
        return
    fields = _fields_after(before, found) if before is not None else _fields(work, found)
    document, is_new = Document.objects.get_or_create(sha256=_sha256(found.text), defaults=fields)
    if not is_new and not sees_document(work.created_by, document):
        fail_import(import_id, HIDDEN)
        return
    if copy is not None:
        keep_snapshot(copy, by=work.created_by, document=document)
    work.document, work.progress_at = document, timezone.now()
    work.guess["outcome"] = "new" if is_new else "known"
    if not is_new:
        work.guess["notes"] = ["This text is here already; nothing is added twice.", *found.notes]
    work.save(update_fields=["document", "guess", "progress_at"])
    if not is_new:
        return
    data: dict[str, Any] = {"title": document.title, "sha256": document.sha256}
    record(EventKind.DOCUMENT_ADDED, by=work.created_by, about=document, data=data)
    if before is not None:
        data = {"before": before.pk, "user": before.added_by_id}
        record(EventKind.DOCUMENT_CHANGED, by=work.created_by, about=document, data=data)


def _fields(work: Import, found: DocumentText) -> dict[str, Any]:
    asked = work.asked
    publisher = asked.get("publisher") or found.publisher
    return {
        "title": (asked.get("title") or found.title or work.name or "Untitled")[:TITLE_LIMIT],
        "text": found.text,
        "url": work.url,
        "publisher": resolve_party(publisher) if publisher.strip() else None,
        "published_on": date.fromisoformat(asked["published_on"]) if asked.get("published_on") else found.published_on,
        "language": _language(work, found),
        "topic": work.topic,
        "added_by": work.created_by,
    }


def _fields_after(before: Document, found: DocumentText) -> dict[str, Any]:
    return {
        "title": (found.title or before.title)[:TITLE_LIMIT],
        "text": found.text,
        "url": before.url,
        "publisher": before.publisher,
        "published_on": found.published_on or before.published_on,
        "language": before.language,
        "topic": before.topic,
        "added_by": before.added_by,
        "supersedes": before,
    }


def _language(work: Import, found: DocumentText) -> str:
    """What the sender said, else what the page says of itself, else English."""
    said = work.asked.get("language") or (work.language if work.language != "en" else "")
    own = found.language.replace("_", "-").partition("-")[0].strip().lower()
    return str(said or (own if own.isascii() and own.isalpha() and 2 <= len(own) <= 3 else "") or "en")


def _newest_version(document_id: int) -> Document:
    """The locked last version of a document."""
    documents = Document.objects.select_for_update(of=("self",))
    document = documents.get(pk=document_id)
    while (newer := documents.filter(supersedes=document).first()) is not None:
        document = newer
    return document


def _unchanged(work: Import, document: Document, looked_at: datetime, words: str) -> None:
    work.document = document
    work.guess = {"outcome": "unchanged", "looked_at": looked_at.isoformat(), "notes": [words]}
    _done(work)


def _only_count(work: Import, found: DocumentText) -> None:
    """What a dry run says: how many claims would be found."""
    known = Document.objects.filter(sha256=_sha256(found.text)).first()
    candidates = extract(found.text, language=_language(work, found), document_date=found.published_on, source=None)
    number = len(candidates.candidates)
    work.total = work.read = number
    work.added, work.known = (0, number) if known is not None and sees_document(work.created_by, known) else (number, 0)
    _done(work)


def _done(work: Import) -> None:
    now = timezone.now()
    work.state, work.started_at, work.progress_at, work.ended_at = ImportState.DONE, work.started_at or now, now, now
    work.save()
    outcome = work.guess.get("outcome", "")
    record(EventKind.IMPORT_DONE, by=work.created_by, about=work, data={**outcome_of(work), "outcome": outcome})


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
