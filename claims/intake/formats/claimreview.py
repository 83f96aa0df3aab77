"""Fact-checks of others: ClaimReview JSON-LD, one entry or a feed of any size.

Read are an object, an array, a @graph, a DataFeed, JSON Lines, and script elements in lines or in a page.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from claims.intake.check_row import CheckRow, as_claim
from claims.intake.check_shape import check_of
from claims.intake.json_ld import DECODER, mend, plain, types_of
from claims.intake.json_stream import TOO_LONG, UNREAD, Element, elements
from claims.intake.json_text import text_of
from claims.intake.rows import RAW_KEPT, ROW_LIMIT, BadFile, BadRow

__all__ = ["CheckRow", "as_claim", "read_claimreviews"]

# What holds entries, and is looked into.
_HOLDERS = ("@graph", "dataFeedElement", "item", "itemListElement", "mainEntity", "hasPart", "review", "claimReview")
_STREAMED = frozenset({*_HOLDERS, "claimReviews", "reviews", "results", "data", "items"})
# What stands beside reviews in a @graph and is not missed.
_COMPANIONS = frozenset(
    [
        "WebSite",
        "WebPage",
        "Organization",
        "NewsMediaOrganization",
        "Person",
        "Article",
        "NewsArticle",
        "BlogPosting",
        "BreadcrumbList",
        "ListItem",
        "ImageObject",
        "VideoObject",
        "SearchAction",
        "CollectionPage",
        "Claim",
    ]
)
_CHUNK = 1 << 19
_SCRIPT = re.compile(r"<script\b([^>]{0,1000})>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\b", re.IGNORECASE)
_WRAPPED_IN = (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>"))
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

_NOT_JSON = "The entry is no JSON that can be read. Check its brackets, commas and quotation marks."
_NOT_UTF8 = "The entry holds bytes that are not UTF-8. Send the file as UTF-8, or name its encoding."
_MEDIA = "The entry is a MediaReview, which judges a picture or a recording. Only ClaimReview is taken."
_NONE = "There is no ClaimReview in this entry. Its type must be ClaimReview."
_GONE = "The feed says that this entry was deleted. Take it out."


def read_claimreviews(stream: BinaryIO, *, encoding: str = "") -> Iterator[CheckRow | BadRow]:
    """The fact-checks in a file, in its order, and a BadRow for each entry that is not taken.

    Memory does not grow with the file. Missing or broken ratings, dates and publishers are unknown and no fault; an
    entry without a claim or an address is refused. Raises BadFile for a file that holds no JSON at all.
    """
    read = text_of(stream, encoding)
    ahead = ""
    while not ahead:
        text = read(_CHUNK)
        if not text:
            raise BadFile("The file is empty. Send ClaimReview JSON-LD.")
        ahead = text.lstrip("\ufeff \t\r\n")
        skipped = text[: len(text) - len(ahead)]
    number = 0
    found = (
        _scripts(_behind(skipped + ahead, read)) if ahead[0] == "<" else _json(_behind(skipped + ahead, read), ahead[0])
    )
    for element in found:
        for row in _rows(element, number):
            number = row.number
            yield row


def _behind(text: str, read: Callable[[int], str]) -> Callable[[int], str]:
    ahead = [text]
    return lambda size: ahead.pop() if ahead else read(size)


def _json(read: Callable[[int], str], first: str) -> Iterator[Element]:
    if first not in '{["/':
        raise BadFile(f"The file begins with {first!r}, which is no JSON. Send ClaimReview JSON-LD.", line=1)
    return elements(read, DECODER, inside=_STREAMED)


def _scripts(read: Callable[[int], str]) -> Iterator[Element]:
    """What script elements hold, each an element; other markup is passed over."""
    text, line, is_all, found_any = "", 1, False, False
    while True:
        begin = _SCRIPT.search(text)
        end = _SCRIPT_END.search(text, begin.end()) if begin else None
        if begin and (end or is_all or len(text) - begin.end() > ROW_LIMIT):
            line += text.count("\n", 0, begin.end())
            inner = text[begin.end() : end.start() if end else len(text)]
            kept = _unwrapped(inner) if len(inner) <= ROW_LIMIT else inner[:RAW_KEPT]
            if "json" in begin[1].lower() or (not begin[1].strip() and kept.lstrip()[:1] in ("{", "[")):
                found_any = True
                yield Element(line, kept, reason="" if len(inner) <= ROW_LIMIT else TOO_LONG)
            if end is None and not is_all:
                text, line, is_all = _until_end(read, text[begin.end() :], line)
            else:
                line += inner.count("\n")
                text = text[end.end() :] if end else ""
            continue
        if is_all:
            break
        if begin is None:
            # A tag may have begun at the very end.
            kept_from = max(0, len(text) - 1100)
            line += text.count("\n", 0, kept_from)
            text = text[kept_from:]
        more = read(_CHUNK)
        text, is_all = text + more, not more
    if not found_any:
        raise BadFile("There is no script element with JSON-LD in this file. Send ClaimReview JSON-LD.")


def _unwrapped(text: str) -> str:
    """Without the comment or CDATA marks that old pages put around scripts."""
    text = text.strip()
    for begin, end in _WRAPPED_IN:
        text = text.removeprefix(begin).removesuffix(end).strip()
    return text


def _until_end(read: Callable[[int], str], text: str, line: int) -> tuple[str, int, bool]:
    """Pass over a script element that is too long: what follows it, its line, and whether the file has ended."""
    while True:
        if end := _SCRIPT_END.search(text):
            return text[end.end() :], line + text.count("\n", 0, end.end()), False
        line += text.count("\n", 0, max(0, len(text) - 10))
        more = read(_CHUNK)
        if not more:
            return "", line, True
        text = text[-10:] + more


def _rows(element: Element, number: int) -> Iterator[CheckRow | BadRow]:
    """The checks of one element, counted on from ``number``."""
    if element.value is None:
        return
    if element.reason:
        yield _bad(element, number + 1, element.reason)
        return
    value = element.value
    try:
        element.text.encode()
        if value is UNREAD:
            value = mend(element.text)
    except UnicodeEncodeError:
        yield _bad(element, number + 1, _NOT_UTF8)
        return
    except ValueError:
        yield _bad(element, number + 1, _NOT_JSON)
        return
    has_any = False
    for node in _reviews(value):
        number += 1
        has_any = True
        yield _row(element, node, number)
    if not has_any and not (isinstance(value, dict) and types_of(plain(value)) & _COMPANIONS):
        yield _bad(element, number + 1, _NONE)


def _reviews(value: Any) -> Iterator[dict[str, Any]]:
    """The review nodes in a value, those that are refused among them, at any depth of what holds entries."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            node = plain(value)
            types = types_of(node)
            if types & {"ClaimReview", "MediaReview"} or "claimReviewed" in node or node.get("dateDeleted"):
                yield node
            else:
                waiting.extend(node[name] for name in reversed(_HOLDERS) if isinstance(node.get(name), (dict, list)))


def _row(element: Element, node: dict[str, Any], number: int) -> CheckRow | BadRow:
    types = types_of(node)
    if node.get("dateDeleted") and "ClaimReview" not in types:
        return _bad(element, number, _GONE)
    if "ClaimReview" not in types and "claimReviewed" not in node:
        return _bad(element, number, _MEDIA)
    try:
        check = check_of(node, number, element.line)
    except (ValueError, RecursionError) as error:
        return _bad(element, number, str(error))
    kept = (check.claim_text, check.url, check.publisher, check.claimant, check.rating_text, check.title)
    for text in (*kept, *check.appearances):
        if found := _UNSTORABLE.search(text):
            words = f"The entry holds the character U+{ord(found[0]):04X}, which cannot be stored. Remove it."
            return _bad(element, number, words)
    return check


def _bad(element: Element, number: int, reason: str) -> BadRow:
    cells = {"entry": _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", element.text[:RAW_KEPT])}
    return BadRow(number, element.line, _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", reason), cells=cells)
