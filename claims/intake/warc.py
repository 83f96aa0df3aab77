"""Archived answers as WARC 1.1 files (ISO 28500:2017), which any web archive can read."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.intake.rows import BadFile

# These describe the body as it came over the line. It is kept decoded, so they would be untrue of it.
_OF_THE_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length", "trailer", "connection"})
_ORIGINAL = "X-Archive-Orig-"
_TOKEN = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]")
_REASONS = {200: "OK", 203: "Non-Authoritative Information", 206: "Partial Content", 404: "Not Found", 410: "Gone"}
_SOFTWARE = {
    "software": "Factcheck Desk",
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
}


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """A compressed WARC file of one answer, and the id of its response record ("<urn:uuid:...>")."""

    data: bytes
    record_id: str


def warc_response(
    url: str, status: int, headers: Iterable[tuple[str, str]], body: bytes, fetched_at: datetime
) -> WarcRecord:
    """Write one answer as a gzipped WARC file: a warcinfo record and a response record, with digests of both.

    ``body`` is decoded; headers of the transfer are kept as X-Archive-Orig-*, with a Content-Length that is true.
    ``fetched_at`` must have a time zone. Raises ValueError when it has none.
    """
    if fetched_at.tzinfo is None:
        raise ValueError("The time of an archived answer needs a time zone.")
    date = fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = writer.create_warcinfo_record("answer.warc.gz", dict(_SOFTWARE))
    info.rec_headers.replace_header("WARC-Date", date)
    writer.write_record(info)
    kept = [*_kept(headers), ("Content-Length", str(len(body)))]
    line = f"{status:03d} {_REASONS.get(status, '')}".rstrip()
    record = writer.create_warc_record(
        _ascii(url).replace(" ", "%20"),
        "response",
        payload=io.BytesIO(body),
        http_headers=StatusAndHeaders(line, kept, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": date, "WARC-Warcinfo-ID": info.rec_headers.get_header("WARC-Record-ID")},
    )
    writer.write_record(record)
    return WarcRecord(out.getvalue(), record.rec_headers.get_header("WARC-Record-ID"))


def read_warc(data: bytes) -> tuple[str, list[tuple[str, str]], bytes]:
    """Give the address, headers and body of the first answer in a WARC file, its digests checked.

    Raises BadFile when there is none, or it is not as it was written.
    """
    try:
        for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
            if record.rec_type == "response":
                body = record.content_stream().read()
                headers = list(record.http_headers.headers) if record.http_headers else []
                return record.rec_headers.get_header("WARC-Target-URI") or "", headers, body
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, KeyError, IndexError) as error:
        raise BadFile(f"The archived copy is damaged: {str(error)[:200] or type(error).__name__}.") from error
    raise BadFile("The archived copy holds no answer.")


def _kept(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    kept = []
    for name, value in headers:
        token = _TOKEN.sub("-", name)[:200] or "-"
        prefix = _ORIGINAL if token.lower() in _OF_THE_TRANSFER else ""
        # A line end inside a value would begin a header that was never sent.
        kept.append((prefix + token, _ascii(re.sub(r"[\r\n\x00]+", " ", value))))
    return kept


def _ascii(text: str) -> str:
    """Header lines are ASCII: each other byte of the UTF-8 form as a percent escape (RFC 3986, 2.1)."""
    return "".join(
        mark if " " <= mark <= "~" else "".join(f"%{byte:02X}" for byte in mark.encode("utf-8", "surrogatepass"))
        for mark in text
    )
