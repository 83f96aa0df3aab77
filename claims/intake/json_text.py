"""The text of a JSON file, whichever Unicode encoding its bytes are in."""

import codecs
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from typing import BinaryIO

from claims.intake.rows import BadFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # The mark of UTF-16 LE is the beginning of that of UTF-32 LE.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# JSON begins with two ASCII characters (RFC 4627, section 3), so NULs among the first four bytes show the width.
_NULS = {
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
}


def text_of(stream: BinaryIO, encoding: str = "") -> Callable[[int], str]:
    """A function that reads about so many bytes of text; "" means the end.

    The encoding is the one named, else what a byte order mark or NUL bytes say, else UTF-8. Bytes that are not UTF-8
    become lone surrogates, for which the row that holds them is refused. Raises BadFile for an encoding that is not
    known, and later for bytes of another encoding that cannot be read.
    """
    start = stream.read(4)
    name = encoding or _encoding_of(start)
    try:
        # Refuses what is an encoding of bytes only, such as base64.
        TextIOWrapper(BytesIO(), encoding=name)
        decode = codecs.getincrementaldecoder(name)("surrogateescape").decode
    except (LookupError, ValueError) as error:
        raise BadFile(f"{encoding[:40]} is no known encoding. Use utf-8, or name none.") from error
    ahead = [start] if start else []

    def read(size: int) -> str:
        while True:
            data = ahead.pop() if ahead else stream.read(size)
            try:
                text = decode(data, not data)
            except ValueError as error:
                raise BadFile(f"The file cannot be read as {name[:40]}. Send it as UTF-8.") from error
            if text or not data:
                return text

    return read


def _encoding_of(start: bytes) -> str:
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    return _NULS.get(tuple(byte == 0 for byte in start), "utf-8")  # type: ignore[arg-type]
