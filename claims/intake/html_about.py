"""What a page says of itself: title, day, language, publisher, author and address, as marked up by its maker."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from claims.intake.document_row import one_line

_URL_LIMIT = 2000
_JSON_LIMIT = 1_000_000
_JSON_SCRIPTS = 20
_JSON_ITEMS = 2_000
_ISO_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_DAY_IN_PATH = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LANGUAGE_LIMIT = 12
_EARLIEST_YEAR = 1900
_ARTICLES = re.compile(r"Article|Posting|Report|Review|WebPage|CreativeWork")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created", "parsely-pub-date", "sailthru.date",
    "publishdate", "publish-date", "publish_date", "pubdate", "citation_publication_date", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself; "" and None where it says nothing. ``url`` is absolute, http or https."""

    title: str = ""
    language: str = ""
    published_on: date | None = None
    publisher: str = ""
    author: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


def about(tree: etree._Element, url: str = "") -> About:
    """Read the markup of a page (Open Graph, schema.org, Dublin Core and HTML itself); nothing is guessed from text.

    ``url`` is where the page was found. A canonical address on another site is not believed, only noted.
    """
    meta = _meta(tree)
    article = _article(tree)
    canonical, notes = _address(tree, meta, url)
    return About(
        title=_title(tree, meta, article),
        language=_language(tree, meta, article),
        published_on=_day(tree, meta, article, canonical or url),
        publisher=one_line(meta.get("og:site_name") or _name(article.get("publisher")) or "", 200),
        author=one_line(_name(article.get("author")) or _no_address(meta.get("author")) or "", 200),
        url=canonical,
        notes=notes,
    )


def iso_day(text: str) -> date | None:
    """Give the day that an ISO 8601 or RFC 5322 time begins with, in its own time zone; None when there is none."""
    found = _ISO_DAY.match(text[:100])
    try:
        day = date(*map(int, found.groups())) if found else parsedate_to_datetime(text[:100]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day if day.year >= _EARLIEST_YEAR else None


def web_address(address: str, base: str = "") -> str:
    """Give an address made absolute, "" when it is none, not http or https, holds spaces or is longer than 2,000."""
    if not address.strip():
        return ""
    try:
        whole = urljoin(base, address.strip()[: _URL_LIMIT + 1])
        parts = urlsplit(whole)
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and parts.netloc and len(whole) <= _URL_LIMIT
    return whole if fits and not re.search(r"[\s\x00-\x1f\x7f<>\"\ud800-\udfff]", whole) else ""


def language_tag(text: str) -> str:
    """Give a language tag as BCP 47 writes it ("en_GB" as "en-GB"), at most 12 characters; "" when it is none."""
    found = _TAG.match(text.strip())
    if not found or found.end() != len(text.strip()):
        return ""
    first, *rest = found.group().replace("_", "-").split("-")
    if first.lower() in ("und", "zxx"):
        return ""
    tag = "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
    return tag if len(tag) <= _LANGUAGE_LIMIT else first.lower()


def _meta(tree: etree._Element) -> dict[str, str]:
    """The first content of each name; names in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _article(tree: etree._Element) -> dict[str, Any]:
    """The item of the page's JSON-LD that describes an article: the first that has a headline or a day."""
    second: dict[str, Any] = {}
    scripts = (each for each in tree.iter("script") if "ld+json" in (each.get("type") or "").lower())
    for _, script in zip(range(_JSON_SCRIPTS), scripts, strict=False):
        text = script.text or ""
        try:
            data = json.loads(text) if len(text) <= _JSON_LIMIT else None
        except (ValueError, RecursionError):
            continue
        for _, item in zip(range(_JSON_ITEMS), _items(data), strict=False):
            if _ARTICLES.search(str(item.get("@type"))[:200]):
                if item.get("headline"):
                    return item
                second = second or item
    return second


def _items(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting = item[:_JSON_ITEMS] + waiting
        elif isinstance(item, dict):
            yield item
            waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _name(value: Any, depth: int = 0) -> str:
    """The name of a person or organisation of JSON-LD: a string, an object with a name, or a list of them."""
    if isinstance(value, str):
        return _no_address(value)
    if isinstance(value, dict) and depth < 3:
        return _name(value.get("name"), depth + 1)
    if isinstance(value, list) and depth < 3:
        return ", ".join(filter(None, (_name(each, depth + 1) for each in value[:10])))
    return ""


def _no_address(text: str | None) -> str:
    return "" if not text or "://" in text else text.strip()


def _title(tree: etree._Element, meta: dict[str, str], article: dict[str, Any]) -> str:
    headline = article.get("headline")
    marked = meta.get("og:title") or (headline if isinstance(headline, str) else "") or meta.get("twitter:title")
    if marked and marked.strip():
        return one_line(marked)
    headings = [text for text in (one_line("".join(each.itertext())) for each in tree.iter("h1")) if text]
    if len(headings) == 1:
        return headings[0]
    for element in tree.iter("title"):
        return one_line("".join(element.itertext()))
    return headings[0] if headings else ""


def _language(tree: etree._Element, meta: dict[str, str], article: dict[str, Any]) -> str:
    root = tree.getroottree().getroot()
    marked = (
        root.get("lang"), root.get("xml:lang"), article.get("inLanguage"), meta.get("og:locale"),
        meta.get("content-language"), meta.get("dc.language"),
    )  # fmt: skip
    return next(filter(None, (language_tag(each) for each in marked if isinstance(each, str))), "")


def _day(tree: etree._Element, meta: dict[str, str], article: dict[str, Any], url: str) -> date | None:
    published = article.get("datePublished")
    marked = [published if isinstance(published, str) else "", *(meta.get(name, "") for name in _PUBLISHED)]
    times = [each for each in tree.iter("time") if each.get("datetime")]
    marked += [each.get("datetime", "") for each in times if each.get("itemprop") == "datePublished"]
    marked += [each.get("datetime", "") for each in times if each.get("pubdate") is not None]
    day = next(filter(None, (iso_day(each) for each in marked if each)), None)
    in_path = None if day else _DAY_IN_PATH.search(url)
    if in_path:
        day = iso_day("-".join(part.zfill(2) for part in in_path.groups()))
    # One time in a page is the article's; of several, a later one may belong to a story beside it.
    return day or (iso_day(times[0].get("datetime", "")) if len(times) == 1 else None)


def _address(tree: etree._Element, meta: dict[str, str], url: str) -> tuple[str, tuple[str, ...]]:
    base = next((web_address(each.get("href") or "", url) for each in tree.iter("base")), "") or url
    links = [each.get("href") or "" for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical"]
    for link in (*links[:1], meta.get("og:url", "")):
        canonical = web_address(link, base) if link else ""
        if not canonical:
            continue
        if not url or _site(canonical) == _site(url):
            return canonical, ()
        return web_address(url), (f"The page names an address on another site as its own: {canonical[:200]}",)
    return web_address(url), ()


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", host)
