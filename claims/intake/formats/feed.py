"""RSS and Atom in all their dialects: what a feed is, and what stands in it."""

import hashlib
import io
import re
import time
from dataclasses import dataclass
from datetime import date
from typing import Any

import feedparser

from claims.intake.document_row import one_line
from claims.intake.html_about import iso_day, language_tag, web_address
from claims.intake.html_limits import refuse_heavy
from claims.intake.html_text import parse, plain_characters, visible_words
from claims.intake.rows import BadFile

SIZE_LIMIT = 10 * 1024 * 1024
ENTRIES_LIMIT = 1_000
_ID_LIMIT = 500
_MARKS_LIMIT = 300_000


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. ``id`` is the feed's own where it is one of a kind, else the link, else a digest of what it says.

    ``link`` is absolute, http or https, or "". ``text`` is the longest content in plain words, ``html`` the same
    with its markup, cleaned of scripts. Days are in the time zone that the feed writes; None when not said.
    """

    id: str
    link: str
    title: str
    text: str
    html: str
    published_on: date | None
    updated_on: date | None
    author: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stood: entries in its own order, at most the newest 1,000; ``notes`` are sentences for people."""

    title: str
    link: str
    language: str
    entries: tuple[FeedEntry, ...]
    notes: tuple[str, ...] = ()


def read_feed(data: bytes, *, url: str = "", encoding: str = "") -> Feed:
    """Read RSS 0.9x, 1.0, 2.0 or Atom, well formed or nearly. Nothing is fetched, no file is opened.

    ``url`` is where the feed was found, against which relative links are read; ``encoding`` what the server said.
    Raises BadFile when it is no feed, larger than 10 MiB, or has more than 200,000 tags. A feed of 20 entries takes
    milliseconds, the slowest known within the limits 12 s and 130 MB.
    """
    if len(data) > SIZE_LIMIT:
        raise BadFile(f"A feed may have at most 10 MiB, this one has {len(data) / 1024 / 1024:.1f}.")
    _refuse_heavy(data)
    headers = {"content-location": url} if web_address(url) else {}
    said = f"; charset={encoding}" if re.fullmatch(r"[A-Za-z0-9_.:-]{2,40}", encoding) else ""
    headers["content-type"] = f"application/xml{said}"
    try:
        # As a stream: bytes alone would be tried as the name of a file.
        found = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=True)
    except Exception as error:  # of any kind: parsers of broken markup break in many ways
        raise BadFile("The feed is too broken to be read. Check that the address is that of a feed.") from error
    if not found.get("version") and not found.entries:
        raise BadFile("This is no RSS or Atom feed. Check that the address is that of a feed, not of a page.")
    notes: list[str] = []
    if found.get("bozo"):
        notes.append(f"The feed has mistakes and was read as well as it goes: {_reason(found)}")
    raw = found.entries
    if len(raw) > ENTRIES_LIMIT:
        notes.append(f"The feed has {len(raw):,} entries; the newest {ENTRIES_LIMIT:,} were kept.")
        raw = _newest(raw)
    feed = found.feed
    base = web_address(feed.get("link") or "", url) or url
    return Feed(
        title=one_line(_plain(feed.get("title_detail"), feed.get("title"))),
        link=web_address(feed.get("link") or "", url),
        language=language_tag(str(feed.get("language") or "")),
        entries=_entries(raw, base, atom=found.version.startswith("atom"), notes=notes),
        notes=tuple(notes),
    )


def _refuse_heavy(data: bytes) -> None:
    """Raise BadFile for more markup than is read in seconds; escaped markup is parsed too, so it counts."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]
    text = (data.replace(b"\0", b"") if wide else data).decode("latin-1")
    refuse_heavy(text, what="feed", xml=True)
    if data.count(b"<") > _MARKS_LIMIT or data.count(b"&") > _MARKS_LIMIT:
        raise BadFile(
            f"The feed holds more than {_MARKS_LIMIT:,} tags or characters written as entities. Offer fewer entries."
        )


def _entries(raw: list[Any], base: str, *, atom: bool, notes: list[str]) -> tuple[FeedEntry, ...]:
    taken: dict[str, FeedEntry] = {}
    repeated = 0
    for each in raw:
        entry = _entry(each, base, taken, atom=atom)
        if entry is None:
            repeated += 1
        else:
            taken[entry.id] = entry
    if repeated:
        notes.append(f"{repeated:,} entries were left out: empty, or the same as one before.")
    return tuple(taken.values())


def _entry(raw: Any, base: str, taken: dict[str, FeedEntry], *, atom: bool) -> FeedEntry | None:
    """One entry with an id that none before it has; None when it says nothing or nothing new.

    A day that RSS does not call one of publication (Dublin Core's date) is taken for it.
    """
    link = web_address(str(raw.get("link") or ""), base)
    title = one_line(_plain(raw.get("title_detail"), raw.get("title")))
    html, text = _content(raw)
    if not title and not text.strip():
        return None
    digest = hashlib.sha256("\x00".join((link, title, text)).encode("utf-8", "surrogatepass")).hexdigest()
    for name in (one_line(str(raw.get("id") or ""), _ID_LIMIT + 1), link, f"sha256:{digest}"):
        if not name or len(name) > _ID_LIMIT:
            continue
        known = taken.get(name)
        if known is None:
            break
        if (known.link, known.title, known.text) == (link, title, text):
            return None
    else:
        return None
    return FeedEntry(
        id=name,
        link=link,
        title=title,
        text=text,
        html=html,
        published_on=_day(raw, "published") or _day(raw, "created") or (None if atom else _day(raw, "updated")),
        updated_on=_day(raw, "updated"),
        author=one_line(str(raw.get("author") or ""), 200),
    )


def _content(raw: Any) -> tuple[str, str]:
    """The longest of contents and summary: as it is, and in plain words."""
    parts = [*(raw.get("content") or ()), raw.get("summary_detail") or {"value": raw.get("summary") or ""}]
    best = max(parts, key=lambda part: len(part.get("value") or ""))
    html = plain_characters(best.get("value") or "")[0]
    return html, _plain(best, html)


def _plain(detail: Any, text: str | None) -> str:
    """The words of a value whose detail says whether it is HTML."""
    text = plain_characters(text or "")[0]
    if "html" not in str((detail or {}).get("type") or "") or not ("<" in text or "&" in text):
        return text.strip()
    try:
        refuse_heavy(text)
        return visible_words(parse(text))
    except BadFile:
        return ""


def _day(raw: Any, name: str) -> date | None:
    # The library gives one day for another that is missing, unless asked what is really there.
    if not dict.__contains__(raw, name):
        return None
    said = raw.get(name)
    day = iso_day(said) if isinstance(said, str) else None
    read = raw.get(f"{name}_parsed")
    if day or not isinstance(read, time.struct_time):
        return day
    try:
        return date(read.tm_year, read.tm_mon, read.tm_mday)
    except ValueError:
        return None


def _newest(raw: list[Any]) -> list[Any]:
    """The newest by their days, those without one last, in the order of the feed."""
    days = [(_day(each, "published") or _day(each, "updated") or date.min) for each in raw]
    best = sorted(range(len(raw)), key=lambda at: (days[at], -at), reverse=True)[:ENTRIES_LIMIT]
    return [raw[at] for at in sorted(best)]


def _reason(found: Any) -> str:
    return one_line(str(found.get("bozo_exception") or "not well formed"), 200)
