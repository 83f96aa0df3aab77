"""Markdown that people wrote, as HTML that is safe to put in a page."""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br", "h3", "h4", "h5"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_REL = "nofollow noopener"
_SURROGATE = re.compile("[\ud800-\udfff]")


def render(markdown: str) -> str:
    """Turn CommonMark into HTML of paragraphs, emphasis, links, lists, quotations, code and headings.

    Links are absolute http or https addresses with rel="nofollow noopener"; other targets and HTML stay
    as they were typed. Headings begin at h3, below the page's own. A picture becomes its description,
    since a picture of another host would tell that host who reads. Any text gives a result: a NUL or
    lone surrogate becomes U+FFFD.
    """
    rendered = _MARKDOWN.render(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", markdown))
    # The renderer escapes already. The allowlist stands behind it because one mistake there, or in a
    # later release of the library, would run in every reader's browser.
    return nh3.clean(
        str(rendered),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed_value,
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel=_REL,
        strip_comments=True,
    ).strip()


def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    # nh3 lets title and lang through on every element unless its filter drops them, and shows the filter
    # the rel that it sets itself.
    if (tag, attribute) == ("a", "rel"):
        return _REL
    if attribute not in _ATTRIBUTES.get(tag, ()):
        return None
    if attribute == "start" and not (value.isascii() and value.isdigit()):
        return None
    return value


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 5)}"


def _description(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    return escapeHtml(renderer.renderInlineAsText(tokens[index].children, options, env))


def _code_block(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: MutableMapping[str, Any],
) -> str:
    lines = escapeHtml(tokens[index].content.rstrip("\n")).split("\n")
    return f"<p><code>{'<br>'.join(lines)}</code></p>\n"


def _build() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    made.disable(["hr", "html_block", "html_inline"])
    made.core.ruler.push("lower_headings", _lower_headings)
    made.validateLink = _is_web_address  # type: ignore[method-assign]
    made.add_render_rule("image", _description)
    made.add_render_rule("fence", _code_block)
    made.add_render_rule("code_block", _code_block)
    return made


_MARKDOWN = _build()
