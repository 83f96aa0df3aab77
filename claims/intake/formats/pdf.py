"""The text layer of a PDF as a document."""

import io
import logging
import re
import time
import warnings
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from pypdf import PasswordType, PdfReader, apply_configuration

from claims.intake.document_row import DocumentText, first_line, one_line, require_storable
from claims.intake.html_about import iso_day, language_tag
from claims.intake.rows import BadFile

SIZE_LIMIT = 50 * 1024 * 1024
PAGES_LIMIT = 2_000
TEXT_LIMIT = 10_000_000
SECONDS = 60.0
# Far below the library's own limits, which let one stream grow to 75 MB: text of a page is a few kilobytes.
_STREAM = 10_000_000
_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": SIZE_LIMIT,
    "array_based_stream_maximum_output_length": _STREAM,
    "lzw_maximum_output_length": _STREAM,
    "run_length_maximum_output_length": _STREAM,
    "zlib_maximum_output_length": _STREAM,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "brotli_maximum_output_length": _STREAM,
    "jbig2_maximum_output_length": 1,
    "image_maximum_buffer_size": 1,
    "stream_decoding_work_maximum_length": 4 * _STREAM,
    "stream_parsing_work_maximum_count": 300_000,
    "page_tree_maximum_entries": 10_000,
    "page_tree_maximum_page_entries": 200_000,
    "xmp_maximum_input_length": 100_000,
    "xform_maximum_invocations_per_extraction": 200,
    "jbig2dec_binary": None,
    "disable_legacy_handling": True,
}
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class _TooSlow(Exception):
    """The time for one file is up."""


def read_pdf(stream: BinaryIO, *, seconds: float = SECONDS) -> DocumentText:
    """Read the text layer of a PDF, a blank line between pages; words stay broken at line ends as they stand.

    Raises BadFile for a file that is no PDF, is larger than 50 MiB, has more than 2,000 pages, asks for a password,
    has no text layer (a scan), is too broken, or takes more than ``seconds``, which are looked at before each page
    and each thousandth drawing operation of one. A page that cannot be read is left out, and a note says which.
    """
    data = stream.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise BadFile("A PDF may have at most 50 MiB, and this one has more. Send the pages that matter.")
    if b"%PDF-" not in data[:1024]:
        raise BadFile("This is no PDF file: it does not begin with %PDF. Check that the right file was sent.")
    deadline = time.monotonic() + seconds
    try:
        with apply_configuration(**_LIMITS), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data, deadline)
    except BadFile:
        raise
    except _TooSlow:
        raise BadFile(
            f"Reading this PDF took more than {seconds:g} seconds, so it was stopped. Send its text instead."
        ) from None
    except Exception as error:  # of any kind: broken files bring out every one there is
        reason = one_line(str(error), 150) or type(error).__name__
        raise BadFile(
            f"The PDF is too broken to be read ({reason}). Print it to a new PDF, or send its text."
        ) from error


def _read(data: bytes, deadline: float) -> DocumentText:
    reader = PdfReader(io.BytesIO(data), strict=False, root_object_recovery_limit=1_000)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise BadFile("The PDF asks for a password. Save it without one and send it again.")
    count = len(reader.pages)
    if count > PAGES_LIMIT:
        raise BadFile(f"A PDF may have at most {PAGES_LIMIT:,} pages, this one has {count:,}. Send those that matter.")
    notes: list[str] = []
    pages = list(_pages(reader, count, deadline, notes))
    text = "\n\n".join(page for page in pages if page)
    if not text and notes:
        raise BadFile(f"No text of this PDF could be read. {' '.join(notes)} Print it to a new PDF, or send its text.")
    if not text:
        raise BadFile(
            f"The PDF has {count:,} {'page' if count == 1 else 'pages'} and no text layer: it is a scan or "
            "pictures only. Run text recognition (OCR) on it, or send the text."
        )
    require_storable(text)
    empty = sum(1 for page in pages if not page)
    if empty:
        notes.append(f"{empty:,} of {count:,} pages have no text.")
    title, author, day, language = _about(reader)
    if day:
        notes.append(f"The date {day.isoformat()} is the day on which the PDF was made.")
    return DocumentText(
        text=text,
        title=title or first_line(text),
        language=language,
        published_on=day,
        author=author,
        notes=tuple(notes),
    )


def _pages(reader: PdfReader, count: int, deadline: float, notes: list[str]) -> Iterator[str]:
    """The text of each page, "" for one without."""
    watch = _Watch(deadline)
    broken: list[int] = []
    replaced = length = 0
    for number in range(count):
        watch.look()
        try:
            text = reader.pages[number].extract_text(visitor_operand_before=watch)
        except _TooSlow:
            raise
        except Exception:  # as above; the other pages may be well
            broken.append(number + 1)
            yield ""
            continue
        text, unreadable = _UNREADABLE.subn("\N{REPLACEMENT CHARACTER}", text)
        replaced += unreadable
        length += len(text)
        if length > TEXT_LIMIT:
            raise BadFile(f"The PDF holds more than {TEXT_LIMIT:,} characters. Send the pages that matter.")
        yield text.strip("\n\r\f ")
    if broken:
        shown = ", ".join(map(str, broken[:20])) + (" and others" if len(broken) > 20 else "")
        notes.append(f"{len(broken):,} of {count:,} pages could not be read: {shown}.")
    if replaced:
        notes.append(f"{replaced:,} characters have no meaning in the PDF's fonts and are shown as \ufffd.")


class _Watch:
    """Called before each drawing operation; raises when the time is up."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._calls = 0

    def __call__(self, *_: object) -> None:
        self._calls += 1
        if self._calls % 1_000 == 0:
            self.look()

    def look(self) -> None:
        if time.monotonic() > self._deadline:
            raise _TooSlow


def _about(reader: PdfReader) -> tuple[str, str, date | None, str]:
    """Title, author, day and language as the file's makers wrote them; programs often write a file's name."""
    title = author = language = ""
    day = None
    try:
        facts: Mapping[str, Any] = reader.metadata or {}
        title = one_line(_UNREADABLE.sub("", str(facts.get("/Title") or "")))
        author = one_line(_UNREADABLE.sub("", str(facts.get("/Author") or "")), 200)
        day = iso_day(str(facts.get("/CreationDate") or "").removeprefix("D:")[:8])
        language = language_tag(str(reader.root_object.get("/Lang") or ""))
    except Exception:  # what is said of the text matters less than the text
        return title, author, day, language
    if re.search(r"(?i)^untitled|^microsoft word - |\.(?:docx?|pdf|indd|odt|tex|dvi|qxd)$", title):
        title = ""
    return title, author, day, language
