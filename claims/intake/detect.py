"""What a file is, told by its content and then by its name."""

import re

from claims.intake.columns import guess_mapping
from claims.intake.encodings import head_text
from claims.intake.formats.csv_dialect import is_tabular
from claims.intake.kinds import Format
from claims.intake.rows import BadFile
from claims.intake.unpack import packing
from claims.intake.zip_members import names_in

__all__ = ["detect", "named_format", "packing"]

_ALIASES = {
    "json": Format.JSONL,
    "ndjson": Format.JSONL,
    "jsonlines": Format.JSONL,
    "jsonld": Format.CLAIMREVIEW,
    "tsv": Format.CSV,
    "tab": Format.CSV,
    "excel": Format.XLSX,
    "xlsm": Format.XLSX,
    "xls": Format.XLSX,
    "txt": Format.TEXT,
    "md": Format.TEXT,
    "plain": Format.TEXT,
    "link": Format.URL,
    "htm": Format.HTML,
    "xhtml": Format.HTML,
    "rss": Format.FEED,
    "atom": Format.FEED,
    "rdf": Format.FEED,
}
_MEDIA_TYPES = {
    "text/csv": Format.CSV,
    "text/tab-separated-values": Format.CSV,
    "application/json": Format.JSONL,
    "application/x-ndjson": Format.JSONL,
    "application/jsonl": Format.JSONL,
    "application/ld+json": Format.CLAIMREVIEW,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "text/plain": Format.TEXT,
}
_BINARY = (
    *((b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture")),
    *((b"II*\0", "a TIFF picture"), (b"MM\0*", "a TIFF picture"), (b"RIFF", "a picture, a sound or a video")),
    *((b"ID3", "a sound"), (b"OggS", "a sound"), (b"fLaC", "a sound"), (b"\x1aE\xdf\xa3", "a video")),
    *((b"\x7fELF", "a program"), (b"MZ\x90\0", "a program"), (b"\xca\xfe\xba\xbe", "a program")),
    *((b"\xcf\xfa\xed\xfe", "a program"), (b"SQLite format 3\0", "a database"), (b"PAR1", "a Parquet file")),
    *((b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"BZh", "a bzip2 archive")),
    *((b"\xfd7zXZ", "an xz archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"), (b"\x1f\x8b", "a gzip file")),
    *((b"{\\rtf", "an RTF document"), (b"%!PS", "a PostScript document"), (b"WARC/1.", "a WARC file")),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = (
    ("word/", "a Word document. Save it as PDF or as text"),
    ("ppt/", "a PowerPoint presentation. Save it as PDF"),
    ("visio/", "a Visio drawing. Save it as PDF"),
)
_JSON = re.compile(r'\s*+(?:\{\s*+["}]|\[\s*+[{\]])')
_REVIEWS = re.compile(r"ClaimReview|DataFeed")
_PROLOG = re.compile(r"(?:\s++|<\?[^>]{0,1000}\?>|<!--(?s:.{0,5000}?)-->|<!DOCTYPE\b[^>\[]{0,1000}>)*+", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,50}:)?([A-Za-z_][\w.-]{0,50})[\s/>]")
_HTML = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|title|meta|link|style|script|article|main|section|header|nav|div|p|h[1-6]"
    r"|table|ul|ol|span|a|b|i|strong|em|br|img|figure|blockquote)\b)",
    re.IGNORECASE,
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
_HEADERS, _LONGEST_HEAD_LINE = 2, 4_000


def named_format(word: str) -> Format:
    """Give the format that a word means, such as "csv" or "ndjson". Raises BadFile for one that means none."""
    plain = word.strip().lower().lstrip(".")
    if plain in _ALIASES:
        return _ALIASES[plain]
    try:
        return Format(plain)
    except ValueError:
        raise BadFile(f"There is no format “{word[:40]}”. Use one of {', '.join(Format)}.") from None


def detect(head: bytes, name: str, media_type: str = "") -> Format:
    """Give the format of a file that begins with ``head`` (some kilobytes, all of it if it is shorter).

    What the content shows beyond doubt decides; then the name's ending; then the media type; then whether the lines
    part into columns, or the first one names those of a claim file. Raises BadFile for an empty file, and for one that
    is recognisably nothing to read here.
    """
    if not head:
        raise BadFile("The file is empty. Send one that holds something.")
    ending = name.rpartition(".")[2].strip().lower() if "." in name else ""
    if found := _by_magic(head, ending):
        return found
    text = head_text(head)
    if found := _by_text(text):
        return found
    named = _ALIASES.get(ending) or next((format for format in Format if format.value == ending), None)
    if named is Format.PDF:
        raise BadFile("The file is called .pdf and is no PDF. Open it where it was made, and save it again.")
    if named is None or named is Format.XLSX:
        named = _MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())
    if named is None and (is_tabular(text) or _names_columns(text)):
        return Format.CSV
    return named or Format.TEXT


def _names_columns(text: str) -> bool:
    """Whether the first line is headers of a claim file: a table of one row is too short to be told otherwise."""
    line = next((line for line in text.lstrip("\ufeff").splitlines() if line.strip()), "")[:_LONGEST_HEAD_LINE]
    for delimiter in ",;\t|":
        headers = [header.strip().strip('"') for header in line.split(delimiter)]
        guess = guess_mapping(headers)
        if guess.is_certain and sum(map(bool, guess.fields.values())) >= _HEADERS:
            return True
    return False


def _by_magic(head: bytes, ending: str) -> Format | None:
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _by_members(head)
    if head.startswith(_OLD_OFFICE):
        raise BadFile(
            "This is a file in an old Microsoft Office format (.xls, .doc), or one with a password. Save it as .xlsx "
            "or PDF without a password, and send that."
        )
    what = next((what for magic, what in _BINARY if head.startswith(magic)), "")
    if not what and head[4:8] == b"ftyp":
        what = "a video or a picture"
    if not what and head[257:262] == b"ustar":
        what = "a tar archive"
    if not what and not head_text(head, is_exact=True):
        strange = len(head) - len(head.translate(None, _CONTROLS))
        what = "data that is no text" if strange * 10 > len(head) else ""
    if what:
        raise BadFile(f"This is {what}, which cannot be read here. Send text, HTML, PDF, CSV, XLSX or JSON.")
    return None


def _by_members(head: bytes) -> Format:
    names = names_in(head)
    for folder, what in _OFFICE:
        if any(name.startswith(folder) for name in names):
            raise BadFile(f"This is {what}, and send that.")
    if names[:1] == ["mimetype"]:
        is_sheet = b"opendocument.spreadsheet" in head[:200]
        if b"opendocument" in head[:200]:
            save = (
                "an OpenDocument spreadsheet (.ods). Save it as .xlsx"
                if is_sheet
                else "an OpenDocument file. Save it as PDF"
            )
            raise BadFile(f"This is {save}, and send that.")
        raise BadFile("This is an e-book (EPUB) or the like. Save it as PDF or text, and send that.")
    if packing(head):
        raise BadFile("This is a zip inside another packing. Unpack it first.")
    return Format.XLSX


def _by_text(text: str) -> Format | None:
    start = text.lstrip("\ufeff \t\r\n")
    if _JSON.match(start):
        return Format.CLAIMREVIEW if "@type" in text and _REVIEWS.search(text) else Format.JSONL
    if not start.startswith("<"):
        return None
    root = start[_PROLOG.match(start).end() :]  # type: ignore[union-attr]
    if root[:7].lower() == "<script" and "ld+json" in root and _REVIEWS.search(root):
        return Format.CLAIMREVIEW
    found = _ROOT.match(root)
    word = found[1].lower() if found else ""
    if word in {"rss", "feed", "rdf"}:
        return Format.FEED
    if _HTML.match(root) or _HTML.match(start):
        return Format.HTML
    if start.startswith("<?xml") and word:
        raise BadFile(f"This is XML of the kind “{word[:40]}”, which is neither a feed nor a page. Send CSV or JSON.")
    return None
