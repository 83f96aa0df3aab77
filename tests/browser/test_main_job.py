"""The main job by clicking, as the people who do it, with a real worker: from an article to a pulled verdict."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from extruct.jsonld import JsonLdExtractor
from playwright.sync_api import Page, expect

from tests.broker import wipe_redis
from tests.browser import newsroom as acts
from tests.browser.newsroom import Newsroom, card_with
from tests.shared import sample

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

FIRST = "killed at least 1,500"
SECOND = "1,500 people had been killed during"
MISSED = "obtaining information from inside the regime"
SELECT = """words => {
  for (const block of document.querySelectorAll('[data-text-start]')) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, at = node.data.indexOf(words);
      if (at < 0) continue;
      block.scrollIntoView({block: 'center'});
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + words.length);
      const boxes = range.getClientRects(), first = boxes[0], last = boxes[boxes.length - 1];
      return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
    }
  }
}"""


def test_from_an_article_to_a_pulled_verdict(
    newsroom: Callable[..., Newsroom], start_worker: Callable[[], Any], eventually: Callable[..., None]
) -> None:
    desk = newsroom()
    erin = desk.window("erin")
    bring_in(erin, start_worker)
    triage(erin)
    first, second = assign(erin)

    ada, ben = desk.window("ada"), desk.window("ben")
    ben.get_by_role("button", name="Take next review").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text(first)
    review_blind(ada, ben, (first, second))
    adjudicate(desk, second)
    published = {number: publish(erin, number) for number in (first, second)}
    assert read_by_readers(desk, published[second]) == "Unproven"
    assert read_by_readers(desk, published[first]) == "Unproven"
    pulled_by_clients(desk, published[second], erin, second)
    told(ada, second, eventually)


def bring_in(erin: Page, start_worker: Callable[[], Any]) -> None:
    """1. The article is pasted and stored, how far it is shows, and its claims stand marked in it."""
    acts.add_document(erin, sample("2020-01-november-2019-toll.txt"))
    progress = erin.get_by_role("region", name="Import")
    expect(progress).to_contain_text("0 added")
    expect(erin.get_by_text("Claims are being found")).to_be_visible()
    start_worker()
    expect(erin.locator(".read .hl").first).to_be_visible(timeout=60_000)
    expect(progress).to_have_count(0)
    cards = erin.locator(".cl")
    assert cards.count() >= 20
    marked = erin.locator(".read .hl[id]").count()
    assert marked == cards.count()


def triage(erin: Page) -> None:
    """2. Keep, drop, edit, add one that was missed, and send what is kept to the queue."""
    for words in (FIRST, SECOND):
        card_with(erin, words).get_by_role("button", name="Keep").click()
        expect(card_with(erin, words)).to_have_class(re.compile("keep"))
    expect(erin.locator("#legend")).to_contain_text("kept 2")
    card_with(erin, "12,000 protesters").get_by_role("button", name="Drop").click()
    expect(erin.locator("#legend")).to_contain_text("dropped 1")

    card_with(erin, FIRST).get_by_role("link", name="Edit").click()
    expect(erin.get_by_role("heading", level=1)).to_have_text("Edit claim")
    erin.get_by_label("Claim").fill("At least 1,500 people were killed, says the MEK")
    erin.get_by_role("button", name="Save claim").click()
    expect(card_with(erin, FIRST)).to_contain_text("The desk: At least 1,500 people were killed, says the MEK")

    select_with_the_mouse(erin, MISSED)
    offer = erin.get_by_role("form", name="Selected text")
    offer.get_by_role("button", name="Add claim").click()
    expect(card_with(erin, MISSED)).to_contain_text("added by hand")
    expect(card_with(erin, MISSED).locator("q")).to_have_text(MISSED)

    erin.get_by_role("button", name="Send 3 kept claims to queue").click()
    expect(erin.get_by_text("3 kept claims sent to the queue.")).to_be_visible()


def select_with_the_mouse(page: Page, words: str) -> None:
    left, top, right, bottom = page.evaluate(SELECT, words)
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, bottom, steps=4)
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()").strip() == words


def assign(erin: Page) -> tuple[str, str]:
    """3. One part is given out on the review's page, both of another in the queue; the names of the two."""
    erin.get_by_role("link", name="Queue").first.click()
    first = erin.locator("tbody tr", has_text="says the MEK")
    second = erin.locator("tbody tr", has_text=SECOND)
    names = [(re.search(r"R-\d+", row.inner_text()) or [""])[0] for row in (first, second)]

    second.get_by_role("checkbox").check()
    erin.get_by_label("First person").select_option("ada")
    erin.get_by_label("Second person").select_option("ben")
    erin.get_by_role("button", name="Assign", exact=True).click()
    expect(erin.get_by_role("status")).to_contain_text("1 review was given out.")
    for person in ("Ada Okafor", "Ben Lindqvist"):
        expect(second).to_contain_text(person)

    first.get_by_role("link").first.click()
    expect(erin.get_by_role("heading", level=1)).to_have_text(names[0])
    erin.get_by_label("Give a part to").select_option("ada")
    erin.get_by_role("button", name="Give the part").click()
    expect(erin.get_by_text("Ada Okafor has the part first.")).to_be_visible()
    return names[0], names[1]


def open_mine(page: Page, number: str) -> None:
    page.goto("/desk/")
    page.goto(f"/desk/reviews/{number.removeprefix('R-')}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(number)


def review_blind(ada: Page, ben: Page, numbers: tuple[str, str]) -> None:
    """4. Each gathers sources and rates both claims. Whatever Ada does, Ben's pages stay as they were."""
    first, second = numbers
    for number in numbers:
        open_mine(ben, number)
        before = what_is_seen(ben, number)
        open_mine(ada, number)
        expect(ada.get_by_text("You are reviewing blind.")).to_be_visible()
        titles = acts.add_evidence(ada, f"ada-{number}")
        assert what_is_seen(ben, number) == before
        acts.assess(ada, "Unproven", f"Ada on {number}: it rests on **unnamed** officials.")
        assert what_is_seen(ben, number) == before
        for hidden in (*titles, "Ada"):
            assert hidden not in before
    for number, rating in ((first, "Unproven"), (second, "Half true")):
        open_mine(ben, number)
        acts.add_evidence(ben, f"ben-{number}")
        # Nothing is fetched here, so no copy of what he found is kept.
        reason = "" if rating == "Unproven" else "None of the papers keeps its pages; no copy could be kept."
        acts.assess(ben, rating, f"Ben on {number}: nobody is named who counted.", reason=reason)
    # 5. They agree on the one and differ on the other; now each sees the whole round.
    open_mine(ada, first)
    expect(ada.get_by_text("A verdict stands.")).to_be_visible()
    expect(ada.get_by_text("Ben on")).to_be_visible()
    open_mine(ada, second)
    expect(ada.get_by_text("The assessments differ.")).to_be_visible()


def what_is_seen(page: Page, number: str) -> str:
    """All the words of the pages on which somebody in the round could learn of the other."""
    seen = []
    for place in (f"/desk/reviews/{number.removeprefix('R-')}/", "/desk/", "/desk/queue/", "/desk/inbox/"):
        page.goto(place)
        seen.append(page.locator("main").inner_text())
    return "\n".join(seen)


def adjudicate(desk: Newsroom, number: str) -> None:
    """5. Somebody who was in neither part decides, with both before them and no names."""
    cleo = desk.window("cleo")
    cleo.get_by_role("link", name="1 to adjudicate").click()
    cleo.locator("tbody tr", has_text=number).get_by_role("link").first.click()
    cleo.locator(".rv-banner").get_by_role("link", name="Decide").click()
    table = cleo.get_by_role("region", name="The assessments")
    for words in (f"Ada on {number}", f"Ben on {number}", "Reviewer A", "Reviewer B", "Unproven", "Half true"):
        expect(table).to_contain_text(words)
    expect(table).not_to_contain_text("Lindqvist")
    cleo.go_back()
    acts.decide(cleo, "Unproven")


def publish(erin: Page, number: str) -> str:
    """6. The editor sees what readers will get, and publishes it."""
    erin.goto("/desk/queue/?view=ready")
    erin.locator("tbody tr", has_text=number).get_by_role("link").first.click()
    address = acts.publish(erin, "Unproven")
    assert "/verdicts/" in address
    return address


def read_by_readers(desk: Newsroom, address: str) -> str:
    """6. The public page shows the verdict, and carries what Google requires of a ClaimReview; the rating."""
    reader = desk.window()
    reader.goto(address)
    rating = reader.locator(".vbig").inner_text().strip()
    expect(reader.locator(".pev")).to_have_count(6)
    [markup] = JsonLdExtractor().extract(reader.content())
    assert markup["@type"] == "ClaimReview"
    assert markup["@context"].rstrip("/").endswith("schema.org")
    assert markup["url"] == desk.url + address == reader.url
    assert "1,500 people" in markup["claimReviewed"]
    assert markup["reviewRating"]["@type"] == "Rating"
    assert markup["reviewRating"]["alternateName"] == rating
    assert markup["author"]["name"]
    assert markup["itemReviewed"]["@type"] == "Claim"
    return rating


def pulled_by_clients(desk: Newsroom, address: str, erin: Page, number: str) -> None:
    """7. Without a token: the list, the verdict, the page as ClaimReview. With Erin's session: its events."""
    client = desk.window().request
    listed = client.get("/api/v1/verdicts").json()["results"]
    assert len(listed) == 2
    pk = int(number.removeprefix("R-"))
    verdict = client.get(f"/api/v1/verdicts/{pk}").json()
    assert verdict["rating"]["label"] == "Unproven"
    assert verdict["claim"]["quote"].find("1,500 people had been killed") >= 0
    assert len(verdict["evidence"]) == 6
    page = client.get(address, headers={"Accept": "application/ld+json"})
    assert page.headers["content-type"].startswith("application/ld+json")
    assert page.json()["@type"] == "ClaimReview"
    assert client.get("/api/v1/schema").ok
    events = erin.request.get(f"/api/v1/reviews/{pk}/events").json()
    kinds = [event["kind"] for event in events]
    assert kinds[0] == "review.opened"
    assert kinds[-1] == "verdict.published"
    assert {"review.assigned", "review.split", "review.adjudicated"} <= set(kinds)
    assert client.get(f"/api/v1/reviews/{pk}/events").status in (401, 403)


def told(ada: Page, number: str, eventually: Callable[..., None]) -> None:
    """8. Ada finds in her inbox what became of her work, and still does when Redis has lost all it held."""

    def notices() -> str:
        ada.goto("/desk/inbox/")
        return ada.get_by_role("main").inner_text()

    eventually(lambda: notices().count("published") >= 2)
    before = notices()
    assert number in before
    wipe_redis()
    assert notices() == before
    ada.get_by_role("button", name="Mark all read").click()
    expect(ada.get_by_role("main")).to_contain_text("Nothing new.")
