"""No view, filter, order, count or refusal of the queue tells a blind person of a colleague's work."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from claims.actions.add_topic import add_topic
from claims.models import Claim
from factcheck.core.models import User
from reviews.actions.bulk_reviews import BulkReview
from reviews.actions.move_to_desk import move_to_desk
from reviews.actions.save_filter import save_filter
from reviews.models import Desk, EvidenceStance, Review
from reviews.queries.queue_filters import NARROWING, ORDERS, SORTS, VIEWS
from tests.factories import assess, assigned, make_evidence, make_review

pytestmark = pytest.mark.django_db
_TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": "|X-CSRFToken&quot;: &quot;)[A-Za-z0-9]{64}')
# For each filter a value that finds the review; one that is not here fails the test below.
VALUES = {
    "q": "killed",
    "topic": "the-deaths",
    "desk": "iran",
    "language": "en",
    "level": "1",
    "assignee": "me",
    "due": "week",
    "older_than": "7",
    "reason": "figure",
}
QUERIES = [
    *(f"{name}={value}" for name, value in VALUES.items()),
    *(f"assignee={name}" for name in ("ada", "cleo")),
    *(f"view={view}" for view in VIEWS),
    *(f"view=unassigned&sort={sort}" for sort in SORTS),
]


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    """Ada holds the first part of a review that every filter finds; it and its dates are some days old."""
    Desk.objects.create(slug="iran", name="Iran")
    topic = add_topic("The deaths", by=cast["erin"])
    made = make_review(cast["erin"], priority=1)
    move_to_desk(made.pk, by=cast["erin"], desk="iran", reason="They know the people")
    Claim.objects.filter(pk=made.claim_id).update(topic=topic, reasons=["figure"], worth=0.8)
    moments = {"opened_at": timezone.now() - timedelta(days=9, hours=5), "due_at": timezone.now() + timedelta(hours=30)}
    Review.objects.filter(pk=made.pk).update(**moments)
    for name, asked in (("Old", {"older_than": "7"}), ("Mine", {"assignee": "me"}), ("Free", {"view": "unassigned"})):
        save_filter(by=cast["erin"], name=name, asked_for=asked, is_shared=True)
    return assigned(made, cast["erin"], cast["ada"])


def works(review: Review, person: User) -> list[Callable[[], Any]]:
    """What a colleague does in a round, step by step."""
    return [lambda: make_evidence(review, person, EvidenceStance.DISPUTES), lambda: assess(review, person, "false")]


def pages(browser: Client) -> dict[str, tuple[int, bytes, int]]:
    """Status, bytes and number of queries of the queue for each thing that can be asked of it."""
    found = {}
    for query in ["", *QUERIES]:
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(f"/desk/queue/?{query}")
        found[query] = (answer.status_code, _TOKEN.sub(rb"\1TOKEN", answer.content), len(queries))
    return found


def lists(client: APIClient) -> dict[str, tuple[int, bytes, str, int]]:
    """The same of the API's list, with its links."""
    asked = ["", "assignee=ada", *(f"{name}={value}" for name, value in VALUES.items())]
    asked += [f"order={order}&page_size=1" for order in ORDERS] + ["order=priority&state=in_review"]
    found = {}
    for query in asked:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/api/v1/reviews?{query}")
        found[query] = (answer.status_code, answer.content, answer.headers.get("Link", ""), len(queries))
    return found


def test_every_filter_is_tried_here() -> None:
    assert set(VALUES) == set(NARROWING)


@pytest.mark.parametrize("watcher", ["ben", "cleo", "noor", "rita"])
def test_nothing_that_is_asked_tells_of_a_colleague(
    watcher: str,
    review: Review,
    cast: dict[str, User],
    as_person: Callable[[str], Client],
    api: Callable[..., APIClient],
) -> None:
    """Ben and Cleo are in the round, Noor may still join it, Rita reads."""
    if watcher in ("ben", "cleo"):
        assigned(review, cast["erin"], cast[watcher])
    browser, client = as_person(watcher), api(watcher)
    pages(browser), lists(client)  # what a first visit writes
    before, listed = pages(browser), lists(client)
    for work in works(review, cast["ada"]):
        work()
        after = pages(browser)
        assert [query for query in before if after[query] != before[query]] == []
        again = lists(client)
        assert [query for query in listed if again[query] != listed[query]] == []


@pytest.mark.parametrize("watcher", ["ben", "cleo"])
def test_whether_there_is_a_colleague_is_told_by_nothing(
    watcher: str, review: Review, cast: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    """The free part, and who sits on it, is not counted, found or ordered by for who is in the round."""
    Review.objects.exclude(pk=review.pk).delete()
    alone = assigned(make_review(cast["erin"]), cast["erin"], cast[watcher])
    moments = {"opened_at": timezone.now() - timedelta(days=9, hours=5), "due_at": timezone.now() + timedelta(hours=30)}
    Review.objects.filter(pk=alone.pk).update(**moments)
    browser = as_person(watcher)
    shown = {
        query: [row.review.pk for row in browser.get(f"/desk/queue/?{query}").context["queue"].rows]
        for query in QUERIES
    }
    counts = browser.get("/desk/queue/").context["queue"].counts
    assigned(alone, cast["erin"], cast["noor"])
    for query, rows in shown.items():
        now = [row.review.pk for row in browser.get(f"/desk/queue/?{query}").context["queue"].rows]
        assert now == rows, query
    assert browser.get("/desk/queue/").context["queue"].counts == counts
    assert alone.pk not in [row.review.pk for row in browser.get("/desk/queue/?view=unassigned").context["queue"].rows]


def test_the_comparison_can_fail(review: Review, cast: dict[str, User], as_person: Callable[[str], Client]) -> None:
    """An editor outside the round does see what an editor inside must not."""
    assigned(review, cast["erin"], cast["ben"])
    browser = as_person("erin")
    before = pages(browser)
    for work in works(review, cast["ada"]):
        work()
    assert pages(browser) != before


def test_no_face_says_how_many_parts_are_free(
    review: Review, cast: dict[str, User], api: Callable[..., APIClient]
) -> None:
    for who in ("ben", "cleo", "noor", "erin"):
        for address in ("/api/v1/reviews", f"/api/v1/reviews/{review.pk}"):
            answer = api(who).get(address).content.decode()
            assert "free" not in answer
            assert '"rank"' not in answer
        for filter_name in ("free_parts", "free", "rank"):
            assert api(who).get(f"/api/v1/reviews?{filter_name}=1").status_code == 400


SENT: dict[BulkReview, dict[str, str]] = {
    BulkReview.REASSIGN: {"to": "noor", "holder": "ada", "reassign_reason": "Ada is away"},
    BulkReview.RELEASE: {"release_reason": "Ada is away"},
    BulkReview.PRIORITISE: {"level": "2", "priority_reason": "So"},
    BulkReview.DUE: {"due_on": (timezone.now() + timedelta(days=30)).date().isoformat(), "due_reason": "So"},
    BulkReview.DESK: {"desk": "none", "desk_reason": "So"},
    BulkReview.HOLD: {"until": (timezone.now() + timedelta(days=30)).date().isoformat(), "hold_reason": "So"},
    BulkReview.CLOSE: {"close_reason": "abandoned"},
}


@pytest.mark.parametrize("what", SENT)
def test_an_editor_in_the_round_is_told_the_same_by_the_bar(
    what: BulkReview, cast: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    """Whether Ada has not begun, holds a part, or is in."""
    Desk.objects.create(slug="iran", name="Iran")
    said = set()
    for work in range(3):
        made = assigned(make_review(cast["erin"], priority=1), cast["erin"], cast["cleo"])
        move_to_desk(made.pk, by=cast["erin"], desk="iran", reason="So")
        if work:
            assigned(made, cast["erin"], cast["ada"])
        if work == 2:
            assess(made, cast["ada"])
        answer = as_person("cleo").post("/desk/queue/bulk/", {"do": what.value, "review": made.pk, **SENT[what]})
        words = " ".join(str(message) for message in get_messages(answer.wsgi_request))
        made.refresh_from_db()
        said.add((re.sub(r"R-\d+", "R", words), made.state))
    assert len(said) == 1, said
