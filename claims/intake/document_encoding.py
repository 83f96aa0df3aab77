"""The characters of a document: exactly, or not at all for a file; as browsers read them for a page."""

import codecs
import io
import re
from dataclasses import dataclass

from claims.intake.encodings import Decoded, named_encoding
from claims.intake.rows import BadFile

# UTF-32 stands before UTF-16, whose mark its own begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages labelled with the left are written in the right (WHATWG Encoding Standard, "names and labels").
_BROWSERS_READ = {"iso8859-1": "windows-1252", "iso8859-9": "windows-1254", "iso8859-11": "cp874", "tis-620": "cp874"}
_GUESSED_FROM = 256 * 1024
_META_WITHIN = 4096
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.-]{2,40})",
    re.IGNORECASE,
)
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Characters:
    """A text without its byte order mark, the name of its encoding, and sentences on what was guessed."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def exact_characters(data: bytes, encoding: str = "") -> Characters:
    """Give the text of a file with not one character put in another's place.

    ``encoding`` decides where it is given, else a byte order mark, else UTF-8, else a guess that is told. Raises
    BadFile with line and column for a byte that is no character.
    """
    decoded = Decoded(io.BytesIO(data), encoding)
    blocks = [block for block, _ in decoded.blocks()]
    text = "".join(blocks)
    broken = _LONE.search(text)
    if broken:
        before = text[: broken.start()]
        line = before.count("\n") + 1
        column = broken.start() - before.rfind("\n")
        raise BadFile(
            f"Line {line}, column {column} holds {decoded.undecodable(broken.group())}. "
            "Save the file as UTF-8, or say which encoding it is in.",
            line=line,
        )
    return Characters(text, decoded.encoding, tuple(decoded.notes))


def page_characters(data: bytes, encoding: str = "") -> Characters:
    """Give the text of a page as a browser would: by its mark, ``encoding``, its own word, UTF-8, or a guess.

    Bytes that are no character in any of these become U+FFFD, and a note says how many.
    """
    marked, skip = next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), ("", 0))
    found = _META_CHARSET.search(data[:_META_WITHIN])
    own = _browsers_name((found[1] or found[2]).decode("ascii", "replace")) if found else ""
    if own.startswith(("utf-16", "utf-32")):
        own = "utf-8"  # the word itself was read as ASCII, so it cannot be true (HTML, "prescan a byte stream")
    body = data[skip:]
    said = [name for name in (marked, _browsers_name(encoding), own) if name]
    for name in (*said, "utf-8"):
        try:
            return Characters(body.decode(name), name)
        except UnicodeDecodeError:
            continue
    # Some bytes fit nothing that was said: a few of them are damage, many are another encoding.
    name = said[0] if said else "utf-8"
    text = body.decode(name, "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if not marked and broken * 1000 > len(text):
        high = re.search(rb"[\x80-\xff]", data)
        start = max(0, high.start() - _GUESSED_FROM // 2) if high else 0
        guess = Decoded(io.BytesIO(data[start : start + _GUESSED_FROM]))
        if guess.encoding != name:
            text = body.decode(guess.encoding, "replace")
            return Characters(text, guess.encoding, tuple(guess.notes))
    return Characters(text, name, (f"{broken:,} characters could not be read as {name} and are shown as \ufffd.",))


def _browsers_name(label: str) -> str:
    """The encoding that a browser takes for a label, "" for one that is not known."""
    try:
        name = named_encoding(label) if label.isascii() else ""
    except BadFile:
        return ""
    return _BROWSERS_READ.get(name, name)
