"""A document's text as paragraphs, the spans of its claims marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.core.templatetags.reading import read, rows

PARAGRAPH = re.compile(r"[^\r\n]+")
LOOKS = {"undecided": "new", "kept": "keep", "dropped": "drop", "merged": "drop"}
WORDS = {"undecided": "to decide", "kept": "kept", "dropped": "dropped", "merged": "merged"}


@dataclass(frozen=True)
class Mark:
    """A span in code points. `number` is printed in front of it, `href` is where its claim stands."""

    start: int
    end: int
    state: str
    number: str
    href: str
    is_current: bool


def _marks(marks: object) -> list[Mark]:
    found = []
    for number, mark in enumerate(rows(marks), start=1):
        start, end = read(mark, "start"), read(mark, "end")
        if start is None or end is None or end <= start:
            continue
        found.append(
            Mark(
                start=start,
                end=end,
                state=str(read(mark, "state") or "undecided"),
                number=str(read(mark, "number") or number),
                href=str(read(mark, "href") or f"#claim-{read(mark, 'pk', 'id') or number}"),
                is_current=bool(read(mark, "is_current")),
            )
        )
    return found


def _pieces(start: int, end: int, marks: list[Mark]) -> Iterator[tuple[int, int, Mark | None]]:
    """Cut a paragraph at every edge of a mark; where marks overlap the shorter one shows."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted(
        {start, end} | {edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end}
    )
    for left, right in pairwise(edges):
        covering = [mark for mark in inside if mark.start <= left and mark.end >= right]
        yield left, right, min(covering, key=lambda mark: mark.end - mark.start, default=None)


def _piece(text: str, left: int, mark: Mark | None) -> SafeString:
    if mark is None:
        return format_html("{}", text)
    # The number is no text of the document: data-aside keeps it out of selections.
    number = format_html("<sup data-aside>{}</sup>", mark.number) if left == mark.start else ""
    return format_html(
        '<a class="hl {}{}" href="{}" title="Claim {}, {}">{}{}</a>',
        LOOKS.get(mark.state, "new"),
        " cur" if mark.is_current else "",
        mark.href,
        mark.number,
        WORDS.get(mark.state, mark.state),
        number,
        text,
    )


def marked_text(text: str, marks: object = None) -> SafeString:
    """Paragraphs of `text`, each with the code point it begins at, and the spans of `marks` as links.

    A mark has `start` and `end` in code points, and may have `state` (of a claim), `number`, `href` and
    `is_current`.
    Nothing of the text but its line ends is left out or changed.
    """
    known = _marks(marks)
    paragraphs = []
    for found in PARAGRAPH.finditer(text):
        if not found.group().strip():
            continue
        pieces = format_html_join(
            "",
            "{}",
            ((_piece(text[left:right], left, mark),) for left, right, mark in _pieces(*found.span(), known)),
        )
        paragraphs.append((found.start(), pieces))
    return format_html_join("\n", '<p data-text-start="{}" dir="auto">{}</p>', paragraphs)
