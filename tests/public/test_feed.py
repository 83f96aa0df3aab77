"""The Atom feed, checked against RFC 4287 clause by clause."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import etree

from factcheck.core.models import User
from reviews.actions.correct import correct
from reviews.actions.retract import retract
from reviews.public.feed import atom
from tests.public.published import HOSTILE, body_with, published

A = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ONCE = {"id", "title", "updated"}
AT_MOST_ONCE = {"subtitle", "rights", "generator", "icon", "logo", "published", "summary", "content", "source"}
FEED_ELEMENTS = {"author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle",
                 "title", "updated", "entry"}  # fmt: skip
ENTRY_ELEMENTS = {"author", "category", "content", "contributor", "id", "link", "published", "rights", "source",
                  "summary", "title", "updated"}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # section 3.3


def names(element: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in element]


def faults_of(raw: bytes) -> list[str]:
    """What RFC 4287 says against a feed; section numbers are its own."""
    root = etree.fromstring(raw)
    faults = [] if root.tag == f"{A}feed" else ["2: the document element is no feed"]
    faults += [f"6: {each.tag} is foreign" for each in root.iter() if etree.QName(each).namespace != A[1:-1]]
    for container, allowed, where in [(root, FEED_ELEMENTS, "4.1.1")] + [
        (entry, ENTRY_ELEMENTS, "4.1.2") for entry in root.iter(f"{A}entry")
    ]:
        found = names(container)
        faults += [f"{where}: {name} is not allowed" for name in set(found) - allowed]
        faults += [f"{where}: {name} stands {found.count(name)} times" for name in ONCE if found.count(name) != 1]
        faults += [f"{where}: {name} stands twice" for name in AT_MOST_ONCE if found.count(name) > 1]
        faults += _common_faults(container)
        alternates = [
            (link.get("type"), link.get("hreflang")) for link in container.findall(f"{A}link")
            if link.get("rel", "alternate") == "alternate"
        ]  # fmt: skip
        if len(alternates) != len(set(alternates)):
            faults.append(f"{where}: two alternates of one type and language")
        if container.tag == f"{A}entry" and not alternates and "content" not in found:
            faults.append("4.1.2: neither content nor an alternate")
    if "author" not in names(root):
        faults += ["4.1.1: no author" for entry in root.iter(f"{A}entry") if "author" not in names(entry)]
    identities = [(entry.findtext(f"{A}id"), entry.findtext(f"{A}updated")) for entry in root.iter(f"{A}entry")]
    if len(identities) != len(set(identities)):
        faults.append("4.1.1: an entry stands twice with one updated")
    return faults


def _common_faults(container: etree._Element) -> list[str]:
    faults = []
    for child in container:
        name, words = etree.QName(child).localname, child.text or ""
        if name in ("updated", "published") and not MOMENT.fullmatch(words):
            faults.append(f"3.3: {words!r} is no moment")
        if name == "id" and not urlsplit(words).scheme:
            faults.append(f"4.2.6: {words!r} is no IRI")
        if name in ("title", "content", "summary", "subtitle", "rights"):
            kind = child.get("type", "text")
            if kind not in ("text", "html", "xhtml"):
                faults.append(f"3.1.1: type {kind}")
            if kind in ("text", "html") and len(child):
                faults.append(f"3.1.1: {name} has child elements")
        if name == "link":
            if not urlsplit(child.get("href", "")).scheme:
                faults.append("4.2.7.1: a link without an address")
            if "/" not in child.get("type", "a/b"):
                faults.append("4.2.7.3: no media type")
        if name == "category" and not child.get("term"):
            faults.append("4.2.2.1: a category without a term")
        if name in ("author", "contributor") and names(child).count("name") != 1:
            faults.append("3.2.1: a person has one name")
    return faults


def feed_of(client: Client) -> etree._Element:
    response = client.get("/feed.atom")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert faults_of(response.content) == []
    return etree.fromstring(response.content)


def entries(root: etree._Element) -> list[dict[str, Any]]:
    return [{etree.QName(child).localname: child.text for child in entry} for entry in root.iter(f"{A}entry")]


def test_the_checker_sees_what_is_wrong() -> None:
    bad = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title/><updated>2019</updated><entry><b/></entry></feed>'
    )
    assert {fault.partition(":")[0] for fault in faults_of(bad)} == {"3.3", "4.2.6", "4.1.1", "4.1.2"}


def test_an_empty_feed_is_a_feed(client: Client, db: None) -> None:
    root = feed_of(client)
    assert entries(root) == []
    assert root.findtext(f"{A}updated") == "1970-01-01T00:00:00+00:00"


def test_a_verdict_is_an_entry(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast, "1,500 people had been killed", language="en")
    root = feed_of(client)
    [entry] = entries(root)
    assert entry["title"] == "“1,500 people had been killed”: Unproven"
    assert entry["id"] == f"https://desk.example/verdicts/{publication.review_id}/"
    assert "rests on unnamed officials" in entry["content"]
    assert "as of 1 January 2020" in entry["content"]
    links = {(link.get("rel"), link.get("type")): link.get("href") for link in root.iter(f"{A}link")}
    assert links["self", "application/atom+xml"] == "https://desk.example/feed.atom"
    assert root.get(XML_LANG) == "en"


def test_a_correction_brings_the_same_entry_up_again(client: Client, cast: dict[str, User]) -> None:
    first = published(cast, "Claim 1")
    published(cast, "Claim 2")
    before = {entry["title"]: entry for entry in entries(feed_of(client))}
    correct(first.review_id, by=cast["erin"], what="It said 620.", why="A reader wrote.", rationale="Another.")
    root = feed_of(client)
    after = entries(root)
    assert [entry["title"] for entry in after] == ["“Claim 1”: Unproven", "“Claim 2”: Unproven"]
    old = before["“Claim 1”: Unproven"]
    assert after[0]["id"] == old["id"]
    assert after[0]["published"] == old["published"]
    assert datetime.fromisoformat(after[0]["updated"]) > datetime.fromisoformat(old["updated"])
    assert "It said 620. A reader wrote." in after[0]["content"]
    assert root.findtext(f"{A}updated") == after[0]["updated"]


def test_a_retraction_is_told_with_its_reason_and_without_the_rating(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast, "Claim 1", rating="false", rationale="It is wrong throughout.")
    retract(publication.review_id, by=cast["erin"], why="The table was read in the wrong column.")
    root = feed_of(client)
    [entry] = entries(root)
    assert entry["title"] == "“Claim 1”: Withdrawn"
    assert "wrong column" in entry["content"]
    assert "wrong throughout" not in entry["content"]
    assert root.find(f".//{A}category") is None


@pytest.mark.parametrize(
    "text", [HOSTILE, "\u0001\u0008\u001f\ufffe killed", "]]>&amp;", "۱٬۵۰۰ نفر \u200f کشته شده‌اند"]
)
def test_no_text_breaks_the_feed(client: Client, cast: dict[str, User], text: str) -> None:
    publication = published(cast, text, rationale=text, language="fa")
    [entry] = entries(feed_of(client))
    assert "<script" not in entry["content"]
    body = body_with(publication)
    again = atom([body], site="https://desk.example", publisher="\u0002 Desk", name="Desk")
    assert faults_of(again) == []


def test_a_reader_who_has_it_is_told_so(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast)
    first = client.get("/feed.atom")
    tag = first.headers["ETag"]
    assert client.get("/feed.atom", headers={"If-None-Match": tag}).status_code == 304
    retract(publication.review_id, by=cast["erin"], why="Wrong.")
    assert client.get("/feed.atom", headers={"If-None-Match": tag}).status_code == 200
