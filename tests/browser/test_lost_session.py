"""A session that ends and a page that has grown old: nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from factcheck.core.models import User
from reviews.actions.assign_review import assign_review
from reviews.actions.save_draft import save_draft
from reviews.models import Assessment, Draft, Evidence, Review
from tests.browser.newsroom import Newsroom
from tests.cast import PASSWORD
from tests.factories import make_review

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    """A review in which Ada holds a part."""
    review = make_review(cast["erin"])
    assign_review(review.pk, by=cast["erin"], username="ada")
    return review


def form_of(page: Page) -> Any:
    return page.get_by_role("form", name="Your assessment")


def type_all(page: Page, rationale: str) -> None:
    form = form_of(page)
    form.locator(".rate", has_text="Unproven").first.click()
    form.get_by_label("Did they say it").select_option("misquoted")
    form.get_by_label("As of").fill("2020-01-05")
    form.get_by_label("How sure are you").select_option("low")
    form.get_by_label("Rationale", exact=True).fill(rationale)
    form.get_by_label("Private note").fill("Ask the ministry.")


def expect_all(page: Page, rationale: str) -> None:
    form = form_of(page)
    expect(form.get_by_label("Rationale", exact=True)).to_have_value(rationale)
    expect(form.get_by_role("radio", name="Unproven")).to_be_checked()
    expect(form.get_by_label("Did they say it")).to_have_value("misquoted")
    expect(form.get_by_label("As of")).to_have_value("2020-01-05")
    expect(form.get_by_label("How sure are you")).to_have_value("low")
    expect(form.get_by_label("Private note")).to_have_value("Ask the ministry.")


def sign_in_again(page: Page) -> None:
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_what_is_typed_is_saved_and_there_on_another_device(review: Review, newsroom: Callable[..., Newsroom]) -> None:
    desk = newsroom()
    page = desk.window("ada")
    page.goto(f"/desk/reviews/{review.pk}/")
    type_all(page, "The figure rests on officials")
    expect(page.locator("#draft-state")).to_contain_text("Saved")
    form_of(page).get_by_label("Rationale").press_sequentially(" without names.")
    expect(page.locator("#draft-state [name=draft_version]")).not_to_have_value("1")
    telephone = desk.window("ada")
    telephone.goto(f"/desk/reviews/{review.pk}/")
    expect_all(telephone, "The figure rests on officials without names.")
    form_of(telephone).get_by_role("button", name="Submit assessment").click()
    expect(telephone.get_by_text("Your assessment is in.").first).to_be_visible()
    assert Assessment.objects.get().private_note == "Ask the ministry."
    assert not Draft.objects.exists()


@pytest.mark.parametrize("was_saved", [True, False])
def test_a_session_that_ended_loses_nothing(was_saved: bool, review: Review, newsroom: Callable[..., Newsroom]) -> None:
    page = newsroom().window("ada")
    page.goto(f"/desk/reviews/{review.pk}/")
    if was_saved:
        type_all(page, "Begun while signed in")
        expect(page.locator("#draft-state")).to_contain_text("Saved")
    Session.objects.all().delete()
    type_all(page, "Ended while signed out")
    form_of(page).get_by_role("button", name="Submit assessment").click()
    expect(page.get_by_label("Password")).to_be_visible()
    assert not Assessment.objects.exists()
    sign_in_again(page)
    expect_all(page, "Ended while signed out")
    form_of(page).get_by_role("button", name="Submit assessment").click()
    expect(page.get_by_text("Your assessment is in.").first).to_be_visible()
    assert Assessment.objects.get().rationale == "Ended while signed out"
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:assessment'))") == []


def test_typing_on_without_a_session_says_so_and_keeps_the_words(
    review: Review, newsroom: Callable[..., Newsroom]
) -> None:
    page = newsroom().window("ada")
    page.goto(f"/desk/reviews/{review.pk}/")
    Session.objects.all().delete()
    type_all(page, "Nobody notices at once")
    expect(page.locator("#draft-state")).to_contain_text("you are signed out")
    page.get_by_role("link", name="Sign in and go on").click()
    sign_in_again(page)
    expect_all(page, "Nobody notices at once")
    expect(page.locator("#draft-state")).to_contain_text("Saved")
    assert Draft.objects.get().rationale == "Nobody notices at once"


def test_evidence_that_was_typed_comes_back(review: Review, newsroom: Callable[..., Newsroom]) -> None:
    page = newsroom().window("ada")
    page.goto(f"/desk/reviews/{review.pk}/")
    page.locator("#add-evidence > summary").click()
    add = page.locator("#add-evidence form")
    add.get_by_label("Disputes").check()
    add.get_by_label("Title or citation").fill("Interior Ministry, statement 4")
    add.get_by_label("Quotation").fill("The number is lower.")
    Session.objects.all().delete()
    add.get_by_role("button", name="Add this evidence").click()
    expect(page.get_by_label("Password")).to_be_visible()
    sign_in_again(page)
    expect(add.get_by_label("Title or citation")).to_have_value("Interior Ministry, statement 4")
    expect(add.get_by_label("Disputes")).to_be_checked()
    add.get_by_role("button", name="Add this evidence").click()
    expect(page.locator(".ev", has_text="statement 4")).to_be_visible()
    assert Evidence.objects.get().quote == "The number is lower."
    page.reload()
    expect(page.locator("#add-evidence form").get_by_label("Quotation")).to_have_value("")


def test_a_page_that_has_grown_old_overwrites_nothing(
    review: Review, cast: dict[str, User], newsroom: Callable[..., Newsroom]
) -> None:
    desk = newsroom()
    page = desk.window("ada")
    page.goto(f"/desk/reviews/{review.pk}/")
    save_draft(review.pk, by=cast["ada"], rationale="From the telephone")
    type_all(page, "From the old page")
    state = page.locator("#draft-state")
    expect(state).to_contain_text("Another window of yours saved this")
    expect(state.get_by_label("Its rationale")).to_have_value("From the telephone")
    assert Draft.objects.get().rationale == "From the telephone"
    form_of(page).get_by_role("button", name="Submit assessment").click()
    expect(page.locator("#draft-state").get_by_label("Its rationale")).to_have_value("From the telephone")
    expect_all(page, "From the old page")
    assert not Assessment.objects.exists()
    page.get_by_role("button", name="Keep what is in the form").click()
    expect(page.locator("#draft-state")).to_contain_text("Saved")
    form_of(page).get_by_role("button", name="Submit assessment").click()
    expect(page.get_by_text("Your assessment is in.").first).to_be_visible()
    assert Assessment.objects.get().rationale == "From the old page"
    # A 412 is said on the console by the browser itself.
    desk.complaints[:] = [words for words in desk.complaints if "412" not in words]
