"""Whole pieces of work with the keyboard alone: nothing here touches a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.actions.decide_claim import decide_claim
from claims.models import Claim, ClaimState
from factcheck.core.models import User
from reviews.models import Assessment, EvidenceStance, Review
from tests.browser.newsroom import Newsroom
from tests.cast import PASSWORD
from tests.factories import make_document, make_review
from tests.pages.triaged import TEXT, claimed

pytestmark = pytest.mark.django_db(transaction=True)

MOST_TABS = 60
NAMED = """() => {
  const at = document.activeElement;
  return (at.labels?.length ? at.labels[0].innerText : at.getAttribute('aria-label') || at.innerText || '').trim();
}"""
SHOWS = """() => {
  const at = document.activeElement;
  const around = [at, at.parentElement, at.parentElement?.parentElement].filter(Boolean);
  const look = () => around.map(each => getComputedStyle(each)).map(s => s.outline + s.boxShadow + s.background).join();
  const focused = look();
  at.blur();
  const plain = look();
  at.focus({focusVisible: true, preventScroll: true});
  return focused !== plain;
}"""


def tab_to(page: Page, words: str, *, within: int = MOST_TABS) -> None:
    """Press Tab until what begins with these words has the focus; it must be seen to have it."""
    passed = []
    for _ in range(within):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(NAMED)[:30])
        if passed[-1].startswith(words):
            assert page.evaluate(SHOWS), f"{words} has the focus and does not show it"
            return
    pytest.fail(f"{within} tabs did not reach {words}, but {passed}")


def fill(page: Page, label: str, text: str) -> None:
    tab_to(page, label)
    page.keyboard.type(text)


def test_a_reviewer_signs_in_takes_a_review_and_submits_it(
    newsroom: Callable[..., Newsroom], cast: dict[str, User]
) -> None:
    review = make_review(cast["erin"])
    page = newsroom().window()
    page.goto("/sign-in/")
    fill(page, "Name", "ada")
    fill(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My desk")
    page.wait_for_load_state()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"R-{review.pk}")
    page.wait_for_load_state()

    for number, stance in enumerate(("Corroborates", "Disputes")):
        page.keyboard.press("e")
        tab_to(page, "Corroborates", within=1)
        page.keyboard.press("Space")
        for _ in range(number):
            page.keyboard.press("ArrowDown")
        fill(page, "Address", f"https://news.example/{number}")
        fill(page, "Title or citation", f"Report {number}")
        fill(page, "Quotation", "1,500 people had been killed")
        tab_to(page, "Add this evidence")
        page.keyboard.press("Enter")
        expect(page.locator("section", has=page.get_by_role("heading", name=stance)).last).to_contain_text(
            f"Report {number}"
        )
        expect(page.locator("#evidence")).to_be_focused()

    page.keyboard.press("6")
    expect(page.get_by_role("radio", name="Unproven")).to_be_checked()
    tab_to(page, "Did they say it")
    page.keyboard.type("Confirmed")
    fill(page, "Rationale", "It rests on unnamed officials.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Your assessment is in.").first).to_be_visible()

    [assessment] = Assessment.objects.all()
    assert (assessment.by.username, assessment.rating.slug) == ("ada", "unproven")
    assert assessment.rationale == "It rests on unnamed officials."
    assert sorted(Review.objects.get().evidence.values_list("stance", flat=True)) == sorted(
        [EvidenceStance.CORROBORATES, EvidenceStance.DISPUTES]
    )


def test_an_editor_triages_with_two_keys(newsroom: Callable[..., Newsroom], cast: dict[str, User]) -> None:
    document = make_document(cast["erin"], TEXT)
    words = [
        "the number of those killed had risen to above 1,000",
        "The ministry said <b>nothing</b>",
        "nothing 😀 on  Friday",
    ]
    claims = [claimed(document, cast["erin"], each) for each in words]
    for claim in claims:
        decide_claim(claim.pk, ClaimState.UNDECIDED, by=cast["erin"])
    page = newsroom().window("erin")
    page.goto(f"/desk/documents/{document.pk}/")
    page.keyboard.press("j")
    page.keyboard.press("y")
    expect(page.locator("#legend")).to_contain_text("kept 1")
    page.keyboard.press("x")
    expect(page.locator("#legend")).to_contain_text("dropped 1")
    page.keyboard.press("y")
    expect(page.locator("#legend")).to_contain_text("kept 2")
    states = [Claim.objects.get(pk=claim.pk).state for claim in claims]
    assert states == [ClaimState.KEPT, ClaimState.DROPPED, ClaimState.KEPT]
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("2 kept claims sent to the queue.")).to_be_visible()
    assert Review.objects.count() == 2
