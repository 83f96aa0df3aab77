"""A web page as a document: its article without what stands around it."""

import logging
import re
from datetime import date

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from claims.intake.document_encoding import page_characters
from claims.intake.document_row import DocumentText, first_line, require_storable
from claims.intake.html_about import About, about, iso_day
from claims.intake.html_limits import refuse_heavy
from claims.intake.html_text import parse, plain_characters, visible_words, words_of
from claims.intake.rows import BadFile

SIZE_LIMIT = 10 * 1024 * 1024
# Larger pages are read by plain means: trafilatura copies a tree several times over.
_ELEMENTS_FOR_ARTICLE = 20_000
_LENGTH_FOR_ARTICLE = 4_000_000
_DEPTH_FOR_ARTICLE = 256
_ELEMENTS_FOR_DATE = 5_000
_SHORTEST_ARTICLE = 100
# White space that is not HTML's: trafilatura would make each of these a plain space, and a figure such as
# "10 000" is written with them.
_OTHER_SPACE = re.compile("(?<=\\S)[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+(?=\\S)")
_PRIVATE = range(0xE000, 0xF900)

for _name in ("trafilatura", "htmldate", "justext", "courlan"):
    # They write a line for every odd page; what matters of it is in the refusals and notes.
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def read_html(data: bytes, *, url: str = "", encoding: str = "") -> DocumentText:
    """Read the article of a page, and what the page says of itself. Nothing is ever fetched.

    ``url`` is where the page was found, ``encoding`` what the server said of it ("" unknown); a byte order mark
    goes first, then ``encoding``, then the page's own word, then UTF-8, then a guess. Control characters that no
    browser shows, NUL among them, are left out; all others stay as they are. Without an article the visible words
    of the page are its text, and a note says so. Raises BadFile when there are none, or the page is larger than
    10 MiB or too heavy to read (`refuse_heavy`). A page of an article takes 2 to 60 ms, the worst known less than
    5 s and 250 MB.
    """
    if len(data) > SIZE_LIMIT:
        raise BadFile(
            f"A page may have at most 10 MiB, this one has {len(data) / 1024 / 1024:.1f}. Send the article's text."
        )
    read = page_characters(data, encoding)
    notes = list(read.notes)
    page, dropped = plain_characters(read.text)
    if dropped:
        notes.append(f"{dropped:,} control characters were left out.")
    refuse_heavy(page)
    tree = parse(page)
    elements, depth = _shape(tree)
    facts = about(tree, url)
    published_on = facts.published_on or (_guessed_day(tree, notes) if elements <= _ELEMENTS_FOR_DATE else None)
    small = elements <= _ELEMENTS_FOR_ARTICLE and depth <= _DEPTH_FOR_ARTICLE and len(page) <= _LENGTH_FOR_ARTICLE
    text = _article(tree) if small else ""
    if len(text) < _SHORTEST_ARTICLE:
        seen = visible_words(tree)
        if len(seen) > len(text):
            text = seen
            why = "No article was found in the page" if small else "The page is too large to look for its article"
            notes.append(f"{why}; this is all its visible text.")
    if not text.strip():
        raise BadFile("No article text was found in the page. Send the text of the article instead.")
    require_storable(text)
    return _document(text, facts, published_on, notes)


def _document(text: str, facts: About, published_on: date | None, notes: list[str]) -> DocumentText:
    return DocumentText(
        text=text,
        title=facts.title or first_line(text),
        language=facts.language,
        published_on=published_on,
        publisher=facts.publisher,
        author=facts.author,
        url=facts.url,
        notes=(*notes, *facts.notes),
    )


def _shape(tree: HtmlElement) -> tuple[int, int]:
    """How many elements a tree has, and how deep they nest."""
    elements = depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            elements, depth = elements + 1, depth + 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return elements, deepest


def _article(tree: HtmlElement) -> str:
    """The article's text, "" when there is none."""
    stands_for = _keep_spaces(tree)
    try:
        found = bare_extraction(
            tree, include_comments=False, include_tables=True, favor_precision=True, with_metadata=False
        )
    except Exception:  # of any kind: hostile markup finds new ones, and the visible text remains
        found = None
    finally:
        _put_back(tree, stands_for)
    body = getattr(found, "body", None)
    if body is None:
        return ""
    return words_of(body).translate(stands_for)


def _keep_spaces(tree: HtmlElement) -> dict[int, str]:
    """Put a private character for each kind of space between letters that would be lost; give the way back."""
    nodes = [each for each in tree.iter() if _has_other_space(each.text) or _has_other_space(each.tail)]
    if not nodes:
        return {}
    used = {mark for each in tree.itertext() for mark in each if "\ue000" <= mark < "\uf900"}
    free = (chr(code) for code in _PRIVATE if chr(code) not in used)
    kinds = (
        "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    )
    private = {ord(kind): mark for kind, mark in zip(kinds, free, strict=False)}
    for each in nodes:
        if each.text:
            each.text = _OTHER_SPACE.sub(lambda found: found.group().translate(private), each.text)
        if each.tail:
            each.tail = _OTHER_SPACE.sub(lambda found: found.group().translate(private), each.tail)
    return {ord(mark): chr(kind) for kind, mark in private.items()}


def _has_other_space(text: str | None) -> bool:
    return text is not None and not text.isascii() and _OTHER_SPACE.search(text) is not None


def _put_back(tree: HtmlElement, stands_for: dict[int, str]) -> None:
    if not stands_for:
        return
    for each in tree.iter():
        if each.text and not each.text.isascii():
            each.text = each.text.translate(stands_for)
        if each.tail and not each.tail.isascii():
            each.tail = each.tail.translate(stands_for)


def _guessed_day(tree: etree._Element, notes: list[str]) -> date | None:
    try:
        found = find_date(tree, extensive_search=False, original_date=True, url="")
    except Exception:  # a guess is not worth a refusal, whatever went wrong in it
        return None
    day = iso_day(found) if found else None
    if day:
        notes.append(f"The date {day.isoformat()} was guessed from the page; check it.")
    return day
