"""Evidence is cited by one press, where the cursor was, and what is put there is kept as typing is."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.core.models import User
from reviews.actions.assign_review import assign_review
from reviews.models import Assessment, Draft, Review
from tests.browser.newsroom import Newsroom
from tests.factories import make_evidence, make_review

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    """A review in which Ada holds a part and has two pieces of evidence."""
    review = make_review(cast["erin"])
    assign_review(review.pk, by=cast["erin"], username="ada")
    make_evidence(review, cast["ada"])
    make_evidence(review, cast["ada"])
    return review


def rationale(page: Page) -> Any:
    return page.get_by_role("form", name="Your assessment").get_by_label("Rationale", exact=True)


def test_a_press_puts_the_key_where_the_cursor_was(review: Review, newsroom: Callable[..., Newsroom]) -> None:
    desk = newsroom()
    page = desk.window("ada")
    page.goto(f"/desk/reviews/{review.pk}/")
    rationale(page).fill("It rests on officials. Nothing else.")
    rationale(page).evaluate("field => field.setSelectionRange(21, 21)")
    page.get_by_role("button", name="Cite E2").click()
    expect(rationale(page)).to_have_value("It rests on officials [E2]. Nothing else.")
    expect(rationale(page)).to_be_focused()
    page.keyboard.type(" and (")
    page.get_by_role("button", name="Cite E1").click()
    expect(rationale(page)).to_have_value("It rests on officials [E2] and ([E1]. Nothing else.")
    expect(page.locator("#draft-state")).to_contain_text("Saved")
    expect(page.locator("#draft-state [name=draft_version]")).not_to_have_value("0")
    page.wait_for_function("() => !document.querySelector('[data-draft-sending]')")
    assert "[E2]" in Draft.objects.get().rationale

    page.reload()
    expect(rationale(page)).to_have_value("It rests on officials [E2] and ([E1]. Nothing else.")
    # Nobody has been in the field of this page yet: the end is meant.
    page.get_by_role("button", name="Cite E1").click()
    expect(rationale(page)).to_have_value("It rests on officials [E2] and ([E1]. Nothing else. [E1]")

    # The board that comes back after a piece is withdrawn offers the other still.
    page.get_by_role("button", name="Withdraw E2").click()
    expect(page.get_by_role("button", name="Cite E2")).to_have_count(0)
    expect(page.get_by_role("button", name="Cite E1")).to_be_visible()
    expect(page.get_by_text("Your draft cites [E2], which you withdrew.")).to_be_visible()
    form = page.get_by_role("form", name="Your assessment")
    form.locator(".rate", has_text="Unproven").first.click()
    form.get_by_label("As of").fill("2020-01-05")
    form.get_by_role("button", name="Submit assessment").click()
    expect(page.get_by_text("[E2] was withdrawn").first).to_be_visible()
    rationale(page).fill("It rests on officials [E1].")
    form.get_by_role("button", name="Submit assessment").click()
    expect(page.get_by_text("Your assessment is in.").first).to_be_visible()
    assert Assessment.objects.get().rationale == "It rests on officials [E1]."
    page.get_by_role("link", name="[E1]").click()
    assert page.url.split("#")[1].startswith("evidence-")
    assert all("Failed to load resource" in said for said in desk.complaints)
    desk.complaints.clear()


def test_without_scripts_the_key_is_typed(review: Review, newsroom: Callable[..., Newsroom]) -> None:
    page = newsroom().window("ada", java_script_enabled=False)
    page.goto(f"/desk/reviews/{review.pk}/")
    expect(page.locator("[data-cite]").first).to_be_hidden()
    expect(page.locator(".ev .id").first).to_have_text("E1")
