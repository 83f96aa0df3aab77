"""Which encoding the text of a table is in, and the text itself, block by block."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from claims.intake.rows import BadFile

BLOCK = 128 * 1024
_HEAD = 64 * 1024
_SAMPLE = 16 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose little-endian mark is the beginning of this one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# By the name Python gives them. Encodings that are no character sets (idna, unicode_escape) or that write ASCII
# otherwise (utf_7, cp037) turn a table into something else, so nobody may ask for them.
_KNOWN = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "ascii": "utf-8",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    # The wider ones of a family read what the narrower ones wrote, and what programs write under those names.
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
_KNOWN |= {f"cp{page}": f"windows-{page}" for page in range(1250, 1259)}
_KNOWN |= {f"iso8859-{part}": f"iso8859-{part}" for part in range(1, 17) if part != 12}
_DOS = (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874, 932, 949, 950, 1125)
_KNOWN |= {f"cp{page}": f"cp{page}" for page in _DOS}
_OTHERS = (
    *("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "koi8-r", "koi8-u", "koi8-t", "kz1048", "tis-620"),
    *("mac-roman", "mac-latin2", "mac-cyrillic", "mac-greek", "mac-turkish", "mac-iceland"),
    *("gb18030", "big5", "big5hkscs", "euc_jp", "johab", "iso2022_jp"),
)
_KNOWN |= {name: name for name in _OTHERS}
# What files really come in. Left alone, the detector takes short German for a DOS code page of the Baltic.
_LIKELY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("koi8_r", "mac_cyrillic", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
]
_FALLBACK = "windows-1252"
# What English, French, German, Spanish, Portuguese, Italian and the Nordic languages write beyond ASCII.
_WESTERN = frozenset("àâäæçèéêëîïñôöøùûüÿßœáíóúìòãåÀÂÄÆÇÈÉÊËÎÏÑÔÖØÙÛÜŸŒÁÍÓÚÌÒÃÅ€£§°ºª¿¡«»‘’‚“”„–—…•·©®™½´\xa0\n")
_MARK = "claims-intake-mark"
_HIGH_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Give each byte that cannot be decoded as a lone surrogate, which no text that can be stored contains."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_MARK, _mark)


def named_encoding(word: str) -> str:
    """Give the plain name of the encoding that somebody named. Raises BadFile for one that is not known."""
    try:
        found = codecs.lookup(word.strip()).name
    except (LookupError, ValueError):
        found = ""
    if found not in _KNOWN:
        raise BadFile(
            f"No encoding is called “{word[:40]}”. Use a name such as utf-8, utf-16, windows-1252, windows-1256, "
            "iso8859-1, gb18030 or shift_jis."
        )
    return _KNOWN[found]


class Decoded:
    """The text of a stream, and how its encoding was decided.

    A byte-order mark decides; then NUL bytes at every second place (UTF-16); then whether the whole stream is UTF-8,
    which is looked at first where the stream can be rewound (about 0.2 s for 600 MB of ASCII): a file that is ASCII
    for its first megabytes and windows-1252 after them is then read as what it is. Where it cannot be rewound, the
    first 64 KiB decide. What is not UTF-8 is guessed from the lines that are not.

    Whatever was decided, no byte ends the reading: one that cannot be decoded becomes a lone surrogate in the text,
    so that the reader of rows refuses the row it stands in and no other (`undecodable` names the byte).
    """

    def __init__(self, stream: BinaryIO, encoding: str = "") -> None:
        self.notes: list[str] = []
        self.certain = True
        self._stream = stream
        rewinds = stream.seekable()
        start = stream.tell() if rewinds else 0
        self._head = _read(stream, _HEAD)
        mark, marked = next(((mark, name) for mark, name in _BOMS if self._head.startswith(mark)), (b"", ""))
        if encoding:
            self.encoding = named_encoding(encoding)
            if marked and marked != self.encoding:
                self.notes.append(f"The file says at its beginning that it is {marked}; it was read as asked for.")
                mark = b""
        elif marked:
            self.encoding = marked
        else:
            self.encoding = _utf16(self._head) or self._guess(rewinds)
            if rewinds:
                stream.seek(start)
                self._head = _read(stream, _HEAD)
        self._head = self._head[len(mark) :]

    def blocks(self) -> Iterator[tuple[str, bool]]:
        """Give the text in blocks cut anywhere, each with whether it is free of NUL and of undecodable bytes."""
        decoder = codecs.getincrementaldecoder(self.encoding)("strict")
        data, self._head = self._head, b""
        while True:
            data = data or self._stream.read(BLOCK)
            try:
                text = decoder.decode(data, not data)
                clean = "\0" not in text
            except UnicodeDecodeError:
                decoder.errors = _MARK
                text = decoder.decode(data, not data)
                decoder.errors = "strict"
                clean = False
            if text:
                yield text, clean
            if not data:
                return
            data = b""

    def undecodable(self, character: str) -> str:
        """Name the byte that a lone surrogate of the text stands for."""
        return f"the byte 0x{ord(character) - 0xDC00:02X}, which is not {self.encoding}"

    def _guess(self, rewinds: bool) -> str:
        high = _HighLines()
        high.add(self._head)
        while rewinds and not high.enough and (data := self._stream.read(BLOCK)):
            high.add(data)
        high.end()
        if not high.bad:
            return "utf-8"
        self.certain = False
        if high.good > len(high.bad):
            self.notes.append("Read as utf-8, though some lines are not; those are refused.")
            return "utf-8"
        name = _of_sample(b"\n".join(high.bad)[:_SAMPLE])
        self.notes.append(f"Read as {name}, which is a guess. If letters look wrong, choose another encoding.")
        return name


class _HighLines:
    """The lines that are not ASCII: how many are UTF-8, and a sample of those that are not."""

    def __init__(self) -> None:
        self.good = 0
        self.bad: list[bytes] = []
        self.enough = False
        self._rest = b""

    def add(self, data: bytes) -> None:
        data = self._rest + data
        cut = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
        if not cut and len(data) < BLOCK:
            self._rest = data
            return
        if not cut:
            # A line longer than a block: a character may begin at the cut, so up to three bytes wait.
            cut = len(data) - next((back for back in (1, 2, 3) if data[-back] >= 0xC0), 0)
        self._rest = data[cut:]
        self._judge(data[:cut])

    def end(self) -> None:
        if not self.enough:
            self._judge(self._rest)

    def _judge(self, data: bytes) -> None:
        if data.isascii():
            return
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            for line in _HIGH_LINE.findall(data):
                try:
                    line.decode("utf-8")
                    self.good += 1
                except UnicodeDecodeError:
                    self.bad.append(line[:2000])
            self.enough = len(self.bad) >= 500
        else:
            self.good += 1


def head_text(head: bytes, *, is_exact: bool = False) -> str:
    """Give the beginning of a file as text, as far as it can be read without looking further.

    ``is_exact`` gives "" for what has no mark and is neither UTF-16 nor UTF-8, but for its cut end.
    """
    mark, name = next(((mark, name) for mark, name in _BOMS if head.startswith(mark)), (b"", _utf16(head)))
    try:
        return codecs.getincrementaldecoder(name or "utf-8")("strict").decode(head[len(mark) :])
    except UnicodeDecodeError:
        return "" if is_exact else head[len(mark) :].decode(name or "cp1252", "replace")


def _read(stream: BinaryIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (data := stream.read(size)):
        parts.append(data)
        size -= len(data)
    return b"".join(parts)


def _utf16(head: bytes) -> str:
    """Give the kind of UTF-16 that a text without a mark is in, or nothing: spaces and ASCII have a zero half."""
    if _is_utf8_with_nul(head):
        return ""
    pairs = len(head) // 2
    first, second = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if pairs >= 4 and second * 10 >= pairs and first * 20 <= second:
        return "utf-16-le"
    if pairs >= 4 and first * 10 >= pairs and second * 20 <= first:
        return "utf-16-be"
    return ""


def _is_utf8_with_nul(head: bytes) -> bool:
    """Whether it is UTF-8 into which a NUL or two have come, which alone do not make it UTF-16.

    Arabic in UTF-16 can pass for UTF-8 too, but every other byte of it is then a control character.
    """
    if head.count(0) * 5 > len(head) or sum(head.count(code) for code in range(1, 9)) * 20 > len(head):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _of_sample(sample: bytes) -> str:
    found = from_bytes(sample, cp_isolation=_LIKELY, enable_fallback=False).best()
    if found is None:
        return _FALLBACK
    if found.encoding in {"cp1250", "cp1254", "cp1257"} and _is_western(sample):
        # These three write most Western letters as windows-1252 does, and the detector does not tell them apart.
        return _FALLBACK
    return named_encoding(found.encoding)


def _is_western(sample: bytes) -> bool:
    letters = {letter for letter in sample.decode("cp1252", "replace") if letter > "\x7f"}
    # Portuguese writes õ beside ã or ç; alone it is the Hungarian ő of windows-1250.
    return letters - {"õ"} <= _WESTERN and ("õ" not in letters or bool(letters & {"ã", "ç"}))
