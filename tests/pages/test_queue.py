"""The queue: views, filters, sorting, pages, and giving out several reviews at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions.add_topic import add_topic
from claims.models import Topic
from factcheck.core.models import User
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.hold_review import hold_review
from reviews.actions.open_review import open_review
from reviews.models import Review
from reviews.queries import queue as queue_query
from reviews.queries.tallies import Tally
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_claim, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]
VIEWS = ("all", "unassigned", "adjudicate", "ready", "published", "hold", "closed")


def listed(browser: Client, query: str = "") -> list[int]:
    """Numbers of the reviews on the page, in its order."""
    answer = browser.get(f"/desk/queue/?{query}")
    assert answer.status_code == 200
    return [row.review.pk for row in answer.context["queue"].rows]


def test_each_view_holds_its_states(as_person: AsPerson, cast: dict[str, User]) -> None:
    erin = cast["erin"]
    by_state = {state: in_state(state, cast) for state in (State.QUEUED, State.SPLIT, State.DECIDED, State.PUBLISHED)}
    held, closed = make_review(erin), make_review(erin)
    hold_review(held.pk, by=erin, reason="A court file", until=(timezone.now() + timedelta(days=5)).date())
    close_review(closed.pk, by=erin, reason=CloseReason.OUT_OF_SCOPE)
    browser = as_person("erin")
    found = {view: set(listed(browser, f"view={view}")) for view in VIEWS}
    assert found == {
        "all": {by_state[State.QUEUED].pk, by_state[State.SPLIT].pk, by_state[State.DECIDED].pk, held.pk},
        "unassigned": {by_state[State.QUEUED].pk},
        "adjudicate": {by_state[State.SPLIT].pk},
        "ready": {by_state[State.DECIDED].pk},
        "published": {by_state[State.PUBLISHED].pk},
        "hold": {held.pk},
        "closed": {closed.pk},
    }
    counts = browser.get("/desk/queue/").context["queue"].counts
    assert counts == {view: Tally(len(pks)) for view, pks in found.items()}


def test_a_review_with_one_free_part_is_unassigned_but_not_for_its_holder(
    as_person: AsPerson, cast: dict[str, User]
) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["cleo"])
    assert listed(as_person("erin"), "view=unassigned") == [review.pk]
    assert listed(as_person("cleo"), "view=unassigned") == []


def test_words_topic_and_number_filter(as_person: AsPerson, cast: dict[str, User]) -> None:
    erin = cast["erin"]
    add_topic("Deaths", by=erin)
    topic = Topic.objects.get(title="Deaths")
    first = open_review(make_claim(erin, "Twelve bridges fell", topic=topic.slug).pk, by=erin)
    second = open_review(make_claim(erin, "A dam burst").pk, by=erin)
    browser = as_person("erin")
    assert listed(browser, "q=bridges") == [first.pk]
    assert set(listed(browser, "q=reuters")) == {first.pk, second.pk}
    assert listed(browser, f"q=R-{second.pk}") == [second.pk]
    assert listed(browser, f"topic={topic.slug}") == [first.pk]
    assert listed(browser, "q=nothing+of+the+kind") == []
    assert "Nothing matches" in browser.get("/desk/queue/?q=nothing+of+the+kind").content.decode()


def test_sorting(as_person: AsPerson, cast: dict[str, User]) -> None:
    erin, now = cast["erin"], timezone.now()
    low = make_review(erin, priority=3, due_at=now + timedelta(days=1))
    high = make_review(erin, priority=1, due_at=now + timedelta(days=9))
    Review.objects.filter(pk=high.pk).update(opened_at=now - timedelta(days=4))
    low.claim.worth, high.claim.worth = 0.9, 0.1
    low.claim.save()
    high.claim.save()
    browser = as_person("erin")
    assert listed(browser) == [high.pk, low.pk]
    assert listed(browser, "sort=worth") == [low.pk, high.pk]
    assert listed(browser, "sort=age") == [high.pk, low.pk]
    assert listed(browser, "sort=due") == [low.pk, high.pk]


def test_pages_keep_what_was_asked(as_person: AsPerson, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_query, "PAGE_SIZE", 2)
    reviews = [make_review(cast["erin"]).pk for _ in range(5)]
    browser = as_person("erin")
    answer = browser.get("/desk/queue/?view=unassigned&sort=age&page=2")
    assert [row.review.pk for row in answer.context["queue"].rows] == reviews[2:4]
    page = answer.content.decode()
    assert "3–4 of 5" in page
    assert 'href="?view=unassigned&amp;sort=age&amp;page=3"' in page
    assert 'rel="prev" href="?view=unassigned&amp;sort=age"' in page
    assert listed(browser, "page=99") == []
    assert listed(browser, "page=-1&view=nonsense&sort=nonsense") == reviews[:2]
    assert "The filter view takes one of" in browser.get("/desk/queue/?view=nonsense").content.decode()


def test_queries_do_not_grow_with_rows(as_person: AsPerson, cast: dict[str, User]) -> None:
    browser = as_person("erin")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            listed(browser)
        return len(found)

    assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    few = queries()
    for _ in range(6):
        assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    assert queries() == few


def test_restricted_topics_do_not_exist_for_others(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    topic = Topic.objects.create(slug="secret", title="Secret story", is_restricted=True)
    topic.members.add(cast["erin"])
    review.claim.topic = topic
    review.claim.save()
    assert listed(as_person("erin")) == [review.pk]
    answer = as_person("cleo").get("/desk/queue/")
    assert answer.context["queue"].counts["all"] == Tally(0)
    assert "Secret story" not in answer.content.decode()
    assert as_person("cleo").get(f"/desk/reviews/{review.pk}/").status_code == 404


def test_names_are_letters_while_somebody_is_to_decide(as_person: AsPerson, cast: dict[str, User]) -> None:
    in_state(State.SPLIT, cast)
    page = as_person("cleo").get("/desk/queue/?view=adjudicate").content.decode()
    assert ">A</span>" in page
    assert 'title="Ada Okafor"' not in page


def test_both_parts_of_several_reviews_are_given_out(as_person: AsPerson, cast: dict[str, User]) -> None:
    reviews = [make_review(cast["erin"]) for _ in range(3)]
    browser = as_person("erin")
    sent = {
        "do": "assign",
        "review": [review.pk for review in reviews],
        "first": "ada",
        "second": "ben",
        "back": "/desk/queue/?sort=due",
    }
    answer = browser.post("/desk/queue/bulk/", sent)
    assert answer.url == "/desk/queue/?sort=due"
    assert "3 reviews were given out." in browser.get(answer.url).content.decode()
    for review in reviews:
        assert set(review.assignments.values_list("user__username", flat=True)) == {"ada", "ben"}


def test_each_refusal_is_named_and_the_others_go_through(as_person: AsPerson, cast: dict[str, User]) -> None:
    taken = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    free = make_review(cast["erin"])
    browser = as_person("erin")
    answer = browser.post(
        "/desk/queue/bulk/", {"do": "assign", "review": [taken.pk, free.pk], "first": "ada"}, follow=True
    )
    page = answer.content.decode()
    assert (
        f"R-{taken.pk} was left as it was. Ada Okafor is the first of this review; a person holds one part in it."
        in page
    )
    assert "1 review was given out." in page
    assert free.assignments.get().user == cast["ada"]


@pytest.mark.parametrize(
    "sent", [{}, {"do": "assign", "first": "ada"}, {"do": "assign", "review": ["x", "²"], "first": "ada"}]
)
def test_nothing_selected_is_said(as_person: AsPerson, cast: dict[str, User], sent: dict[str, object]) -> None:
    page = as_person("erin").post("/desk/queue/bulk/", sent, follow=True).content.decode()
    assert "Nothing was done." in page


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_leads_back_nowhere_else(as_person: AsPerson, cast: dict[str, User], back: str) -> None:
    assert as_person("erin").post("/desk/queue/bulk/", {"back": back}).url == "/desk/queue/"


@pytest.mark.parametrize("person", ["ada", "rita"])
def test_only_editors_give_out(as_person: AsPerson, cast: dict[str, User], person: str) -> None:
    review = make_review(cast["erin"])
    browser = as_person(person)
    assert browser.post("/desk/queue/bulk/", {"do": "assign", "review": review.pk, "first": "ben"}).status_code == 403
    assert review.assignments.count() == 0
    assert 'name="first"' not in browser.get("/desk/queue/").content.decode()


def test_workload_stands_beside_each_name(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    make_review(cast["erin"])
    browser = as_person("erin")
    assert "Ada Okafor, 1 held" in browser.get("/desk/queue/").content.decode()
    assess(review, cast["ada"])
    assert "Ada Okafor, 0 held" in browser.get("/desk/queue/").content.decode()
    assert "Rita Solano" not in browser.get("/desk/queue/").content.decode()
