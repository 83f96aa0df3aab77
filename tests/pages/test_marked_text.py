"""A document's text keeps its offsets, whatever is marked in it."""

import re
from html import unescape

from factcheck.core.templatetags.marked_text import marked_text


def unmarked(html: str) -> list[tuple[int, str]]:
    """The paragraphs as a selection in a browser counts them: without what is data-aside."""
    bare = re.sub(r"<sup data-aside>.*?</sup>", "", html)
    found = re.findall(r'<p data-text-start="(\d+)" dir="auto">(.*?)</p>', bare, re.DOTALL)
    return [(int(start), unescape(re.sub(r"<[^>]+>", "", inner))) for start, inner in found]


def test_marked_text_shows_the_text_unchanged_at_the_offsets_it_names() -> None:
    text = "First 😀 <b>line</b>.\r\n\r\n  Second, کشته‌ها e\u0301 & more.\n\nThird."
    quote = "کشته‌ها"
    start = text.index(quote)
    html = marked_text(text, [{"start": start, "end": start + len(quote), "state": "kept", "pk": 5}])
    paragraphs = unmarked(html)
    assert [text[at : at + len(shown)] for at, shown in paragraphs] == [shown for _, shown in paragraphs]
    assert len(paragraphs) == 3
    assert f'href="#claim-5" title="Claim 1, kept"><sup data-aside>1</sup>{quote}</a>' in html


def test_marks_that_overlap_or_cross_paragraphs_lose_no_text() -> None:
    text = "one two three\nfour five"
    marks = [
        {"start": 0, "end": 13, "state": "undecided", "number": 1},
        {"start": 4, "end": 7, "state": "dropped", "number": 2},
        {"start": 8, "end": 18, "state": "kept", "number": 3},
    ]
    html = marked_text(text, marks)
    assert unmarked(html) == [(0, "one two three"), (14, "four five")]
    assert 'class="hl drop"' in html
    assert html.count("<sup") == 3
