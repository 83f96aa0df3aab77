"""Feeds by the API: what is sent back, what is refused and where."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Feed, FeedItem, Topic
from factcheck.core.models import User
from tests.claims.feeding import make_feed
from tests.factories import make_document

pytestmark = pytest.mark.django_db
Api = Callable[..., APIClient]
FEEDS = "/api/v1/feeds"
URL = "https://paper.example/feed.xml"


def test_a_feed_from_its_adding_to_its_end(api: Api) -> None:
    client = api("erin")
    sent = {"url": URL, "title": "Paper", "publisher": "Reuters", "language": "fa", "minutes": 30}
    answer = client.post(FEEDS, sent, format="json")
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["Location"] == made["self"]
    assert {name: made[name] for name in sent} == sent
    assert (made["state"], made["recent"], made["failures"], made["added_by"]) == ("waiting", 0, 0, "erin")
    changed = client.patch(made["self"], {"is_active": False}, format="json", headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["state"], changed.headers["ETag"]) == (200, "paused", '"2"')
    assert client.patch(made["self"], {"minutes": 5}, format="json", headers={"If-Match": '"1"'}).status_code == 412
    refused = client.post(f"{made['self']}/poll")
    assert (refused.status_code, refused.json()["detail"]) == (409, "This feed is paused. Resume it to have it read.")
    client.patch(made["self"], {"is_active": True}, format="json")
    polled = client.post(f"{made['self']}/poll")
    assert (polled.status_code, polled.headers["Location"]) == (202, made["self"])
    assert client.delete(made["self"], headers={"If-Match": '"1"'}).status_code == 412
    assert client.delete(made["self"]).status_code == 204
    assert client.get(made["self"]).status_code == 404


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"url": "nonsense"}, "/url"),
        ({"url": "gopher://paper.example/"}, "/url"),
        ({"minutes": 1}, "/minutes"),
        ({"minutes": 10**9}, "/minutes"),
        ({"language": "x" * 13}, "/language"),
        ({"title": "x" * 301}, "/title"),
    ],
)
def test_each_fault_is_pointed_at(api: Api, sent: dict[str, object], pointer: str) -> None:
    answer = api("erin").post(FEEDS, {"url": URL, **sent}, format="json")
    assert 400 <= answer.status_code <= 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert not Feed.objects.exists()


def test_a_known_address_and_a_hidden_topic(api: Api, cast: dict[str, User]) -> None:
    feed = make_feed(cast["erin"], URL)
    answer = api("cleo").post(FEEDS, {"url": URL}, format="json")
    assert (answer.status_code, str(feed.pk) in answer.json()["detail"]) == (409, True)
    Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    answer = api("cleo").post(FEEDS, {"url": f"{URL}2", "topic": "secret"}, format="json")
    assert answer.status_code == 404


def test_lists_are_filtered_and_a_typing_error_is_refused(api: Api, cast: dict[str, User]) -> None:
    topic = Topic.objects.create(slug="toll", title="The toll")
    on, off = make_feed(cast["erin"], URL, topic=topic), make_feed(cast["erin"], f"{URL}2", is_active=False)
    client = api("rita")

    def ids(query: str) -> list[int]:
        return [each["id"] for each in client.get(f"{FEEDS}?{query}").json()["results"]]

    assert ids("") == [off.pk, on.pk]
    assert (ids("is_active=true"), ids("is_active=false"), ids("topic=toll")) == ([on.pk], [off.pk], [on.pk])
    assert client.get(f"{FEEDS}?is_active=maybe").status_code == 400
    assert client.get(f"{FEEDS}?active=true").status_code == 400


def test_items_name_the_document_only_to_whom_it_exists(api: Api, cast: dict[str, User]) -> None:
    erin = cast["erin"]
    feed = make_feed(erin, URL, succeeded_at=timezone.now())
    secret = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    secret.members.add(erin)
    works = [make_document(erin).imports.get(), make_document(erin, "Hidden.", topic="secret").imports.get()]
    for number, work in enumerate(works):
        FeedItem.objects.create(feed=feed, key=f"{number:064d}", work=work)
    address = f"{FEEDS}/{feed.pk}/items"
    seen = {name: api(name).get(address).json()["results"] for name in ("erin", "cleo")}
    assert [each["document"] for each in seen["erin"]] == [works[1].document_id, works[0].document_id]
    assert [each["document"] for each in seen["cleo"]] == [None, works[0].document_id]
    assert seen["cleo"][0]["work"] is None
    assert seen["cleo"][1]["work"].endswith(f"/api/v1/imports/{works[0].pk}")
    assert api("erin").get(f"{FEEDS}/{feed.pk}").json()["recent"] == 2
