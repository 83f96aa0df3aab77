"""Lists for readers: verdicts, corrections; and how the desk works."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.actions.add_topic import add_topic
from claims.actions.claim_parts import Link
from factcheck.core.models import User
from reviews.actions.correct import correct
from reviews.actions.retract import retract
from reviews.models import Scale
from reviews.public import lists
from tests.public.published import published


def listed(client: Client, address: str = "/", **query: str) -> list[int]:
    """Numbers of the verdicts that a list shows, in its order."""
    response = client.get(address, query)
    assert response.status_code == 200
    return [int(pk) for pk in re.findall(r'<h2><a class="quote" href="/verdicts/(\d+)/', response.content.decode())]


def test_an_empty_list_says_so(client: Client, db: None) -> None:
    assert "No verdict is published yet" in client.get("/").content.decode()
    assert "Nothing was corrected so far" in client.get("/corrections/").content.decode()


def test_the_newest_change_stands_first(client: Client, cast: dict[str, User]) -> None:
    first, second, third = (published(cast, f"Claim {number}").review_id for number in (1, 2, 3))
    assert listed(client) == [third, second, first]
    correct(first, by=cast["erin"], what="a", why="b", rationale="Another.")
    assert listed(client) == [first, third, second]
    assert "· corrected" in client.get("/").content.decode()


def test_a_retracted_verdict_stays_in_the_list_without_its_rating(client: Client, cast: dict[str, User]) -> None:
    publication = published(cast, rating="false")
    retract(publication.review_id, by=cast["erin"], why="Wrong column.")
    page = client.get("/").content.decode()
    assert listed(client) == [publication.review_id]
    assert "Withdrawn" in page
    assert 'class="rating"' not in page


@pytest.mark.parametrize(
    "q",
    [
        "kill",
        "peop kill",
        "1500",
        "1,500",
        "۱۵۰۰",
        "۱٬۵۰۰",
        "KILLED 1500",
        "reuters",
        "unnamed officials",
        "November",
        "it’s",
        "it's",
        " killed ",
    ],
)
def test_search_finds_words_and_numbers_however_they_are_typed(client: Client, cast: dict[str, User], q: str) -> None:
    topic = add_topic("Number killed, Iran, November 2019", by=cast["erin"]).slug
    wanted = published(cast, "1,500 people had been killed, it’s said", topic=topic).review_id
    published(cast, "The council has 12 members", links=[Link("The council", "said")], rationale="Counted.")
    assert listed(client, q=q) == [wanted]


@pytest.mark.parametrize("q", ["کشته", "كشته", "شده‌اند", "شده اند", "1500"])
def test_search_in_persian(client: Client, cast: dict[str, User], q: str) -> None:
    wanted = published(cast, "۱٬۵۰۰ نفر کشته شده‌اند", language="fa").review_id
    published(cast, "دوازده نفر", language="fa")
    assert listed(client, q=q) == [wanted]


@pytest.mark.parametrize(
    "q", ["zebra", "1500 zebra", "%", "_", "\\", "stance", "illed", "500", "'; DROP TABLE reviews_publication; --"]
)
def test_search_finds_nothing_where_there_is_nothing(client: Client, cast: dict[str, User], q: str) -> None:
    published(cast, "1,500 people had been killed")
    assert listed(client, q=q) == []
    assert "No verdict matches" in client.get("/", {"q": q}).content.decode()


def test_filters_narrow_and_join(client: Client, cast: dict[str, User]) -> None:
    topic = add_topic("A topic", by=cast["erin"]).slug
    english = published(cast, "One", rating="true", topic=topic).review_id
    persian = published(cast, "یک", rating="true", language="fa").review_id
    false = published(cast, "Two", rating="false", topic=topic).review_id
    assert listed(client, rating="true") == [persian, english]
    assert listed(client, topic=topic) == [false, english]
    assert listed(client, language="fa") == [persian]
    assert listed(client, rating="true", topic=topic) == [english]
    assert listed(client, rating="no-such") == []
    assert listed(client, topic="\0") == []
    page = client.get("/", {"rating": "true", "q": "<b>"}).content.decode()
    assert '<option value="true" selected>True</option>' in page
    assert 'value="&lt;b&gt;"' in page


def test_pages_follow_each_other_and_keep_the_search(
    client: Client, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "ROWS", 2)
    numbers = [published(cast, f"Claim {number}").review_id for number in range(5)][::-1]
    published(cast, "Another thing")
    seen, address = [], "/?q=claim"
    pages = []
    while address:
        page = client.get(address).content.decode()
        pages.append(address)
        seen += [int(pk) for pk in re.findall(r'<h2><a class="quote" href="/verdicts/(\d+)/', page)]
        older = re.search(r'rel="next" href="(\?[^"]+)"', page)
        address = f"/{older.group(1).replace('&amp;', '&')}" if older else ""
    assert seen == numbers
    assert len(pages) == 3
    newer = re.search(r'rel="prev" href="(\?[^"]+)"', client.get(pages[2]).content.decode())
    assert newer
    back = client.get(f"/{newer.group(1).replace('&amp;', '&')}").content.decode()
    assert [int(pk) for pk in re.findall(r'<h2><a class="quote" href="/verdicts/(\d+)/', back)] == numbers[2:4]
    assert 'rel="prev"' in back
    assert 'rel="prev"' not in client.get("/?q=claim").content.decode()


@pytest.mark.parametrize("query", ["before=x", "before=99999999999999999999", "after=-1", "before=", "after=0"])
def test_a_place_that_is_none_begins_at_the_top(client: Client, cast: dict[str, User], query: str) -> None:
    publication = published(cast)
    assert listed(client, f"/?{query}") == [publication.review_id]


def test_corrections_are_listed_with_what_changed(client: Client, cast: dict[str, User]) -> None:
    first, second = published(cast, "Claim 1"), published(cast, "Claim 2")
    correct(
        first.review_id,
        by=cast["erin"],
        what="The <date>.",
        why="A typing error.",
        as_of=first.verdict.as_of.replace(day=2),
    )
    retract(second.review_id, by=cast["erin"], why="Wrong column.")
    page = client.get("/corrections/").content.decode()
    assert listed(client, "/corrections/") == [second.review_id, first.review_id]
    assert "The &lt;date&gt;." in page
    assert "<del>1 January 2020</del><ins>2 January 2020</ins>" in page
    assert "Wrong column." in page


def test_lists_cost_the_same_whatever_they_hold(client: Client, cast: dict[str, User]) -> None:
    def queries() -> list[int]:
        counted = []
        for address in ("/", "/?q=claim&rating=unproven", "/corrections/", "/how-we-work/"):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counted.append(len(captured))
        return counted

    def more() -> None:
        pk = published(cast, topic=topic).review_id
        correct(pk, by=cast["erin"], what="a", why="b", rationale="Another.")

    topic = add_topic("A topic", by=cast["erin"]).slug
    more()
    before = queries()
    more()
    more()
    assert queries() == before


def test_how_we_work_is_made_from_the_scale_and_the_policies(client: Client, db: None, settings: object) -> None:
    def words() -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", client.get("/how-we-work/").content.decode()).split())

    page = words()
    for rating in Scale.objects.get(is_default=True).ratings.all():
        number = "none" if rating.value is None else f"{rating.value:g}"
        assert f"{rating.label} {rating.definition} {number} {rating.needed_origins}" in page
    assert "rated on the scale Seven-point, version 2" in page
    assert "A rating asks for the number of independent origins in the table" in page
    assert "Two people rate it, apart." in page
    assert "they give the same rating" in page
    assert "withdrawn in public, with the reason" in page
    Scale.objects.filter(is_default=True).update(tolerance=1)
    assert "their ratings lie at most 1 apart on the scale" in words()
    settings.ASSESSMENTS_NEEDED, settings.DUE_DAYS = 1, 9  # type: ignore[attr-defined]
    page = words()
    assert "Two people rate it, apart." not in page
    assert "due within 9 days" in page
