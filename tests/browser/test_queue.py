"""The queue by keyboard and mouse: selecting, several at once, saved filters, why a review stands where it does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from factcheck.core.models import User
from reviews.models import Desk, Review
from tests.browser.newsroom import Newsroom
from tests.factories import assigned, make_review


@pytest.mark.django_db(transaction=True)
def test_the_queue_is_run_by_keys(newsroom: Callable[..., Newsroom], cast: dict[str, User]) -> None:
    Desk.objects.create(slug="iran", name="Iran")
    reviews = [make_review(cast["erin"], priority=level) for level in (1, 2, 2, 3)]
    assigned(reviews[0], cast["erin"], cast["ada"])
    page = newsroom().window("erin")
    page.goto("/desk/queue/")
    boxes = page.locator('input[name="review"]')
    expect(boxes).to_have_count(4)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator('input[name="review"]:checked')).to_have_count(3)
    expect(page.locator("[data-selected]")).to_have_text(" 3 selected")
    page.keyboard.press("p")
    page.locator("#b-level").select_option("3")
    page.locator("#b-priority-reason").fill("No longer news")
    page.get_by_role("button", name="Set the priority").click()
    expect(page.get_by_text("3 reviews were given another priority.")).to_be_visible()
    assert sorted(Review.objects.values_list("priority", flat=True)) == [3, 3, 3, 3]
    page.locator(".why summary").first.click()
    expect(page.get_by_text("set to low").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("set to low").first).to_be_hidden()
    page.goto("/desk/queue/?level=3")
    page.locator("h1").click()
    page.keyboard.press("Shift+S")
    page.get_by_label("Name").fill("Low ones")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator('.tab[aria-current="true"]')).to_have_text("Low ones 4")
    page.keyboard.press("1")
    expect(page.locator('.tab[aria-current="true"]')).to_have_text("All open 4")
    page.keyboard.press("8")
    expect(page.locator('.tab[aria-current="true"]')).to_have_text("Low ones 4")
