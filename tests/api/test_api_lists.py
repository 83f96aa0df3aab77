"""Lists: what is in them for whom, filters that are declared, pages that lead on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.models import Claim, Topic
from factcheck.core.models import User
from reviews.actions.open_review import open_review
from reviews.models import Notice, Review
from reviews.notify.dispatch import drain
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_claim, make_document, make_review

Api = Callable[..., APIClient]
LISTS = ("api_documents", "api_imports", "api_claims", "api_reviews", "api_topics")


def listed(client: APIClient, url: str) -> list[Any]:
    """The keys of every row, page after page."""
    found, following = [], url
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.content
        page = answer.json()
        found += [row.get("id", row.get("slug")) for row in page["results"]]
        if page["next"]:
            assert f'<{page["next"]}>; rel="next"' in answer.headers["Link"]
        following = page["next"]
    return found


@pytest.fixture
def secret(cast: dict[str, User]) -> dict[str, Any]:
    """A restricted topic of Erin and Ada with a document, its claim and its review; and others that are open."""
    erin = cast["erin"]
    topic = add_topic("Secret", by=erin, is_restricted=True)
    topic.members.add(cast["ada"])
    document = make_document(erin, topic=topic.slug)
    claim = add_claim(by=erin, document_id=document.pk, start=0, end=30)
    # Out of the topic itself, it is still in a document that is not there for others.
    loose = add_claim(by=erin, document_id=document.pk, start=31, end=60)
    Claim.objects.filter(pk=loose.pk).update(topic=None)
    review = open_review(loose.pk, by=erin)
    make_review(erin)
    make_document(erin)
    add_topic("Open", by=erin)
    return {
        "api_documents": document.pk, "api_imports": document.imports.get().pk, "api_claims": claim.pk,
        "api_reviews": review.pk, "api_topics": "secret", "loose": loose.pk,
    }  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_restricted_topic_shows_in_no_list_of_others(name: str, secret: dict[str, Any], api: Api) -> None:
    for member in ("erin", "ada"):
        assert secret[name] in listed(api(member), reverse(name))
    for other in ("adam", "cleo", "ben", "rita"):
        found = listed(api(other), reverse(name))
        assert found
        assert secret[name] not in found
        assert secret["loose"] not in found or name != "api_claims"


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("api_documents", "topic=secret"),
        ("api_claims", "topic=secret"),
        ("api_claims", "document={document}"),
        ("api_claims", "q=council"),
        ("api_reviews", "topic=secret"),
        ("api_reviews", "claim={claim}"),
    ],
)
def test_no_filter_tells_that_a_restricted_topic_is_there(
    name: str, query: str, secret: dict[str, Any], api: Api
) -> None:
    asked = query.format(document=secret["api_documents"], claim=secret["loose"])
    Claim.objects.filter(pk=secret["loose"]).update(topic=Topic.objects.get(slug="secret"))
    assert listed(api("ada"), f"{reverse(name)}?{asked}") != []
    assert listed(api("cleo"), f"{reverse(name)}?{asked}") == []


def test_a_page_leads_on_to_the_next_and_back(cast: dict[str, User], api: Api) -> None:
    kept = [make_claim(cast["erin"]).pk for _ in range(5)]
    url = f"{reverse('api_claims')}?page_size=2"
    assert listed(api("rita"), url) == kept[::-1]
    second = api("rita").get(api("rita").get(url).json()["next"])
    assert [row["id"] for row in second.json()["results"]] == kept[2:0:-1]
    assert second.json()["previous"]
    assert 'rel="prev"' in second.headers["Link"]
    # A row that is added meanwhile moves none from one page to another.
    make_claim(cast["erin"])
    assert [row["id"] for row in api("rita").get(second.json()["next"]).json()["results"]] == kept[:1]


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("api_reviews", "sate=queued", "There is no filter sate"),
        ("api_reviews", "state=lost", "There is no state lost"),
        ("api_reviews", "claim=first", "takes a number"),
        ("api_claims", "state=lost", "There is no state lost"),
        ("api_claims", "document=first", "takes a number"),
        ("api_documents", "q=x", "There is no filter q"),
        ("api_imports", "colour=red", "There is no filter colour"),
        ("api_topics", "q=x", "There is no filter q"),
        ("api_my_notices", "read=true", "There is no filter read"),
    ],
)
def test_a_filter_that_is_none_is_refused(name: str, query: str, words: str, api: Api) -> None:
    answer = api("erin").get(f"{reverse(name)}?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert words in answer.json()["detail"]


def test_a_cursor_that_was_made_up_is_refused(api: Api) -> None:
    answer = api("erin").get(f"{reverse('api_claims')}?cursor=zzz")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_reviews_are_found_by_state_claim_and_who_holds_them(cast: dict[str, User], api: Api) -> None:
    reviews = {state: in_state(state, cast).pk for state in State}
    url = reverse("api_reviews")
    for state, pk in reviews.items():
        assert listed(api("rita"), f"{url}?state={state}") == [pk]
    claim = Review.objects.get(pk=reviews[State.SPLIT]).claim_id
    assert listed(api("rita"), f"{url}?claim={claim}") == [reviews[State.SPLIT]]
    held = {reviews[state] for state in State} - {reviews[s] for s in (State.QUEUED, State.ON_HOLD, State.CLOSED)}
    assert set(listed(api("ada"), f"{url}?assignee=me")) == held
    assert set(listed(api("ada"), f"{url}?assignee=ada")) == held
    # Whoever decides between two assessments is not told whose they are.
    assert set(listed(api("erin"), f"{url}?assignee=ben")) == held - {reviews[State.SPLIT]}
    assert listed(api("noor"), f"{url}?assignee=me") == []
    assert api("noor").get(f"{url}?assignee=ada").status_code == 400
    row = next(row for row in api("ada").get(url).json()["results"] if row["id"] == reviews[State.IN_REVIEW])
    assert (row["my_part"], row["state"]) == ("first", "in_review")


def test_an_editor_in_a_blind_round_is_not_told_who_else_is(cast: dict[str, User], api: Api) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["cleo"], cast["ben"])
    url = f"{reverse('api_reviews')}?assignee=ben"
    assert listed(api("erin"), url) == [review.pk]
    assert listed(api("cleo"), url) == []
    assess(review, cast["cleo"])
    assert listed(api("cleo"), url) == []
    assess(review, cast["ben"])
    assert listed(api("cleo"), url) == [review.pk]


def test_notices_are_ones_own_and_can_be_read(cast: dict[str, User], api: Api) -> None:
    review = in_state(State.DECIDED, cast)
    drain()
    mine = api("ada").get(reverse("api_my_notices")).json()["results"]
    assert [notice["kind"] for notice in mine] == ["review.agreed", "review.assigned"]
    assert mine[0]["about"].endswith(reverse("api_review", args=[review.pk]))
    assert mine[0]["text"] == "Both are in and agree. A verdict stands, ready to publish."
    assert api("noor").get(reverse("api_my_notices")).json()["results"] == []
    read = reverse("api_read_notices")
    assert api("noor").post(read, {"ids": [mine[0]["id"]]}, format="json").json() == {"read": 0}
    assert api("ada").post(read, {"ids": [mine[0]["id"]]}, format="json").json() == {"read": 1}
    unread = api("ada").get(f"{reverse('api_my_notices')}?unread=true").json()["results"]
    assert [notice["id"] for notice in unread] == [mine[1]["id"]]
    assert Notice.objects.filter(person=cast["ben"], read_at__isnull=False).count() == 0
