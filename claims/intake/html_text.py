"""From elements to text: the words of a tree, block by block, with every character as it stands in the page."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims.extraction.units import word_set
from claims.intake.rows import BadFile

# What begins a new paragraph, in HTML and in the small vocabulary that trafilatura gives articles in.
_BLOCKS = word_set(
    "p div h1 h2 h3 h4 h5 h6 blockquote li ul ol dl dt dd table tr pre article section main header footer aside "
    "figure figcaption address details summary form fieldset hr center body caption "
    "head item list quote row ab"
)
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_LINE_BREAKS = frozenset({"br", "lb"})
_UNSEEN = word_set(
    "script style noscript template nav svg math iframe object embed canvas audio video map select option datalist "
    "button input textarea dialog title meta link graphic"
)
_AS_WRITTEN = frozenset({"pre", "textarea"})
# White space in HTML is these alone; a no-break space is a character like any other.
_SPACES = re.compile(r"[ \t\n\r\f]+")
# Neither XML nor lxml holds these, and no browser shows them.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_characters(page: str) -> tuple[str, int]:
    """Give a page without the control characters that no browser shows, and how many those were."""
    return _NO_TEXT.subn("", page)


def parse(page: str) -> HtmlElement:
    """Build the tree of a whole page. Raises BadFile when there is none, or elements nest deeper than 2,000.

    Takes no file, no address and no entity from outside.
    """
    parser = HTMLParser(
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        no_network=True,
    )
    try:
        tree = document_fromstring(page.encode(), parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError, TypeError):
        raise BadFile("No page could be read in this file. Check that it is HTML, or send the text.") from None
    # Past its limit the parser stops and gives what it has, as if the page ended there.
    if any(entry.level >= etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise BadFile("The page nests its elements deeper than can be read. Send the text of the article instead.")
    for element in tree.iter():
        # Character references bring back what was taken from the page, and lxml gives it but does not take it.
        if element.text and _NO_XML.search(element.text):
            element.text = _NO_XML.sub(" ", element.text)
        if element.tail and _NO_XML.search(element.tail):
            element.tail = _NO_XML.sub(" ", element.tail)
    return tree


def words_of(tree: etree._Element, *, skip: frozenset[str] = frozenset()) -> str:
    """Give the text of a tree: a blank line between blocks, one line a table row with " | " between its cells.

    Runs of white space become one space, as browsers show them; every other character stays as it is. ``skip``
    names elements to leave out.
    """
    out: list[str] = []
    _walk(tree, out, skip)
    blocks: list[str] = []
    for block in "".join(out).split("\x00"):
        lines = [line.strip(" ") for line in block.split("\n")]
        kept = "\n".join(lines).strip("\n")
        if kept.strip():
            blocks.append(kept)
    text = "\x00".join(blocks)
    # Rows of one table stand under each other.
    return re.sub("\x00(\x01?)", lambda found: "\n" if found[1] else "\n\n", text).replace("\x01", "")


def visible_words(tree: etree._Element) -> str:
    """Give the text of a page's body without scripts, styles, navigation, forms and the like."""
    body = tree.find(".//body")
    return words_of(tree if body is None else body, skip=_UNSEEN)


def _walk(tree: etree._Element, out: list[str], skip: frozenset[str]) -> None:
    """Write a tree's text with NUL between blocks and U+0001 before rows, without recursion: pages nest deep."""
    unseen = written = cells = 0
    rows = False
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        starts = event == "start"
        step = 1 if starts else -1
        if unseen or tag in skip or not tag:
            unseen += step
        else:
            written += step * (tag in _AS_WRITTEN)
            cells += step * (tag in _CELLS)
            if tag in _ROWS:
                out.append(("\x00\x01" if rows else "\x00") if starts and not cells else " ")
                rows = True
            elif tag in _BLOCKS:
                # A block inside a cell must not tear the row apart.
                out.append(" " if cells else "\x00")
                rows = rows and cells > 0
            elif starts and tag in _LINE_BREAKS:
                out.append(" " if cells else "\n")
            elif starts and tag in _CELLS and element.getprevious() is not None:
                out.append(" | ")
            if starts:
                _write(element.text, out, written > 0)
        if not starts and not unseen and element is not tree:
            _write(element.tail, out, written > 0)


def _write(text: str | None, out: list[str], as_written: bool) -> None:
    if not text:
        return
    text = text.replace("\x00", "").replace("\x01", "")
    if as_written:
        out.append(text.replace("\r\n", "\n").replace("\r", "\n"))
        return
    text = _SPACES.sub(" ", text)
    if text[0] == " " and out and out[-1][-1:] in (" ", "\n", "\x00", "\x01"):
        text = text[1:]
    if text:
        out.append(text)
