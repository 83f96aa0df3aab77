"""A document's text as paragraphs, the spans of its claims marked."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from factcheck.core.segments import Segment, segments
from factcheck.core.templatetags.reading import read, rows

PARAGRAPH = re.compile(r"[^\r\n]+")
LOOKS = {"undecided": "new", "kept": "keep", "dropped": "drop", "merged": "drop"}
WORDS = {"undecided": "to decide", "kept": "kept", "dropped": "dropped", "merged": "merged"}


@dataclass(frozen=True)
class Mark:
    """A span in code points. `number` is printed in front of it, `href` is where its claim stands.

    `anchor` is the id of its first piece, nothing where nobody points to it.
    """

    start: int
    end: int
    state: str
    number: str
    href: str
    is_current: bool
    anchor: str


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
                anchor=str(read(mark, "anchor") or ""),
            )
        )
    return found


def _sup(mark: Mark) -> SafeString:
    # The number is no text of the document: data-aside keeps it out of selections.
    return format_html("<sup data-aside>{}</sup>", mark.number)


def _link(mark: Mark, inner: SafeString, *, is_first: bool) -> SafeString:
    return format_html(
        '<a{} class="hl {}{}" href="{}" title="Claim {}, {}">{}</a>',
        format_html(' id="{}"', mark.anchor) if is_first and mark.anchor else "",
        LOOKS.get(mark.state, "new"),
        " cur" if mark.is_current else "",
        mark.href,
        mark.number,
        WORDS.get(mark.state, mark.state),
        inner,
    )


def _piece(text: str, segment: Segment, marks: list[Mark]) -> SafeString:
    shown = segment.spans[0] if segment.spans else None
    hidden = [marks[index] for index in segment.labels if index != shown]
    before = format_html_join("", "{}", ((_link(mark, _sup(mark), is_first=True),) for mark in hidden))
    words = format_html("{}", text[segment.start : segment.end])
    if shown is None:
        return before + words
    mark, is_first = marks[shown], shown in segment.labels
    inner = _sup(mark) + words if is_first else words
    return before + _link(mark, inner, is_first=is_first)


def marked_text(text: str, marks: object = None, swap: tuple[int, int] | None = None) -> SafeString:
    """Paragraphs of `text`, each with the code point it begins at, and the spans of `marks` as links.

    A mark has `start` and `end` in code points, and may have `state` (of a claim), `number`, `href`, `anchor`
    (an id for its first piece) and `is_current`. Nothing but line ends is left out or changed.
    With `swap` only the paragraphs that this span meets are given, as htmx puts them in the place of the old.
    """
    known = _marks(marks)
    lines = [found.span() for found in PARAGRAPH.finditer(text) if found.group().strip()]
    paragraphs = []
    for (start, end), line in zip(lines, segments(lines, [(mark.start, mark.end) for mark in known]), strict=True):
        if swap is not None and not (start < swap[1] and end > swap[0]):
            continue
        pieces = format_html_join("", "{}", ((_piece(text, segment, known),) for segment in line))
        place = f" hx-swap-oob=\"outerHTML:[data-text-start='{start}']\"" if swap is not None else ""
        paragraphs.append((start, mark_safe(place), pieces))  # noqa: S308  (made of an int alone)
    return format_html_join("\n", '<p data-text-start="{}" dir="auto"{}>{}</p>', paragraphs)
