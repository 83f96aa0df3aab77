"""The links of a page as it was kept, and the address that it calls its own."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from claims.intake.document_encoding import page_characters
from claims.intake.html_about import web_address
from claims.intake.html_limits import refuse_heavy
from claims.intake.html_text import parse, plain_characters
from claims.intake.rows import BadFile

LIMIT = 5_000  # links of one page
SIZE_LIMIT = 10 * 1024 * 1024  # bytes of one page, as for reading its text
_LINKING = {"a": "href", "area": "href", "blockquote": "cite", "q": "cite"}
_LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class PageLinks:
    """``links`` are pairs of an absolute address and the words that it stands on, each pair once, in their order.

    ``own`` is the address that the page calls its own, "" without one, or where that is on another site.
    """

    links: tuple[tuple[str, str], ...]
    own: str


def links_of(body: bytes, *, url: str = "", encoding: str = "") -> PageLinks:
    """Read the links of a page that was found at ``url``; ``encoding`` is what the server said of it.

    At most 5,000; nothing is fetched. Raises BadFile for a page that no tree can be built of.
    """
    if len(body) > SIZE_LIMIT:
        raise BadFile(f"The page has more than {SIZE_LIMIT // 2**20} MiB.")
    page, _ = plain_characters(page_characters(body, encoding).text)
    refuse_heavy(page)
    tree = parse(page)
    base = next((place for each in tree.iter("base") if (place := web_address(each.get("href") or "", url))), url)
    found: dict[tuple[str, str], None] = {}
    element: HtmlElement
    for element in tree.iter(*_LINKING):
        address = web_address(element.get(_LINKING[element.tag]) or "", base)
        if address:
            found.setdefault((address, _words(element)))
        if len(found) >= LIMIT:
            break
    return PageLinks(tuple(found), _own(tree, url))


def _words(element: HtmlElement) -> str:
    if element.tag == "area":
        return " ".join((element.get("alt") or "").split())[:_LONGEST_WORDS]
    return " ".join("".join(element.itertext()).split())[:_LONGEST_WORDS]


def _own(tree: HtmlElement, url: str) -> str:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            own = web_address(element.get("href") or "", url)
            if own and _site(own) == _site(url):
                return own
    return ""


def _site(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
