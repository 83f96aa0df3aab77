"""Markdown becomes plain, safe HTML whatever was typed."""

import time
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.markdown import render

ALLOWED = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br", "h3", "h4", "h5"}


class Seen(HTMLParser):
    """Lists every element, attribute and piece of text a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.text = ""
        self.other: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    parser.close()
    return parser


def assert_harmless(html: str) -> None:
    found = seen(html)
    assert set(found.tags) <= ALLOWED
    assert found.other == []
    for tag, name, value in found.attributes:
        assert (tag, name) in {("a", "href"), ("a", "rel"), ("ol", "start")}
        if name == "href":
            assert value is not None
            parts = urlsplit(value)
            assert parts.scheme in {"http", "https"}
            assert parts.hostname
        if name == "rel":
            assert value == "nofollow noopener"
        if name == "start":
            assert value is not None
            assert value.isdigit()
    links = found.tags.count("a")
    assert sum(1 for tag, name, _ in found.attributes if (tag, name) == ("a", "rel")) == links


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("", ""),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
        (
            "[NCRI](https://example.org/a?b=1&c=2)",
            '<p><a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">NCRI</a></p>',
        ),
        (
            '[a](http://example.org "a title")',
            '<p><a href="http://example.org" rel="nofollow noopener">a</a></p>',
        ),
        (
            "<https://example.org>",
            '<p><a href="https://example.org" rel="nofollow noopener">https://example.org</a></p>',
        ),
        ("https://example.org", "<p>https://example.org</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("```html\n<b>\n  x\n```", "<p><code>&lt;b&gt;<br>  x</code></p>"),
        ("    indented", "<p><code>indented</code></p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("# a\n## b\n### c\n###### d", "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h5>d</h5>"),
        ("a\n===", "<h3>a</h3>"),
        ("![two *people*](https://example.org/p.png)", "<p>two people</p>"),
        ("![](https://example.org/p.png)", "<p></p>"),
        ("---", "<p>---</p>"),
        ('1,500 & more <than> "that"', '<p>1,500 &amp; more &lt;than&gt; "that"</p>'),
        ("می‌شود **۱۵۰۰**", "<p>می‌شود <strong>۱۵۰۰</strong></p>"),
        ("a\x00b", "<p>a\ufffdb</p>"),
        ("a\ud800b", "<p>a\ufffdb</p>"),
    ],
)
def test_what_is_shown(markdown: str, html: str) -> None:
    assert render(markdown) == html
    assert_harmless(html)


PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script\n>alert(1)</script\n>",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:alert(alt) onerror=eval(src) alt=0>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<input onfocus=alert(1) autofocus>",
    "<form action=javascript:alert(1)><button>go",
    "<button formaction=javascript:alert(1)>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<style>@import'//evil.example'</style>",
    "<div style='background:url(javascript:alert(1))'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a onclick=alert(1)>x</a>",
    "<p onmouseover=alert(1)>x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html [<!ENTITY x 'y'>]>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](&Tab;javascript:alert(1))",
    "[x](&NewLine;javascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](livescript:x)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/svg+xml;base64,PHN2Zy8+)",
    "[x](file:///etc/passwd)",
    "[x](ftp://example.org)",
    "[x](blob:https://example.org/1)",
    "[x](view-source:https://example.org)",
    "[x](mailto:a@example.org)",
    "[x](//evil.example)",
    "[x](/desk/logout)",
    "[x](\\\\evil.example)",
    "[x](?a=1)",
    "[x](#a)",
    "[x](https:evil.example)",
    "[x](https:/evil.example)",
    "[x](https:///evil.example)",
    "[x](http://)",
    "[x](https://bank.example@evil.example)",
    "[x](https://a:b@evil.example)",
    "[x](http://[::1)",
    '[x](https://example.org/"onmouseover="alert(1))',
    "[x](https://example.org/'onmouseover='alert(1))",
    "[x](https://example.org/`onmouseover=`alert(1))",
    '[x](https://example.org "\\" onmouseover=alert(1) x=\\"")',
    "[x](https://example.org '\"><script>alert(1)</script>')",
    "[<img src=x onerror=alert(1)>](https://example.org)",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x]: <data:text/html,a>\n\n[x][x]",
    '[x]: https://example.org "\'\\"><svg onload=alert(1)>"\n\n[x]',
    "<javascript:alert(1)>",
    "<data:text/html,<script>alert(1)</script>>",
    '<https://example.org/"onclick="alert(1)>',
    "<a@example.org>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    '![x" onerror="alert(1)](https://evil.example/pixel.gif)',
    "![<script>alert(1)</script>](https://evil.example/pixel.gif)",
    "![[x](javascript:alert(1))](https://evil.example/pixel.gif)",
    "[![x](https://evil.example/p.gif)](https://example.org)",
    '```"><script>alert(1)</script>\nx\n```',
    "```html\n</code></p><script>alert(1)</script>\n```",
    "`</code><script>alert(1)</script>`",
    "    </code><img src=x onerror=alert(1)>",
    "# <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script>alert(1)</script>",
    "**<b onmouseover=alert(1)>**",
    "＜script＞alert(1)＜/script＞",
    "\u202e<script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<img\x0csrc=x\x0conerror=alert(1)>",
    "{{constructor.constructor('alert(1)')()}}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("frame", ["{}", "before {} after", "> {}", "- {}", "*{}*", "a\n\n{}\n\nb"])
def test_no_payload_lives(payload: str, frame: str) -> None:
    assert_harmless(render(frame.replace("{}", payload)))


def test_a_refused_link_shows_what_was_typed() -> None:
    assert seen(render("[x](javascript:alert(1))")).text == "[x](javascript:alert(1))"
    assert seen(render("<script>alert(1)</script>")).text == "<script>alert(1)</script>"


@given(st.text(alphabet="abc<>\"'&;:/\\[]()!*_`#-+=. \n\t\x00\ud800javascript:htpsonerror", max_size=200))
def test_no_text_gives_more_than_the_allowed_elements(text: str) -> None:
    assert_harmless(render(text))


@given(st.lists(st.sampled_from([*PAYLOADS, "[", "](", ")", "`", "\n", "> ", "<", '"', "![", "*"]), max_size=8))
def test_no_combination_of_payloads_lives(pieces: list[str]) -> None:
    assert_harmless(render("".join(pieces)))


@pytest.mark.parametrize(
    "hostile",
    ["[" * 30_000, "*a_ " * 8_000, ">" * 20_000, "![" * 8_000, "[a](" * 8_000, "<" * 30_000, "`a``b" * 6_000],
    ids=["brackets", "emphasis", "quotations", "pictures", "links", "angles", "backticks"],
)
def test_hostile_nesting_ends_soon(hostile: str) -> None:
    started = time.perf_counter()
    assert_harmless(render(hostile))
    assert time.perf_counter() - started < 5
