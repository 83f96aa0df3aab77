"""What a claim says of itself by API: where it came from, what repeats it, what is wished for it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from claims.actions.add_topic import add_topic
from claims.models import Import
from factcheck.core.models import User
from tests.claims.importing import imported_file
from tests.factories import make_claim

Api = Callable[..., APIClient]
FILE = (
    "claim,claimant,external id,tags,language,priority,due,place,as of,url,reach\n"
    "The toll had risen to 1000,Reuters,X-1,toll; iran,en,1,2030-01-02,Iran,2019-12,https://news.example/a,1.2M\n"
    "The toll had risen to 1000.,Alef,X-2,,en,,,,,,\n"
    "Nobody was hurt,Alef,X-3,,fa,,,,,,\n"
)


@pytest.fixture
def work(cast: dict[str, User]) -> Import:
    return imported_file(cast["erin"], FILE)


def found(client: APIClient, **asked: Any) -> list[int]:
    answer = client.get(reverse("api_claims"), asked)
    assert answer.status_code == 200, answer.json()
    return [row["id"] for row in answer.json()["results"]]


def test_a_claim_says_where_it_came_from(api: Api, work: Import, cast: dict[str, User]) -> None:
    first, _ = work.claims.order_by("id")
    again = make_claim(cast["erin"], "The toll had risen to 1000")
    said = api("rita").get(reverse("api_claim", args=[first.pk])).json()
    expected = {
        "import": work.pk, "row": 1, "external_id": "X-1", "url": "https://news.example/a", "place": "Iran",
        "as_of": "2019-12", "tags": ["toll", "iran"], "priority": 1, "due_on": "2030-01-02", "duplicates": 2,
        "duplicate_of": None, "reach": 1_200_000,
    }  # fmt: skip
    assert {name: said[name] for name in expected} == expected
    said = api("rita").get(reverse("api_claim", args=[again.pk])).json()
    assert (said["duplicate_of"], said["duplicates"], said["import"], said["row"]) == (first.pk, 0, None, None)
    assert said["as_of"] == "2019-12-23"  # its figure's
    assert said["added_at"]


def test_each_filter_finds_its_own(api: Api, work: Import) -> None:
    first, last = (claim.pk for claim in work.claims.order_by("id"))
    client = api("erin")
    assert found(client, **{"import": work.pk}) == [last, first]
    assert found(client, **{"import": work.pk + 1}) == []
    assert found(client, tag="iran") == found(client, external_id="X-2") == found(client, q="risen toll") == [first]
    assert found(client, language="fa") == found(client, q="nobody", state="undecided") == [last]
    for name in ("import", "document"):
        assert client.get(reverse("api_claims"), {name: "x"}).status_code == 400


def test_what_is_restricted_to_others_is_neither_named_nor_counted(api: Api, cast: dict[str, User]) -> None:
    known = make_claim(cast["erin"], "The toll had risen to 1000")
    secret = add_topic("Secret", by=cast["cleo"], is_restricted=True)
    work = imported_file(cast["cleo"], FILE, topic=secret.slug)
    make_claim(cast["cleo"], "The toll had risen to 1000", topic=secret.slug)
    for name, duplicates in (("cleo", 3), ("erin", 0), ("rita", 0)):
        client = api(name)
        said = client.get(reverse("api_claim", args=[known.pk])).json()
        assert said["duplicates"] == duplicates
        assert bool(found(client, **{"import": work.pk})) == (name == "cleo")
        assert found(client, external_id="X-1") == ([known.pk] if name == "cleo" else [])
        assert found(client, q="nobody") == ([work.claims.get().pk] if name == "cleo" else [])


def test_they_are_sent_with_a_claim_and_changed(api: Api, cast: dict[str, User]) -> None:
    client = api("erin")
    about = {
        "url": "https://news.example/b", "place": "Shiraz", "as_of": "2019", "tags": ["a"], "priority": 3,
        "due_on": "2030-02-03", "reach": 0,
    }  # fmt: skip
    made = client.post(reverse("api_claims"), {"text": "It rained", **about}, format="json")
    assert made.status_code == 201
    assert {name: made.json()[name] for name in about} == about
    url = reverse("api_claim", args=[made.json()["id"]])
    changed = client.patch(url, {"priority": None, "due_on": None, "reach": None, "tags": []}, format="json").json()
    assert {name: changed[name] for name in about} == {
        **about, "priority": None, "due_on": None, "reach": None, "tags": [],
    }  # fmt: skip
    review = client.post(reverse("api_reviews"), {"claim": made.json()["id"]}, format="json").json()
    assert review["priority"] == 2
    for wrong in (
        {"priority": 4}, {"url": "nowhere"}, {"tags": "a"}, {"tags": ["x" * 61]}, {"due_on": "soon"}, {"reach": -1},
        {"reach": 10**15 + 1}, {"reach": "many"},
    ):  # fmt: skip
        answer = client.patch(url, wrong, format="json")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"].startswith(f"/{next(iter(wrong))}")
