"""What may be shown of a page: its words, whatever it holds, and nothing that acts or loads."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake.html_shown import shown_html
from claims.intake.rows import BadFile

START = '<!doctype html><html><head><meta charset="utf-8"><title>Archived copy</title></head><body>'
# Every tag and attribute that may be in what is shown, behind its fixed head.
HARMLESS = re.compile(
    r"</?[a-z][a-z0-9]*"
    r"(?: (?:lang|dir|colspan|rowspan|start|rel)=\"[\w \-]*\"| href=\"https?://[^\"<>\s]*\")*>"
)


def body_of(page: str) -> str:
    shown = shown_html(page)
    assert shown.startswith("<!doctype html><html")
    assert shown.endswith("</body></html>")
    return shown.partition("<body>")[2].removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>One <b>two</b> three</p>", "<p>One <b>two</b> three</p>"),
        ("<p>One<script>alert(1)</script>two</p>", "<p>Onetwo</p>"),
        ("<p onclick=alert(1) style='color:red' class=x>One</p>", "<p>One</p>"),
        ("<p><img src=x onerror=alert(1)>One</p>", "<p>One</p>"),
        ("<a href='javascript:alert(1)'>One</a>", "<a>One</a>"),
        ("<a href='/desk/'>One</a>", "<a>One</a>"),
        ("<a href='HTTPS://a.example/?a=1&amp;b=2'>One</a>",
         '<a href="https://a.example/?a=1&amp;b=2" rel="noreferrer noopener nofollow">One</a>'),
        ("<form><input value=x><button>Send</button>One</form>", "SendOne"),
        ("<table><tr><td colspan=2>1</td></tr></table>", '<table><tr><td colspan="2">1</td></tr></table>'),
        ("<p dir=rtl lang=fa>کشته‌شدگان</p>", '<p lang="fa" dir="rtl">کشته‌شدگان</p>'),
        ("<p>1 &lt; 2 &amp;amp; &lt;script&gt;</p>", "<p>1 &lt; 2 &amp;amp; &lt;script&gt;</p>"),
        ("<p>One<!-- <script> --></p>", "<p>One</p>"),
        ("<svg><script>alert(1)</script></svg><p>One</p>", "<p>One</p>"),
        ("<embed src=x><p>One</p>", "<p>One</p>"),
        ("<p>One<br>two<hr></p>", "<p>One<br>two</p><hr>"),
    ],
)  # fmt: skip
def test_words_stay_and_the_rest_goes(page: str, shown: str) -> None:
    assert body_of(page) == shown


PIECES = st.sampled_from(
    ["<", ">", '"', "'", "&", "/", "<script>", "</script>", "<svg>", "<math>", "<style>", "</style>", "<p ", "<a href=",
     "javascript:", "https://a.example/", "onerror=alert(1)", "<!--", "-->", "<![CDATA[", "]]>", "<title>", "</title>",
     "<textarea>", "<noscript>", "<template>", "<table>", "<td", "\x00", "\u202e", "dir=rtl", "lang='\"><script>'"]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join))
def test_whatever_comes_nothing_but_listed_tags_goes_out(page: str) -> None:
    try:
        shown = body_of(page)
    except BadFile:
        return
    assert "<" not in HARMLESS.sub("", shown)
    assert ">" not in HARMLESS.sub("", shown)
    assert not re.search(r"<(script|style|svg|math|iframe|form|input|img|link|meta|base|title)\b", shown)


@pytest.mark.parametrize(
    "page",
    ["<div>" * 150_000, "<b>" * 90_000 + "<p>x" * 90_000, "<a href=x>" * 60_000, "<table>" * 60_000,
     "".join(f"<b class=a{number}>" for number in range(3_000)) + "<p>x</p>" * 3_000,
     "<p " + " ".join(f"a{number}=1" for number in range(5_000)) + ">"],
    ids=["deep", "formatting", "links", "tables", "formatting with classes", "attributes"],
)  # fmt: skip
def test_a_page_made_to_be_heavy_ends_soon(page: str) -> None:
    began = time.monotonic()
    try:
        shown = shown_html(page)
    except BadFile:
        shown = ""
    assert time.monotonic() - began < 5
    assert len(shown) < 20 * len(page) + 1000
