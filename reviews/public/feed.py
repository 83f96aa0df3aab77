"""The Atom feed of verdicts (RFC 4287): an entry a verdict, updated when it is corrected or withdrawn."""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as Xml

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reviews.public import wording
from reviews.public.answers import data, public
from reviews.queries.verdicts import as_public, current_verdicts

ENTRIES = 50
ATOM = "http://www.w3.org/2005/Atom"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# XML 1.0 has no way to write these; a claim's text may hold them.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A feed must say when it changed, and an empty one never did.
_NEVER = "1970-01-01T00:00:00+00:00"
_KINDS = {"correction": "Correction", "update": "Update", "retraction": "Withdrawn"}


@public
def feed(request: HttpRequest) -> HttpResponse:
    """The newest verdicts, corrections and retractions, newest change first."""
    bodies = [as_public(publication, settings.SITE_URL) for publication in current_verdicts()[:ENTRIES]]
    document = atom(bodies, site=settings.SITE_URL, publisher=settings.PUBLISHER_NAME, name=settings.DESK_NAME)
    return data(document, "application/atom+xml; charset=utf-8")


def atom(bodies: list[dict[str, Any]], *, site: str, publisher: str, name: str) -> bytes:
    """The feed document of public verdicts, given newest change first with absolute addresses."""
    root = Xml.Element("feed", {"xmlns": ATOM, _LANG: "en"})
    address = f"{site}{reverse('public_feed')}"
    _text(root, "id", address)
    _text(root, "title", f"{name}: verdicts")
    _text(root, "updated", max((body["updated_at"] for body in bodies), default=_NEVER))
    _link(root, "self", address, "application/atom+xml")
    _link(root, "alternate", f"{site}/", "text/html")
    author = Xml.SubElement(root, "author")
    _text(author, "name", publisher)
    _text(author, "uri", f"{site}/")
    for body in bodies:
        _entry(root, body, site)
    document: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(root: Xml.Element, body: Mapping[str, Any], site: str) -> None:
    entry = Xml.SubElement(root, "entry")
    is_retracted = body["status"] == "retracted"
    # The address without the slug: a corrected claim may get another slug and must stay the same entry.
    _text(entry, "id", f"{site}/verdicts/{body['id']}/")
    words = "Withdrawn" if is_retracted else body["rating"]["label"]
    _text(entry, "title", f"“{wording.headline(body['claim'])}”: {words}")
    _text(entry, "published", body["published_at"])
    _text(entry, "updated", body["updated_at"])
    _link(entry, "alternate", body["url"], "text/html")
    as_data = reverse("public_verdict_data", args=[body["id"], "jsonld"])
    _link(entry, "alternate", f"{site}{as_data}", "application/ld+json")
    if not is_retracted:
        _category(entry, body["rating"]["slug"], body["rating"]["label"])
    if body["claim"]["topic"]:
        _category(entry, body["claim"]["topic"]["slug"], body["claim"]["topic"]["title"])
    content = _text(entry, "content", _content(body, is_retracted=is_retracted))
    content.set("type", "html")
    # Citations point to places on the verdict's page.
    content.set(_BASE, body["url"])


def _content(body: Mapping[str, Any], *, is_retracted: bool) -> str:
    """Corrections first, since they are why the entry came up again; then who said it and what was found."""
    noted = format_html_join(
        "\n",
        "<p><strong>{}, {}:</strong> {} {}</p>",
        (
            (_KINDS.get(each["kind"], each["kind"]), wording.long_date(each["at"]), each["what"], each["why"])
            for each in body["corrections"]
        ),
    )
    claim = body["claim"]
    quote = format_html(
        '<blockquote lang="{}" dir="{}">{}</blockquote>',
        claim["language"], wording.direction(claim["language"]), wording.headline(claim),
    )  # fmt: skip
    found = "" if is_retracted else SafeString(body["rationale_html"])
    rating = (
        ""
        if is_retracted
        else format_html("<p>{}, as of {}</p>", body["rating"]["label"], wording.long_date(body["as_of"]))
    )
    told = format_html("<p>{}</p>", wording.reused(body)) if body.get("reused_from") else ""
    return format_html("{}{}<p>{}</p>{}{}{}", noted, quote, wording.said(claim), rating, told, found)


def _text(parent: Xml.Element, name: str, words: str) -> Xml.Element:
    child = Xml.SubElement(parent, name)
    child.text = _legal(words)
    return child


def _link(parent: Xml.Element, rel: str, href: str, media_type: str) -> None:
    Xml.SubElement(parent, "link", {"rel": rel, "type": media_type, "href": href})


def _category(parent: Xml.Element, term: str, label: str) -> None:
    Xml.SubElement(parent, "category", {"term": term, "label": _legal(label)})


def _legal(words: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", words)
