"""Somebody hands in a copy of a source; a worker reads it."""

import hashlib
from typing import BinaryIO
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from claims.actions.take_snapshot import LIMIT, NoPage, Page
from claims.models import CopyState, Source
from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.errors import Fault, Invalid
from factcheck.core.fetch import Fetched
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require

# A header of ours, so that nobody takes what was handed in for what an address answered.
UPLOADED = "x-uploaded-to-the-desk"
_BINARY_START = 1024
_GONE = "The file that was handed in is gone. Hand it in again."


def hand_in_copy(source_id: UUID, *, by: User, file: BinaryIO, name: str) -> Source:
    """Store a file (a web page, PDF or plain text of at most 20 MiB) that a worker is to keep as a copy of a source.

    Who may is for the caller to ask. What was asked of the address, or handed in before and is not read yet, is asked
    for no longer. Raises Invalid for a file that is empty, too large or of another kind; what turns out when it is
    read is told on the source.
    """
    require(by, Can.GATHER)
    body = file.read(LIMIT + 1)
    if not body:
        raise Invalid(Fault("The file is empty. Send the page, PDF or text.", "/file"))
    if len(body) > LIMIT:
        raise Invalid(Fault(f"The file has more than {LIMIT // 2**20} MiB. Send a smaller copy.", "/file"))
    if not _media_type(body):
        raise Invalid(Fault("This is no web page, PDF or plain text. Send the copy as one of them.", "/file"))
    path = default_storage.save(f"uploads/{uuid4()}", ContentFile(body))
    return _ask(source_id, path, name, by)


@transaction.atomic
def _ask(source_id: UUID, path: str, name: str, by: User) -> Source:
    source = Source.objects.select_for_update(of=("self",)).get(pk=source_id)
    source.upload_path, source.upload_name, source.upload_by = path, _plain(name), by
    source.copy_state, source.copy_problem = CopyState.ASKED, ""
    source.copy_asked_at, source.copy_tries = database_now(), 0
    source.save(
        update_fields=[
            "upload_path", "upload_name", "upload_by", "copy_state", "copy_problem", "copy_asked_at", "copy_tries",
        ]
    )  # fmt: skip
    after_commit("claims.archive_source", source_id=str(source.pk))
    return source


def uploaded_page(source: Source) -> Page:
    """What was handed in for a source, as if its address had answered it. Raises NoPage when the file is gone."""
    try:
        with default_storage.open(source.upload_path) as file:
            body = file.read()
    except FileNotFoundError as error:
        raise NoPage(_GONE) from error
    media_type = _media_type(body)
    fetched = Fetched(
        # Readers of WARC files look for the headers of an answer only below an address of HTTP; this one leads nowhere.
        url=source.url or f"https://uploaded.invalid/{source.pk}",
        status=200,
        headers={"content-type": media_type, UPLOADED: source.upload_name or "yes"},
        body=body,
        media_type=media_type,
        fetched_at=source.copy_asked_at or database_now(),
    )
    return Page(asked=source.url, fetched=fetched, sha256=hashlib.sha256(body).hexdigest())


def _media_type(body: bytes) -> str:
    """What a file is by its content, "" for what is not taken: a name may promise anything."""
    head = body[:_BINARY_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in body[:_BINARY_START]:
        return "application/pdf"
    if b"\0" in head and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    low = head.lower()
    return "text/html" if low.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<body" in low else "text/plain"


def _plain(name: str) -> str:
    return "".join(mark for mark in name if mark.isprintable())[:200]
