"""Feeds of wires and blogs, good and bad: entries with ids of their own, absolute links, plain words and days."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.intake.formats.feed import ENTRIES_LIMIT, SIZE_LIMIT, read_feed
from claims.intake.rows import BadFile

SAMPLES = Path(__file__).parent / "samples" / "feed"
URL = "https://ledger.example/feeds/world.xml"
# The slowest feed within the limits took 12 s on a busy machine.
SECONDS = 60


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def rss(inside: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{inside}</channel></rss>'.encode()


def test_a_wire_in_rss() -> None:
    feed = read_feed(sample("wire.rss"), url=URL)
    assert (feed.title, feed.link, feed.language) == ("Ledger Wire: World", "https://ledger.example/world", "en-GB")
    first, second, third, fourth = feed.entries
    assert first.id == "urn:ledger:450"
    assert first.title == "Toll rises to 450 & counting"
    assert first.text == "At least 450 people were killed, the council said.\n\nOfficials denied it."
    assert "script" not in first.html
    assert "onerror" not in first.html
    assert (first.published_on, first.updated_on, first.author) == (date(2026, 1, 13), None, "Jane Doe")
    assert second.link == second.id == "https://ledger.example/world/ministry-denies"
    assert second.text == "The ministry denied the figure of 450."
    assert third.id == third.link == "https://ledger.example/fa/450", "the same guid on another story"
    assert (third.title, third.text) == ("شمار کشته\u200cشدگان به ۴۵۰ رسید", "می\u200cگویند")
    assert third.published_on is None
    assert fourth.id.startswith("sha256:")
    assert (fourth.link, fourth.title) == ("", "")
    assert feed.notes == ("2 entries were left out: empty, or the same as one before.",)


def test_a_blog_in_atom() -> None:
    feed = read_feed(sample("desk.atom"), url="https://desk.example/blog/feed.atom")
    assert (feed.title, feed.link, feed.language) == ("Der Faktencheck", "https://desk.example/blog/", "de")
    first, second = feed.entries
    assert first.link == "https://desk.example/blog/2026/tote"
    assert first.text == "Die Behörde nennt 300 Tote.\n\nBelege fehlen: 5 < 10."
    assert (first.published_on, first.updated_on) == (date(2026, 1, 12), date(2026, 1, 13))
    assert first.author == "Anna Müller"
    assert second.text == "A <b> is no tag here."
    assert (second.published_on, second.updated_on, second.link) == (None, date(2026, 1, 11), "")
    assert feed.notes == ()


def test_rss_1_and_its_dublin_core_day() -> None:
    (entry,) = read_feed(sample("old.rdf")).entries
    assert (entry.title, entry.text) == ("First", "Seven were hurt.")
    assert entry.published_on == date(2019, 11, 19)


def test_a_feed_with_mistakes_is_read_as_well_as_it_goes() -> None:
    feed = read_feed(sample("broken.rss"))
    assert [entry.title for entry in feed.entries] == ["5 < 6 & 7 > 2", "Second"]
    assert feed.entries[0].link == "https://broken.example/a?x=1&y=2"
    assert feed.entries[1].published_on is None
    assert "mistakes" in feed.notes[0]


def test_entities_are_not_multiplied_and_files_not_read() -> None:
    start = time.monotonic()
    (entry,) = read_feed(sample("laughs.rss")).entries
    assert len(entry.text) < 100
    assert "root:" not in entry.text
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a feed",
        b"/etc/passwd",
        b"https://ledger.example/feed",
        b"<!doctype html><html><body><p>A page</p></body></html>",
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b"%PDF-1.7",
        bytes(5000),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile, match="no RSS or Atom feed"):
        read_feed(data)


@pytest.mark.parametrize("said", ["", "windows-1251", "klingon", "x\r\nHost: a"])
def test_encodings_of_mark_declaration_and_server(said: str) -> None:
    text = '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><item><title>Погибли 300</title></item>'
    text += "</channel></rss>"
    assert read_feed(text.format("utf-16").encode("utf-16")).entries[0].title == "Погибли 300"
    data = text.format("windows-1251").encode("cp1251")
    assert read_feed(data, encoding=said).entries[0].title == "Погибли 300"


def test_only_the_newest_entries_of_many_are_kept_in_order() -> None:
    days = [
        f"<item><title>{n}</title><pubDate>{n % 28 + 1:02} Jan 2026 08:00:00 GMT</pubDate></item>" for n in range(1400)
    ]
    feed = read_feed(rss("".join(days)))
    assert len(feed.entries) == ENTRIES_LIMIT
    numbers = [int(entry.title) for entry in feed.entries]
    assert numbers == sorted(numbers)
    assert min(entry.published_on for entry in feed.entries if entry.published_on) == date(2026, 1, 9)
    assert "newest 1,000" in feed.notes[0]


def test_ids_are_the_same_on_each_reading() -> None:
    first, again = read_feed(sample("wire.rss"), url=URL), read_feed(sample("wire.rss"), url=URL)
    assert [entry.id for entry in first.entries] == [entry.id for entry in again.entries]
    assert len({entry.id for entry in first.entries}) == len(first.entries)


@pytest.mark.parametrize(
    "inside",
    [
        "<a>" * 1_000_000,
        "<item><b>" * 500_000,
        "<" * 5_000_000,
        "&" * 5_000_000,
        "<a " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>",
        "<title><![CDATA[<!--]]><a " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/></title>",
        "<item><description>" + "&lt;div&gt;" * 500_000 + "</description></item>",
        "x" * SIZE_LIMIT,
    ],
    ids=["depth", "entries", "signs", "ampersands", "attributes", "hidden attributes", "escaped tags", "size"],
)
def test_bombs_are_refused_at_once(inside: str) -> None:
    start = time.monotonic()
    with pytest.raises(BadFile):
        read_feed(rss(inside))
    assert time.monotonic() - start < SECONDS / 10


@pytest.mark.parametrize("inside", ["<a>" * 150_000, "<item><title>a & b</title></item>" * 20_000])
def test_a_large_feed_is_read_in_time(inside: str) -> None:
    start = time.monotonic()
    read_feed(rss(inside))
    assert time.monotonic() - start < SECONDS


PIECES = st.lists(
    st.sampled_from(
        ["<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "<guid>", "</guid>", "<description>",
         "<entry>", "</description>", "<pubDate>", "</pubDate>", "Tue, 13 Jan 2026", "9999999999", "&lt;p&gt;", "&amp;",
         "&bogus;", "<![CDATA[", "]]>", "javascript:x", "http://[::1", "//a", "\x00", "é", "<b a='", "content:encoded>",
         "<!--"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


TEXT = st.text(max_size=1000).map(lambda text: rss(text.encode("utf-8", "replace").decode()))


@given(PIECES.map(rss) | st.binary(max_size=2000) | TEXT)
@settings(max_examples=300, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        feed = read_feed(data, url=URL)
    except BadFile:
        return
    for entry in feed.entries:
        assert entry.id
        assert len(entry.id) <= 500
        assert entry.title or entry.text
        assert not entry.link or entry.link.startswith(("http://", "https://"))
        for text in (entry.id, entry.title, entry.text, entry.html, entry.author):
            assert "\x00" not in text
            text.encode()
