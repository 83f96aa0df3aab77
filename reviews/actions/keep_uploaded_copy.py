"""Somebody hands in a copy of a source that could not be fetched, or has no address."""

import hashlib
from datetime import UTC, datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from claims.actions.archive_source import tell_of_copy
from claims.actions.take_snapshot import LIMIT, Copy, Page, keep_snapshot, store_page
from claims.models import CopyState, Snapshot, Source
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.fetch import Fetched
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.access import source_for

# A header of ours, so that nobody takes what was handed in for what an address answered.
UPLOADED = "x-uploaded-to-the-desk"
_BINARY_START = 1024


def keep_uploaded_copy(source_id: UUID, *, by: User, file: BinaryIO, name: str) -> Snapshot:
    """Keep a file (a web page, PDF or plain text of at most 20 MiB) as a copy of a source, marked as handed in.

    A copy that is asked for from the address is asked for no longer: one source has one answer. Raises NotFound for
    a source that is not there for `by`, Invalid for a file that is empty, too large or of another kind.
    """
    require(by, Can.GATHER)
    source = source_for(by, source_id)
    body = file.read(LIMIT + 1)
    if not body:
        raise Invalid(Fault("The file is empty. Send the page, PDF or text.", "/file"))
    if len(body) > LIMIT:
        raise Invalid(Fault(f"The file has more than {LIMIT // 2**20} MiB. Send a smaller copy.", "/file"))
    media_type = _media_type(body)
    fetched = Fetched(
        # Readers of WARC files look for the headers of an answer only below an address of HTTP; this one leads nowhere.
        url=source.url or f"https://uploaded.invalid/{source.pk}",
        status=200,
        headers={"content-type": media_type, UPLOADED: _plain(name) or "yes"},
        body=body,
        media_type=media_type,
        fetched_at=datetime.now(UTC),
    )
    page = Page(asked=source.url, fetched=fetched, sha256=hashlib.sha256(body).hexdigest())
    copy = store_page(page)
    if copy.found is None:
        raise Invalid(Fault(copy.problem, "/file"))
    return _keep(source, copy, by=by)


@transaction.atomic
def _keep(source: Source, copy: Copy, *, by: User) -> Snapshot:
    locked = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    same = locked.snapshots.filter(sha256=copy.page.sha256).first()
    snapshot = same or keep_snapshot(copy, by=by, source=locked)
    locked.copy_state, locked.copy_problem = CopyState.KEPT, ""
    locked.save(update_fields=["copy_state", "copy_problem"])
    tell_of_copy(locked)
    return snapshot


def _media_type(body: bytes) -> str:
    """What a file is by its content: a name may promise anything."""
    head = body[:_BINARY_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in body[:_BINARY_START]:
        return "application/pdf"
    if b"\0" in head and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Invalid(Fault("This is no web page, PDF or plain text. Send the copy as one of them.", "/file"))
    low = head.lower()
    return "text/html" if low.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<body" in low else "text/plain"


def _plain(name: str) -> str:
    return "".join(mark for mark in name if mark.isprintable())[:200]
