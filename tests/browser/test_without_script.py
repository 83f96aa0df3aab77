"""The essential acts in a browser that runs no script: plain forms, and pages that load themselves again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import newsroom as acts
from tests.browser.newsroom import Newsroom, card_with

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

NO_COPY = "None of the papers keeps its pages; no copy could be kept."
ARTICLE = (
    "On December 4, the council announced that the number of those killed had risen to above 1,000.\n\n"
    "The following day the ministry said that more than 85 percent of the victims took no part.\n\n"
    "The week before, everybody had looked away.\n"
)


def test_from_an_article_to_a_withdrawn_verdict(
    newsroom: Callable[..., Newsroom], start_worker: Callable[[], Any]
) -> None:
    start_worker()
    desk = newsroom(java_script_enabled=False)
    erin = desk.window("erin")
    acts.add_document(erin, ARTICLE)
    # The page waits by loading itself again.
    expect(card_with(erin, "above 1,000")).to_be_visible(timeout=60_000)
    triage(erin)

    erin.get_by_role("link", name="Queue").first.click()
    row = erin.locator("tbody tr", has_text="above 1,000")
    number = (re.search(r"R-\d+", row.inner_text()) or [""])[0]
    row.get_by_role("link").first.click()
    erin.get_by_label("Give a part to").select_option("ada")
    erin.get_by_role("button", name="Give the part").click()
    expect(erin.get_by_text("Ada Okafor has the part first.")).to_be_visible()

    rated(desk.window("ada"), "ada", number, "Unproven")
    rated(desk.window("ben"), "ben", number, "Half true")

    cleo = desk.window("cleo")
    cleo.goto("/desk/queue/?view=adjudicate")
    cleo.locator("tbody tr", has_text=number).get_by_role("link").first.click()
    acts.decide(cleo, "Half true", reason=NO_COPY)

    address = make_public(erin, number)
    reader = desk.window()
    reader.goto(address)
    for words in ("Withdrawn", "The council took its count back.", "It had named no day."):
        expect(reader.get_by_role("main")).to_contain_text(words)

    erin.get_by_role("button", name="Sign out").first.click()
    erin.goto("/desk/")
    expect(erin.get_by_role("heading", level=1)).to_have_text("Sign in")


def triage(erin: Page) -> None:
    card_with(erin, "above 1,000").get_by_role("button", name="Keep").click()
    expect(card_with(erin, "above 1,000")).to_have_class(re.compile("keep"))
    card_with(erin, "85 percent").get_by_role("button", name="Drop").click()
    expect(erin.locator("#legend")).to_contain_text("dropped 1")
    erin.get_by_text("Add a claim by its words").click()
    erin.get_by_label("The exact words").fill("everybody had looked away")
    erin.get_by_role("button", name="Add claim").click()
    expect(card_with(erin, "everybody had looked away")).to_contain_text("added by hand")
    erin.get_by_role("button", name="Send 2 kept claims to queue").click()
    expect(erin.get_by_text("2 kept claims sent to the queue.")).to_be_visible()


def rated(page: Page, who: str, number: str, rating: str) -> None:
    """Open the review from one's desk, or take it; attach sources, rate, submit."""
    mine = page.locator("tbody a", has_text="above 1,000")
    if mine.count():
        mine.click()
    else:
        page.get_by_role("button", name="Take next review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(number)
    acts.add_evidence(page, who, times=2)
    words = f"{who} looked at it: it rests on unnamed officials."
    acts.assess(page, rating, words, reason="" if rating == "Unproven" else NO_COPY)


def make_public(erin: Page, number: str) -> str:
    """Publish, correct, withdraw; the address of the public page."""
    erin.goto("/desk/queue/?view=ready")
    erin.locator("tbody tr", has_text=number).get_by_role("link").first.click()
    address = acts.publish(erin, "Half true")
    erin.get_by_role("link", name="Correct", exact=True).click()
    erin.get_by_label("What was wrong, and what it says now").fill("It had named no day.")
    erin.get_by_label("Why it changes").fill("The council named the day.")
    erin.get_by_label("Rationale").fill("It rests on unnamed officials, of 4 December.")
    erin.get_by_role("button", name="Publish the correction").click()
    expect(erin.get_by_text("The correction is public.")).to_be_visible()
    expect(erin.get_by_text("version 2")).to_be_visible()
    erin.get_by_role("link", name="Withdraw", exact=True).click()
    erin.get_by_label("Why it is withdrawn").fill("The council took its count back.")
    erin.get_by_role("button", name="Withdraw").click()
    expect(erin.get_by_text("The verdict is withdrawn in public.")).to_be_visible()
    return address
