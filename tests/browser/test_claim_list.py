"""The list of claims by keyboard, and by plain forms where no script runs."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from factcheck.core.models import User
from reviews.models import Review
from tests.browser.newsroom import Newsroom
from tests.browser.test_every_page import faults_of
from tests.claims.importing import imported_file

pytestmark = pytest.mark.django_db(transaction=True)
FILE = "claim,claimant\n" + "".join(f"In town {number} nobody was hurt,councillor {number}\n" for number in range(4))


def states() -> dict[str, str]:
    return dict(Claim.objects.order_by("id").values_list("text", "state"))


def test_keys_decide_select_and_send(newsroom: Callable[..., Newsroom], cast: dict[str, User]) -> None:
    work = imported_file(cast["erin"], FILE, "towns.csv")
    page = newsroom().window("erin")
    page.goto(f"/desk/claims/?import={work.pk}")
    cards = page.locator(".cl")
    expect(cards).to_have_count(4)
    page.keyboard.press("j")
    page.keyboard.press("y")  # the newest, then on to the next
    expect(cards.nth(0)).to_have_class(re.compile("keep"))
    expect(page.locator("#said")).to_contain_text("kept.")
    expect(cards.nth(1)).to_have_class(re.compile("cur"))
    page.keyboard.press("x")
    expect(cards.nth(1)).to_have_class(re.compile("drop"))
    page.keyboard.press("s")
    expect(cards.nth(2).get_by_role("checkbox")).to_be_checked()
    for key in "kku":  # selecting moved on as well
        page.keyboard.press(key)
    expect(cards.nth(1)).to_have_class(re.compile("new"))
    page.get_by_role("form", name="Decide on").or_(page.locator("#bulk")).get_by_role("button", name="Keep").click()
    expect(page.get_by_text("1 claim kept.")).to_be_visible()
    assert list(states().values()) == ["undecided", "kept", "undecided", "kept"]
    page.get_by_role("link", name="Kept").click()
    expect(cards).to_have_count(2)
    page.keyboard.press("a")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("2 claims sent to the queue.")).to_be_visible()
    assert Review.objects.count() == 2
    page.keyboard.press("g")
    page.keyboard.press("l")
    expect(cards).to_have_count(2)


def test_without_script(newsroom: Callable[..., Newsroom], cast: dict[str, User]) -> None:
    work = imported_file(cast["erin"], FILE, "towns.csv")
    page = newsroom(java_script_enabled=False).window("erin")
    page.goto(f"/desk/imports/{work.pk}/")
    page.get_by_role("link", name="See the 4 claims it added").click()
    cards = page.locator(".cl")
    expect(cards).to_have_count(4)
    cards.nth(0).get_by_role("button", name="Drop").click()
    expect(cards.nth(0)).to_have_class(re.compile("drop"))
    for number in (1, 2):
        cards.nth(number).get_by_role("checkbox").check()
    page.locator("#bulk").get_by_role("button", name="Keep").click()
    expect(page.get_by_text("2 claims kept.")).to_be_visible()
    page.get_by_label("or all 4 here").check()
    page.get_by_role("button", name="Send kept to the queue").click()
    expect(page.get_by_text("2 claims sent to the queue.")).to_be_visible()
    expect(page.get_by_text("keep it first")).to_have_count(2)
    assert list(states().values()) == ["undecided", "kept", "kept", "dropped"]
    cards.nth(3).get_by_role("link", name="Edit").click()
    page.get_by_label("Tags").fill("towns")
    page.get_by_role("button", name="Save claim").click()
    expect(page.get_by_text("The claim is saved.")).to_be_visible()
    expect(cards).to_have_count(4)
    page.get_by_label("Words").fill("town 0")
    page.get_by_role("button", name="Search").click()
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("towns")


def test_it_is_whole_at_every_width(newsroom: Callable[..., Newsroom], cast: dict[str, User]) -> None:
    words = "x" * 3000
    imported_file(
        cast["erin"],
        f"claim,claimant,tags,place,url,priority,due,external id\n{words},{words[:200]} > {words[:300]},"
        f"{words[:60]},{words[:200]},https://news.example/{words[:900]},1,2020-01-01,{words[:150]}\n"
        f"{words}.,{words[:250]},,,,,,{words[:151]}\n",
        f"{words[:200]}.csv",
    )
    claim = Claim.objects.get()
    for name in ("erin", "rita"):
        page = newsroom().window(name)
        for address in ("/desk/claims/", f"/desk/claims/?claim={claim.pk}", "/desk/claims/?q=nothing&tag=x"):
            assert list(faults_of(page, address)) == []
