"""JSON-LD as publishers write it: nodes under any spelling of schema.org's names, and JSON that is slightly broken."""

import html
import re
from collections.abc import Iterator
from json import JSONDecoder
from typing import Any

_SCHEMA = re.compile(r"^(?:schema:|https?://(?:www\.)?schema\.org/)", re.IGNORECASE)
_LONGEST_WHOLE = 30  # digits


def _whole(digits: str) -> int | float:
    # Python refuses integers of thousands of digits, and no rating has one.
    return int(digits) if len(digits) <= _LONGEST_WHOLE else float(digits)


# Control characters inside strings are what it is lenient about.
DECODER = JSONDecoder(strict=False, parse_int=_whole)

_STRING_OR_SLIP = re.compile(r'("(?:[^"\\]++|\\.)*+"?)|//[^\n]*|/\*(?s:.{0,200}?)\*/|,[\s,]*+', re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})|\\')
_QUOTE = re.compile(r'\\.|"', re.DOTALL)
# Mending takes microseconds a mark, and entries of this length are rare enough whole.
_LONGEST_MENDED = 200_000
# A quotation mark ends a string only where what comes next can follow one.
_BEHIND_STRING = re.compile(r'\s*(?:[:}\]]|,\s*(?:["{\[}\]\dtfn-]|/[/*])|\Z)')


def mend(text: str) -> Any:
    """The value of JSON with trailing commas, comments, wrong escapes, bare quotation marks or encoded entities.

    Raises ValueError where that does not help, and for a text too long to be worth it.
    """
    if len(text) > _LONGEST_MENDED:
        raise ValueError("too long to mend")
    for attempt in (_slips, _bare_quotes, html.unescape):
        try:
            return DECODER.decode(_slips(attempt(text)))
        except (ValueError, RecursionError):
            continue
    raise ValueError("no JSON")


def plain(node: dict[str, Any]) -> dict[str, Any]:
    """A node with schema.org's names as they are, whatever stood before them, and no wrapper around its properties."""
    inner = node.get("properties")
    if isinstance(inner, dict):
        node = {**node, **inner}
    if any(":" in key for key in node):
        return {_SCHEMA.sub("", key): value for key, value in node.items()}
    return node


def types_of(node: dict[str, Any]) -> set[str]:
    """The types of a plain node, by their bare names."""
    given = node.get("@type", node.get("type"))
    return {_SCHEMA.sub("", name) for name in (given if isinstance(given, list) else [given]) if isinstance(name, str)}


def things(value: Any) -> list[dict[str, Any]]:
    """The nodes that a property holds, one or several, made plain."""
    found = value if isinstance(value, list) else [value]
    return [plain(thing) for thing in found if isinstance(thing, dict)]


def words(value: Any, *names: str) -> str:
    """The text of a property: a string or number, a {"@value"}, a node by one of ``names``, or the first of several.

    Character references of HTML are decoded, once.
    """
    if isinstance(value, str):
        return html.unescape(value).strip()
    if isinstance(value, list):
        return next((text for part in value if (text := words(part, *names))), "")
    if isinstance(value, dict):
        value = plain(value)
        return next((text for name in ("@value", *names) if (text := words(value.get(name), *names))), "")
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def addresses(value: Any) -> Iterator[str]:
    """The web addresses that a property holds: strings, and nodes by their url, sameAs or @id."""
    if isinstance(value, str):
        text = html.unescape(value).strip()
        if text[:4].lower() == "http":
            yield text
    elif isinstance(value, list):
        for part in value:
            yield from addresses(part)
    elif isinstance(value, dict):
        value = plain(value)
        for name in ("url", "sameAs", "@id", "contentUrl"):
            yield from addresses(value.get(name))


def _slips(text: str) -> str:
    """Without comments and commas that nothing follows, and with no escapes but those of JSON."""
    text = text.strip("\ufeff \t\r\n;,")
    # Twice, for a comma that only a comment stood behind.
    return _STRING_OR_SLIP.sub(_without_slip, _STRING_OR_SLIP.sub(_without_slip, text))


def _without_slip(found: re.Match[str]) -> str:
    if found[1]:
        return _ESCAPE.sub(lambda escape: escape[0] if escape[1] else r"\\", found[1])
    if not found[0].startswith(","):
        return " "
    return "" if found.string[found.end() : found.end() + 1] in ("}", "]", "") else ","


def _bare_quotes(text: str) -> str:
    """With a backslash before each quotation mark that neither begins nor ends a string."""
    pieces: list[str] = []
    done, is_open = 0, False
    for found in _QUOTE.finditer(text):
        if found[0] != '"':
            continue
        if is_open and not _BEHIND_STRING.match(text, found.end()):
            pieces += (text[done : found.start()], "\\")
            done = found.start()
        else:
            is_open = not is_open
    return "".join([*pieces, text[done:]])
