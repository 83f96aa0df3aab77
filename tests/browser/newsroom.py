"""Windows of a browser, and what people do in them on the way from an article to a verdict."""

import re
from contextlib import suppress
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect

from tests.cast import CAST, PASSWORD

TITLE = "Deadlock in announcing the toll"
STANCES = ("Corroborates", "Disputes", "Context")


class Newsroom:
    """A browser with a window for each person; `complaints` is what any of them said on its console."""

    def __init__(self, browser: Browser, url: str, options: dict[str, Any]) -> None:
        self.browser, self.url, self.options = browser, url, options
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def window(self, username: str = "", **options: Any) -> Page:
        """A new window with cookies of its own, signed in by the form; "" for a reader without an account."""
        context = self.browser.new_context(base_url=self.url, **{**self.options, **options})
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        who = username or "a reader"
        page.on("console", lambda message: self._heard(who, message))
        page.on("pageerror", lambda error: self.complaints.append(f"{who} at {page.url}: {error}"))
        if username:
            sign_in(page, username)
        return page

    def close(self) -> None:
        for context in self.contexts:
            with suppress(Error):
                context.close()

    def _heard(self, who: str, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{who}: {message.text} ({message.location.get('url')})")


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My desk")


def name_of(username: str) -> str:
    return CAST[username][0]


def add_document(page: Page, text: str) -> None:
    """From the desk to the page of a new document."""
    page.get_by_role("link", name="Add document").first.click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Text").fill(text)
    page.get_by_label("Published on").fill("2020-01-02")
    page.get_by_role("button", name="Add document").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def card_with(page: Page, words: str) -> Any:
    """The card of the claim whose quotation has these words."""
    return page.locator(".cl").filter(has=page.locator("q", has_text=words)).first


def add_evidence(page: Page, who: str, *, times: int = 3) -> list[str]:
    """Attach a source for each stance; the titles."""
    titles = []
    for number, stance in enumerate(STANCES[:times]):
        titles.append(f"{stance} according to {who}")
        form = page.locator("#add-evidence")
        if not form.get_attribute("open"):
            form.locator("summary").click()
        form.get_by_label(stance).check()
        form.get_by_label("Address").fill(f"https://news.example/{who}/{number}")
        form.get_by_label("Title or citation").fill(titles[-1])
        form.get_by_label("Publisher").fill(f"Paper {number} of {who}")
        form.get_by_label("Quotation").fill("1,500 people had been killed")
        form.get_by_label("Note").fill(f"Noted by {who}")
        form.get_by_role("button", name="Add this evidence").click()
        expect(page.locator(".ev", has_text=titles[-1])).to_be_visible()
    return titles


def assess(page: Page, rating: str, rationale: str, *, reason: str = "") -> None:
    """Rate, say why, and submit, with a reason where the evidence is less than the rating needs."""
    form = page.get_by_role("form", name="Your assessment")
    form.locator(".rate", has_text=rating).first.click()
    form.get_by_label("Did they say it").select_option("confirmed")
    form.get_by_label("Rationale").fill(rationale)
    form.get_by_label("As of").fill("2020-01-05")
    if reason:
        form.locator("summary", has_text="Give a reason").click()
        form.get_by_label("Reason for submitting all the same").fill(reason)
    form.get_by_role("button", name="Submit assessment").click()
    expect(page.get_by_text("Your assessment is in.").first).to_be_visible()


def decide(page: Page, rating: str, *, reason: str = "") -> None:
    """Decide between two assessments, from the review's page on; `reason` is why below the gate."""
    page.locator(".rv-banner").get_by_role("link", name="Decide").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Adjudicate")
    form = page.get_by_role("form", name="Your decision")
    form.locator(".rate", has_text=rating).first.click()
    form.get_by_label("Did they say it").select_option("confirmed")
    form.get_by_label("What decided it").fill("The sources are unnamed, whatever their number.")
    form.get_by_label("As of").fill("2020-01-06")
    if reason:
        form.locator("summary", has_text="Give a reason").click()
        form.get_by_label("Reason for deciding below the gate").fill(reason)
    form.get_by_role("button", name=re.compile("^Decide")).click()
    expect(page.get_by_text(f"Decided: {rating}.")).to_be_visible()


def publish(page: Page, rating: str) -> str:
    """Publish the verdict that stands; the address of its public page."""
    page.locator(".rv-banner").get_by_role("link", name="Publish").click()
    page.get_by_role("button", name=f"Publish: {rating}").click()
    public = page.get_by_role("link", name="Open the public page")
    expect(public).to_be_visible()
    return public.get_attribute("href") or ""
