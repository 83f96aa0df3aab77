"""Archived copies: which there are, and what is in one."""

from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse

from claims.access import document_for
from claims.intake.document_encoding import page_characters
from claims.intake.html_links import PageLinks, links_of
from claims.intake.html_shown import shown_html
from claims.intake.rows import BadFile
from claims.intake.warc import read_warc
from claims.models import Snapshot
from factcheck.core.errors import Conflict, NotFound
from factcheck.core.permissions import Person
from reviews.access import snapshot_for, source_for

# A page of more is offered as a download only: nobody reads it, and cleaning it would hold up a request.
SHOWN_LIMIT = 2 * 2**20
SHOWN_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})


def document_snapshots(person: Person, document_id: int) -> QuerySet[Snapshot]:
    """Copies of a document that a person may read, newest first. Raises NotFound."""
    return _newest_first(document_for(person, document_id).snapshots.all())


def source_snapshots(person: Person, source_id: UUID) -> QuerySet[Snapshot]:
    """Copies of a source that a person may see, newest first. Raises NotFound."""
    return _newest_first(source_for(person, source_id).snapshots.all())


def others_of(snapshot: Snapshot) -> list[Snapshot]:
    """All copies of what a snapshot is a copy of, newest first, without their texts."""
    kept_of = snapshot.source or snapshot.document
    return list(_newest_first(kept_of.snapshots.all()).defer("text")) if kept_of is not None else []


def can_be_shown(snapshot: Snapshot) -> bool:
    """Whether a copy is a page that is not too large to show."""
    return snapshot.media_type in SHOWN_TYPES and snapshot.size <= SHOWN_LIMIT


def download_of(person: Person, key: UUID) -> FileResponse:
    """A copy's WARC file under a name of ours, as bytes that no browser opens by itself. Raises NotFound."""
    snapshot, file = _open_file(person, key)
    answer = FileResponse(file, as_attachment=True, filename=f"copy-{snapshot.key}.warc.gz")
    answer.headers["Content-Type"] = "application/octet-stream"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _open_file(person: Person, key: UUID) -> tuple[Snapshot, BinaryIO]:
    """A copy with its WARC file, open. Raises NotFound, also where the file is gone from storage."""
    snapshot = snapshot_for(person, key)
    try:
        return snapshot, cast(BinaryIO, default_storage.open(snapshot.path))
    except FileNotFoundError as error:
        raise NotFound("The file of this copy is missing in storage. Tell an administrator.") from error


def links_in(snapshot: Snapshot) -> PageLinks | None:
    """The links of a copy's page as it was kept; None for what is no page, or cannot be read. Whose is the caller's."""
    if snapshot.media_type not in SHOWN_TYPES:
        return None
    try:
        with default_storage.open(snapshot.path) as file:
            _, headers, body = read_warc(file.read())
        return links_of(body, url=snapshot.final_url or snapshot.url, encoding=_charset(headers))
    except (BadFile, FileNotFoundError):
        return None


def page_of(person: Person, key: UUID) -> str:
    """What may be shown of a copy, as HTML. Raises NotFound, and Conflict for a copy that cannot be shown."""
    snapshot, file = _open_file(person, key)
    with file:
        if not can_be_shown(snapshot):
            raise Conflict("This copy is no web page, or too large to show. Download it instead.")
        try:
            _, headers, body = read_warc(file.read())
            return shown_html(page_characters(body, _charset(headers)).text)
        except BadFile as error:
            raise Conflict(error.reason) from error


def _charset(headers: list[tuple[str, str]]) -> str:
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    return kind.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")[:40]


def _newest_first(snapshots: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    return snapshots.select_related("document", "source").order_by("-taken_at", "-id")
