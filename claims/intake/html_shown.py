"""A page as it may be shown: its words with their headings, lists, tables and links, and nothing that acts or loads."""

from html import escape
from urllib.parse import urlsplit

from lxml import etree

from claims.intake.html_limits import refuse_heavy
from claims.intake.html_text import parse, plain_characters

# None of these takes its content as anything but markup, so what is escaped stays text in every browser.
_TAGS = frozenset({
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "center",
    "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "ins", "kbd", "li", "main",
    "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
    "wbr",
})  # fmt: skip
_VOID = frozenset({"br", "col", "hr", "wbr"})
# These go with all that is in them; of every other element that is not listed above the content stays, also of void
# ones such as embed, in which the parser puts what follows.
_DROPPED = frozenset({
    "script", "style", "template", "noscript", "head", "title", "iframe", "frameset", "object", "applet",
    "svg", "math", "canvas", "audio", "video", "textarea", "select", "option", "datalist", "xmp",
    "plaintext", "noembed", "noframes",
})  # fmt: skip
_ATTRIBUTES = {"td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "ol": ("start",), "bdo": ("dir",)}
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})
_HREF_LIMIT = 2000


def shown_html(page: str) -> str:
    """Give a whole page of its own with what may be shown of `page`: no script, style, form, picture or frame.

    Links stand where they did, to http and https alone. Raises BadFile for a page too heavy or too deep to read.
    """
    page, _ = plain_characters(page)
    refuse_heavy(page)
    tree = parse(page)
    body = tree.find(".//body")
    lang = _attribute("lang", tree.get("lang", "")) + _attribute("dir", tree.get("dir", ""))
    out = [f'<!doctype html><html{lang}><head><meta charset="utf-8"><title>Archived copy</title></head><body>']
    _write(tree if body is None else body, out)
    out.append("</body></html>")
    return "".join(out)


def _write(tree: etree._Element, out: list[str]) -> None:
    """Without recursion: pages nest deep."""
    dropped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_own = element is not tree
        if event == "start":
            dropped += tag in _DROPPED or not tag
            if not dropped:
                if tag in _TAGS:
                    out.append(_opening(tag, element))
                out.append(escape(element.text or ""))
            continue
        if not dropped and tag in _TAGS and tag not in _VOID:
            out.append(f"</{tag}>")
        dropped -= tag in _DROPPED or not tag
        if not dropped and is_own:
            out.append(escape(element.tail or ""))


def _opening(tag: str, element: etree._Element) -> str:
    attributes = "".join(_attribute(name, element.get(name, "")) for name in ("lang", "dir"))
    for name in _ATTRIBUTES.get(tag, ()):
        value = element.get(name, "")
        if value.isascii() and value.isdigit() and len(value) < 5:
            attributes += f' {name}="{value}"'
    if tag == "a" and (href := _link(element.get("href", ""))):
        attributes += f' href="{href}" rel="noreferrer noopener nofollow"'
    return f"<{tag}{attributes}>"


def _attribute(name: str, value: str) -> str:
    is_fine = value in _DIRECTIONS if name == "dir" else value.replace("-", "").isalnum() and len(value) <= 35
    return f' {name}="{escape(value)}"' if value and is_fine else ""


def _link(href: str) -> str:
    """A link that leads to the web, "" otherwise; relative ones would lead into the desk."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or len(href) > _HREF_LIMIT:
        return ""
    return escape(parts.geturl())
