"""Markdown that people wrote, as HTML that is safe to put in a page."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br", "h3", "h4", "h5"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_REL = "nofollow noopener"
_SURROGATE = re.compile("[\ud800-\udfff]")
# The key of a citation: E3, or A.E3 for the evidence of somebody.
_CITATION = re.compile(r"\[((?:[A-Z]\.)?E[0-9]{1,9})\]", re.IGNORECASE | re.ASCII)
_ANCHOR = re.compile(r"#evidence-[0-9A-Za-z.-]{1,60}")
_CITED = "citation"


@dataclass(frozen=True)
class Cited:
    """What a citation becomes: `words` stand in its brackets, `anchor` is the id of what it points to on the page."""

    words: str
    anchor: str


def render(markdown: str, *, cite: Callable[[str], Cited | None] | None = None) -> str:
    """Turn CommonMark into HTML of paragraphs, emphasis, links, lists, quotations, code and headings.

    Links are absolute http or https addresses with rel="nofollow noopener"; other targets and HTML stay
    as they were typed. Headings begin at h3, below the page's own. A picture becomes its description,
    since a picture of another host would tell that host who reads. Any text gives a result: a NUL or
    lone surrogate becomes U+FFFD.

    With `cite` each citation ([E3], outside code and links) for whose key it answers becomes a link within the page;
    an anchor begins with "evidence-".
    """
    env: dict[str, Any] = {} if cite is None else {_CITED: cite}
    rendered = _MARKDOWN.render(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", markdown), env)
    # The renderer escapes already. The allowlist stands behind it because one mistake there, or in a
    # later release of the library, would run in every reader's browser.
    return nh3.clean(
        str(rendered),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed_value,
        url_schemes={"http", "https"},
        # The filter drops all of these but the anchors of citations.
        url_relative="pass_through",
        link_rel=_REL,
        strip_comments=True,
    ).strip()


def citations(markdown: str) -> list[str]:
    """The keys cited in a text, in its order, as they were typed; those in code, links and pictures are none."""
    if not _CITATION.search(markdown):
        return []
    return [token.content for token in _citations_of(_MARKDOWN.parse(markdown))]


def recited(markdown: str, new: Callable[[str], str | None]) -> str:
    """The text with each citation's key replaced by `new(key)`, and left where that is None. All else stays as typed.

    The parser does not tell where in the text a citation stands. So every candidate is given a number of its own as
    its key, and the numbers that the parser then finds are the citations.
    """
    candidates = list(_CITATION.finditer(markdown))
    if not candidates:
        return markdown
    env: dict[str, Any] = {}
    _MARKDOWN.parse(markdown, env)
    defined = env.get("references", {})
    numbers = [int(found[1]) for label in defined if (found := re.fullmatch(r"E([0-9]{1,9})", label))]
    first = max(numbers, default=0) + 1
    # What a definition gives an address is a link and keeps its name, or the definition would define nothing.
    named = {place: first + place for place, found in enumerate(candidates) if found[1].upper() not in defined}
    marked = _with_keys(markdown, candidates, {place: f"E{number}" for place, number in named.items()})
    cited = {int(key[1:]) for key in citations(marked)}
    keys = {place: new(candidates[place][1]) for place, number in named.items() if number in cited}
    return _with_keys(markdown, candidates, {place: key for place, key in keys.items() if key is not None})


def _with_keys(markdown: str, candidates: Sequence[re.Match[str]], keys: dict[int, str]) -> str:
    pieces, end = [], 0
    for place, found in enumerate(candidates):
        pieces += [markdown[end : found.start(1)], keys.get(place, found[1])]
        end = found.end(1)
    return "".join([*pieces, markdown[end:]])


def _citations_of(tokens: Sequence[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or () if child.type == _CITED]


def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    # nh3 lets title and lang through on every element unless its filter drops them, and shows the filter
    # the rel that it sets itself.
    if (tag, attribute) == ("a", "rel"):
        return _REL
    if attribute not in _ATTRIBUTES.get(tag, ()):
        return None
    if attribute == "start" and not (value.isascii() and value.isdigit()):
        return None
    if attribute == "href" and not (_is_web_address(value) or _ANCHOR.fullmatch(value)):
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


def _citation(state: StateInline, silent: bool) -> bool:
    """Read [E3]. It comes after the rule for links, which has taken what has an address."""
    # Asked silently is where the label of a link ends: taken for a citation there, it would leave no link around it.
    if silent or state.linkLevel:
        return False
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None or found[1].upper() in state.env.get("references", {}):
        return False
    state.push(_CITED, "", 0).content = found[1]
    state.pos = found.end()
    return True


def _cited(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    key = tokens[index].content
    found: Cited | None = env[_CITED](key) if _CITED in env else None
    if found is None:
        return escapeHtml(f"[{key}]")
    return f'<a href="#{escapeHtml(found.anchor)}">[{escapeHtml(found.words)}]</a>'


def _cite_nothing_in_pictures(state: StateCore) -> None:
    """A description is words: what looks like a citation in it stays as it was typed."""
    waiting = [child for token in state.tokens for child in token.children or ()]
    while waiting:
        token = waiting.pop()
        if token.type != "image":
            continue
        for child in token.children or ():
            if child.type == _CITED:
                child.type, child.content = "text", f"[{child.content}]"
            waiting.append(child)


def _build() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    made.disable(["hr", "html_block", "html_inline"])
    made.inline.ruler.after("link", _CITED, _citation)
    made.core.ruler.push("lower_headings", _lower_headings)
    made.core.ruler.push("cite_nothing_in_pictures", _cite_nothing_in_pictures)
    made.validateLink = _is_web_address  # type: ignore[method-assign]
    made.add_render_rule(_CITED, _cited)
    made.add_render_rule("image", _description)
    made.add_render_rule("fence", _code_block)
    made.add_render_rule("code_block", _code_block)
    return made


_MARKDOWN = _build()
