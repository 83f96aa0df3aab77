"""Pages to fetch and copies that were kept, without the internet: a server on loopback, or no server at all."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from claims.actions import take_snapshot
from claims.actions.take_snapshot import Page, keep_snapshot, store_page
from claims.models import CopyState, Document, Snapshot, Source
from factcheck.core.fetch import Fetched
from factcheck.core.models import User
from tests.core.fetching import Names, fetcher_for
from tests.core.servers import Server

NAMES = Names(news_test=["127.0.0.1"])
PARAGRAPH = "The ministry said on Monday that at least {} people had been killed in the protests. "
STORY = "<p>" + PARAGRAPH.format(230) + "</p><p>The council counted above 1,000 of them in the provinces.</p>"


def html_page(body: str = STORY, title: str = "Toll rises to 230", head: str = "") -> bytes:
    """A page with an article that is long enough to be found."""
    rest = "<p>Relatives waited outside the hospitals of the capital, and officials gave no names.</p>" * 2
    page = f"<html lang='en'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}{rest}"
    return f"<!doctype html>{page}</article></body></html>".encode()


def reaching(monkeypatch: pytest.MonkeyPatch, server: Server, *more: Server) -> None:
    """Let fetches of this process reach a test server as http://news.test/, through a Fetcher like any other.

    What the desk takes as an address names no odd port, which is where test servers are.
    """
    fetcher = fetcher_for(server, *more, names=NAMES)
    ours, theirs = "http://news.test/", server.url(host="news.test")

    def fetch(url: str, **limits: Any) -> Fetched:
        found = fetcher.fetch(url.replace(ours, theirs), **limits)
        return replace(found, url=found.url.replace(theirs, ours))

    monkeypatch.setattr(take_snapshot, "fetch", fetch)


def answer_with(monkeypatch: pytest.MonkeyPatch, fetch: Callable[..., Fetched]) -> None:
    """Put a function in the place of the fetch."""
    monkeypatch.setattr(take_snapshot, "fetch", fetch)


def fetched(body: bytes = b"", media_type: str = "text/html", **fields: Any) -> Fetched:
    """An answer as `fetch` gives it."""
    given = {"url": "https://news.example/a", "status": 200, "fetched_at": datetime.now(UTC), **fields}
    headers = {"content-type": f"{media_type}; charset=utf-8", "server": "test"}
    return Fetched(headers=headers, body=body or html_page(), media_type=media_type, **given)


def keep_copy(
    by: User, *, document: Document | None = None, source: Source | None = None, body: bytes = b"", **fields: Any
) -> Snapshot:
    """A copy that was taken of a document or a source, stored as the product stores it."""
    answer = fetched(body, **fields)
    copy = store_page(Page(asked=answer.url, fetched=answer, sha256=hashlib.sha256(answer.body).hexdigest()))
    if source is not None:
        Source.objects.filter(pk=source.pk).update(copy_state=CopyState.KEPT)
    return keep_snapshot(copy, by=by, document=document, source=source)
