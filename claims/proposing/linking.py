"""Links from one page to another."""

import re
from collections.abc import Collection, Iterator

from claims.extraction.sentences import sentences
from claims.proposing.addresses import canonical
from claims.proposing.facts import LONGEST_TEXT, LONGEST_WORDS, Outgoing, Page, Proposal, Rule

_WRITTEN = re.compile(r"https?://[^\s<>\"'“”«»]{4,2000}", re.IGNORECASE)
_AFTER_AN_ADDRESS = ".,;:!?)]}…"
_SHORTEST_WORDS = 3  # characters of a link's words that are looked for in the text


def linking(pages: Collection[Page]) -> Iterator[Proposal]:
    """Propose each page that another one links to, or whose address it writes out, once for each two.

    A page does not link to what was published after it, and links within one publisher are its own navigation.
    """
    ordered = sorted(pages, key=lambda page: page.key)
    at: dict[str, list[Page]] = {}
    for page in ordered:
        for address in {canonical(each) for each in page.addresses} - {""}:
            at.setdefault(address, []).append(page)
    for page in ordered:
        own = {canonical(each) for each in page.addresses}
        found: dict[str, Outgoing] = {}
        for link in (*page.links, *_written_out(page.text)):
            address = canonical(link.address)
            if address in own:
                continue
            for other in at.get(address, ()):
                if _may_link(page, other) and not (other.key in found and (found[other.key].words or not link.words)):
                    found[other.key] = link
        yield from (_proposal(page, key, link) for key, link in sorted(found.items()))


def _written_out(text: str) -> Iterator[Outgoing]:
    for found in _WRITTEN.finditer(text[:LONGEST_TEXT]):
        address = found.group().rstrip(_AFTER_AN_ADDRESS)
        yield Outgoing(address, address)


def _may_link(page: Page, other: Page) -> bool:
    if page.key == other.key or (page.publisher is not None and page.publisher == other.publisher):
        return False
    days = page.published_on, other.published_on
    return days[0] is None or days[1] is None or days[0] >= days[1]


def _proposal(page: Page, key: str, link: Outgoing) -> Proposal:
    text = page.text[:LONGEST_TEXT]
    shown = link.words or link.address
    at = text.find(shown) if len(shown) >= _SHORTEST_WORDS else -1
    start: int | None = None
    words = shown[:LONGEST_WORDS]
    marked = words
    if at >= 0:
        start, end = _around(text, at, at + len(words))
        words = text[start:end]
    return Proposal(
        rule=Rule.LINK,
        source=page.key,
        from_source=key,
        from_party=None,
        basis="It links to it." if link.words else "It links to it, with a picture or without words.",
        words=words,
        marked=marked,
        start=start,
    )


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence in which a span stands; the span itself where that is too long."""
    left, right = max(0, start - LONGEST_WORDS), min(len(text), end + LONGEST_WORDS)
    for first, last in sentences(text, left, right):
        if first <= start and end <= last and last - first <= LONGEST_WORDS:
            return first, last
    return start, end
