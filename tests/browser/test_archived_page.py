"""An archived page in a browser: its words are there, and nothing of it acts or loads."""

from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from claims.models import Snapshot
from factcheck.core.models import User
from reviews.queries import snapshots
from tests.archived import html_page, keep_copy
from tests.browser.newsroom import Newsroom
from tests.core.servers import Server, reply, serving
from tests.factories import make_document

pytestmark = pytest.mark.django_db(transaction=True)

ACTS = """
<script>document.title = 'It ran'; fetch('{away}script'); new Image().src = '{away}image';</script>
<script src="{away}src.js"></script>
<img src="{away}picture" onerror="document.title = 'It ran'"><img src=x onerror="document.title = 'It ran'">
<svg onload="document.title = 'It ran'"><image href="{away}svg"/></svg>
<iframe src="{away}frame"></iframe><object data="{away}object"></object><embed src="{away}embed">
<video poster="{away}poster" src="{away}video" autoplay></video><audio src="{away}audio" autoplay></audio>
<div style="background: url({away}inline)">Beside a picture</div>
<form action="{away}form" id="f"><input name="password" type="password" value="secret" autofocus></form>
<script>document.getElementById('f').submit()</script>
<a id="leads" href="javascript:document.title='It ran'">A link</a>
"""
HEAD = """
<meta http-equiv="refresh" content="0; url={away}refresh"><base href="{away}">
<link rel="stylesheet" href="{away}style"><link rel="preload" as="image" href="{away}preload">
<link rel="icon" href="{away}icon"><link rel="prefetch" href="{away}prefetch">
<style>@import url({away}import); body {{ background: url({away}background) }}</style>
"""
HINTS = '<link rel="preconnect" href="{away}"><link rel="dns-prefetch" href="{away}">'


@pytest.fixture
def away() -> Iterator[Server]:
    """A server that everything in the page tries to reach."""
    with serving({"/script": reply(b"document.title = 'It ran'")}) as server:
        yield server


def kept(cast: dict[str, User], away: Server, head: str = HEAD) -> Snapshot:
    where = away.url()
    body = html_page(
        "<p>At least 230 people had been killed.</p>" + ACTS.format(away=where), head=head.format(away=where)
    )
    return keep_copy(cast["erin"], document=make_document(cast["erin"]), body=body)


def look_at(page: Page, snapshot: Snapshot) -> None:
    page.goto(reverse("snapshot_shown", args=[snapshot.key]))
    expect(page.locator("body")).to_contain_text("At least 230 people had been killed.")
    page.wait_for_timeout(700)
    assert page.title() != "It ran"
    assert page.url.endswith("/page/"), "it led away"
    assert page.evaluate("() => window.origin") == "null"


def test_nothing_in_it_runs_or_reaches_out(
    newsroom: Callable[..., Newsroom], cast: dict[str, User], away: Server
) -> None:
    page = newsroom().window("erin")
    look_at(page, kept(cast, away, HEAD + HINTS))
    page.get_by_text("A link").click()
    assert page.title() != "It ran"
    assert (away.asked, away.connections) == ([], 0)


def test_the_sandbox_holds_by_itself(
    newsroom: Callable[..., Newsroom], cast: dict[str, User], away: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the cleaning let everything through."""
    monkeypatch.setattr(snapshots, "shown_html", lambda page: page)
    room = newsroom()
    look_at(room.window("erin"), kept(cast, away))
    assert away.asked == []
    assert any("script" in words for words in room.complaints), "the page did not even try"
    room.complaints.clear()


def test_the_same_page_without_its_sandbox_does_reach_out(
    newsroom: Callable[..., Newsroom], cast: dict[str, User], away: Server
) -> None:
    """Or the tests above would say nothing."""
    room = newsroom()
    page = room.window()
    where = away.url()
    page.set_content(html_page(ACTS.format(away=where), head="").decode())
    page.wait_for_timeout(700)
    assert page.title() == "It ran" or away.asked
    room.complaints.clear()


def test_a_reader_goes_from_the_document_to_its_copy(
    newsroom: Callable[..., Newsroom], cast: dict[str, User], away: Server
) -> None:
    snapshot = kept(cast, away)
    page = newsroom().window("rita")
    page.goto(reverse("document", args=[snapshot.document_id]))
    page.get_by_role("link", name="Copy kept").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Toll rises to 230")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == f"copy-{snapshot.key}.warc.gz"
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Show the page").click()
    expect(opened.value.locator("h1")).to_have_text("Toll rises to 230")
