"""What a file is, told by its content and then by its name."""

from claims.intake.kinds import Format
from claims.intake.rows import BadFile
from claims.intake.unpack import packing

__all__ = ["detect", "named_format", "packing"]

_ALIASES = {"json": "jsonl", "ndjson": "jsonl", "tsv": "csv", "txt": "text", "rss": "feed", "atom": "feed", "htm": "html"}


def named_format(word: str) -> Format:
    """The format that a word means. Raises BadFile for one that means none."""
    plain = word.strip().lower()
    try:
        return Format(_ALIASES.get(plain, plain))
    except ValueError:
        raise BadFile(f"There is no format {word[:40]}. Use one of {', '.join(Format)}.") from None


def detect(head: bytes, name: str, media_type: str = "") -> Format:
    """The format of a file that begins with ``head``."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return Format.PDF
    if start.startswith((b"{", b"[")):
        return Format.CLAIMREVIEW if b"claimreview" in start else Format.JSONL
    return named_format(name.rpartition(".")[2])
