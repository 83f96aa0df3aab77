"""A page is fetched and kept as it was: the bytes in storage first, the row that names them after."""

import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from claims.intake.document_row import DocumentText, one_line
from claims.intake.formats.html import read_html
from claims.intake.formats.pdf import read_pdf
from claims.intake.formats.text import read_text
from claims.intake.rows import BadFile
from claims.intake.warc import warc_response
from claims.models import Document, Snapshot, Source
from claims.models.documents import snapshot_path
from factcheck.core.audit import record
from factcheck.core.events import EventKind
from factcheck.core.fetch import Fetched, fetch
from factcheck.core.models import User

LIMIT = 20 * 2**20  # bytes of one page
SECONDS = 20.0  # for one page, look-ups and redirects included
PDF_SECONDS = 30.0  # for reading one
_ADDRESS_LIMIT = 2000
_HEADER_LIMIT = 2000  # characters of each header's value that are kept with the row; the file has all
_BUSY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})


class NoPage(Exception):
    """The server answered, but not with the page. ``is_passing`` when another try may bring it."""

    def __init__(self, reason: str, *, is_passing: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_passing = is_passing


@dataclass(frozen=True)
class Page:
    """What stood at an address, and its hash."""

    asked: str
    fetched: Fetched
    sha256: str


@dataclass(frozen=True)
class Copy:
    """A page whose bytes lie in storage; `found` is the text in it, None with `problem` where none was."""

    page: Page
    path: str
    record_id: str
    found: DocumentText | None
    problem: str


def fetch_page(url: str) -> Page:
    """Fetch a page; it is kept nowhere yet. Never call this inside a transaction: it waits for the network.

    Raises FetchRefused and FetchFailed as `fetch` does, and NoPage for an answer that says that there is no page.
    """
    fetched = fetch(url, deadline=SECONDS, limit=LIMIT)
    if not 200 <= fetched.status < 300:
        is_passing = fetched.status >= 500 or fetched.status in _BUSY
        raise NoPage(f"The server answered {_status(fetched.status)} instead of the page.", is_passing=is_passing)
    return Page(asked=url, fetched=fetched, sha256=hashlib.sha256(fetched.body).hexdigest())


def read_page(page: Page) -> DocumentText:
    """The text of a page. Raises BadFile, with what came, where there is none to be read."""
    fetched = page.fetched
    if fetched.media_type in ("text/html", "application/xhtml+xml", ""):
        return read_html(fetched.body, url=fetched.url, encoding=_charset(fetched))
    if fetched.media_type == "application/pdf":
        return read_pdf(BytesIO(fetched.body), seconds=PDF_SECONDS)
    if fetched.media_type == "text/plain":
        return read_text(fetched.body, name=fetched.url, encoding=_charset(fetched))
    raise BadFile(
        f"The address holds {fetched.media_type[:100]}. Only web pages, PDF and plain text are read; "
        "send the text instead."
    )


def store_page(page: Page) -> Copy:
    """Put a page's bytes into storage as a WARC file. A file that no row comes to name does no harm."""
    fetched = page.fetched
    try:
        found, problem = read_page(page), ""
    except BadFile as error:
        found, problem = None, error.reason
    warc = warc_response(fetched.url, fetched.status, fetched.headers.items(), fetched.body, fetched.fetched_at)
    path = default_storage.save(snapshot_path(uuid4()), ContentFile(warc.data))
    return Copy(page=page, path=path, record_id=warc.record_id, found=found, problem=problem)


@transaction.atomic
def keep_snapshot(copy: Copy, *, by: User, document: Document | None = None, source: Source | None = None) -> Snapshot:
    """Write down whose copy it is, of a document or of a source."""
    fetched = copy.page.fetched
    snapshot = Snapshot.objects.create(
        url=copy.page.asked[:_ADDRESS_LIMIT],
        final_url=fetched.url[:_ADDRESS_LIMIT],
        status=fetched.status,
        headers={_storable(name)[:200]: _storable(value)[:_HEADER_LIMIT] for name, value in fetched.headers.items()},
        title=one_line(copy.found.title) if copy.found else "",
        text=copy.found.text if copy.found else "",
        sha256=copy.page.sha256,
        media_type=_storable(fetched.media_type)[:100],
        size=len(fetched.body),
        path=copy.path,
        warc_record_id=copy.record_id[:100],
        taken_at=fetched.fetched_at,
        document=document,
        source=source,
    )
    record(EventKind.SNAPSHOT_TAKEN, by=by, about=snapshot, data={"sha256": snapshot.sha256, "size": snapshot.size})
    return snapshot


def _status(code: int) -> str:
    try:
        return f"{code} ({HTTPStatus(code).phrase})"
    except ValueError:
        return str(code)


def _charset(fetched: Fetched) -> str:
    """The encoding that the server names, "" without one."""
    for parameter in fetched.headers.get("content-type", "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40]
    return ""


def _storable(text: str) -> str:
    return text.replace("\x00", "")
