"""The public pages in a real browser: no complaint, the markup in place, nothing wider than the screen."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from claims.actions.claim_parts import Link
from factcheck.core.models import User
from reviews.actions.correct import correct
from reviews.actions.retract import retract
from tests.public.published import HOSTILE, published

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium"),
]
READ_MARKUP = (
    """[...document.querySelectorAll('script[type="application/ld+json"]')].map(s => JSON.parse(s.textContent))"""
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def visit(browser: Browser, address: str, width: int) -> tuple[Page, list[str]]:
    """A page that is loaded, and what the browser complained of."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    page.goto(address)
    return page, complaints


def test_pages_are_read_without_complaint_on_wide_and_narrow_screens(live_server: Any, cast: dict[str, User]) -> None:
    hostile = published(cast, HOSTILE, links=[Link(HOSTILE, "said")], rationale=HOSTILE, said_on="2019")
    persian = published(cast, "۱٬۵۰۰ نفر کشته شده‌اند", language="fa", rating="half-true")
    long = published(cast, "x" * 400, rating="false")
    correct(persian.review_id, by=cast["erin"], what="a", why="b", rationale="Another.")
    retract(long.review_id, by=cast["erin"], why="Wrong.")
    pages = [f"/verdicts/{each.review_id}/" for each in (hostile, persian, long)]
    pages += ["/", "/corrections/", "/how-we-work/", f"/verdicts/{persian.review_id}/?version=1"]
    markup, wide = {}, {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in (1440, 320):
            for address in pages:
                page, complaints = visit(browser, live_server.url + address, width)
                assert complaints == [], address
                markup[address] = page.evaluate(READ_MARKUP)
                wide[address, width] = page.evaluate(SIDEWAYS)
                page.close()
        page, _ = visit(browser, live_server.url + pages[1], 1440)
        heading = page.locator("h1")
        assert heading.evaluate("each => getComputedStyle(each).direction") == "rtl"
        assert heading.inner_text() == "۱٬۵۰۰ نفر کشته شده‌اند"
        browser.close()
    assert [[each["@type"] for each in markup[address]] for address in pages] == [
        ["ClaimReview"], ["ClaimReview"], ["CreativeWork"], [], [], [], []
    ]  # fmt: skip
    assert markup[pages[0]][0]["claimReviewed"] == HOSTILE
    assert {place: excess for place, excess in wide.items() if excess > 0} == {}


def test_a_reader_searches_and_filters_by_keyboard_alone(live_server: Any, cast: dict[str, User]) -> None:
    wanted = published(cast, "1,500 people had been killed", rating="half-true")
    published(cast, "The council has 12 members", links=[], rationale="Counted.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page, complaints = visit(browser, live_server.url, 390)
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to content"
        page.locator("#f-q").focus()
        page.keyboard.type("۱۵۰۰ killed")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=*")
        found = page.locator(".vlist h2 a")
        assert found.count() == 1
        found.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/verdicts/**")
        assert page.locator(".vbig").inner_text() == wanted.body["rating"]["label"]
        assert complaints == []
        browser.close()
