"""`GET /claims/{id}/matches` and `GET /matches?text=`: claims, public verdicts and checks, labelled with reasons."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.actions.count_words import count_words
from claims.models import Topic
from factcheck.core.models import User
from reviews.actions.assign_review import assign_review
from reviews.actions.open_review import open_review
from reviews.actions.retract import retract
from tests.claims.checking import make_check
from tests.factories import assess, make_claim, make_publication

pytestmark = pytest.mark.django_db
Api = Callable[..., APIClient]
TOLL = "More than 1,500 protesters were killed in Iran in November"


def results(client: APIClient, address: str, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{address}", asked)
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert (body["next"], body["previous"]) == (None, None)
    found: list[dict[str, Any]] = body["results"]
    return found


def test_a_claim_tells_what_is_like_it(cast: dict[str, User], api: Api) -> None:
    other = make_claim(cast["erin"], "200 protesters were killed in Iran in November", number=None)
    check = make_check(cast["erin"], claim_text=f"{TOLL}!", title="Was it 1,500?")
    claim = make_claim(cast["erin"], TOLL, number=None)
    count_words()
    first, second = results(api("rita"), f"claims/{claim.pk}/matches")
    assert (first["kind"], first["score"], first["relation"], first["why"]) == (
        "check",
        1.0,
        "same_words",
        ["The same words."],
    )
    assert first["check"]["id"] == check.pk
    assert first["check"]["self"].endswith(f"/api/v1/external-checks/{check.pk}")
    assert first["check"]["publisher"] == "Full Fact"
    assert first["check"]["rating"] == {"text": "Mostly false", "normalised": "mostly_false"}
    assert first["claim"] is first["verdict"] is None
    assert (second["kind"], second["relation"], second["claim"]["id"]) == ("claim", "other_figure", other.pk)
    assert "1,500" in second["why"][0]
    assert "200" in second["why"][0]
    assert second["claim"]["self"].endswith(f"/api/v1/claims/{other.pk}")
    assert set(second["parts"]) == {"bm25", "words"}


def test_a_text_finds_the_public_verdict(cast: dict[str, User], api: Api) -> None:
    publication = make_publication(cast)
    make_claim(cast["erin"], "Another claim that people were killed")
    count_words()
    found = results(api("ada"), "matches", text=publication.review.claim.text)
    assert found[0]["kind"] == "verdict"
    verdict = found[0]["verdict"]
    assert (verdict["id"], verdict["version"], verdict["status"]) == (publication.review_id, 1, "published")
    assert verdict["rating"] == publication.body["rating"]
    assert verdict["url"].startswith("http://testserver/")
    assert found[0]["claim"]["id"] == publication.review.claim_id
    assert {match["kind"] for match in found} == {"verdict", "claim"}
    for kind in ("verdict", "claim"):
        only = results(api("ada"), "matches", text=publication.review.claim.text, kind=kind)
        assert {match["kind"] for match in only} == {kind}
    retract(publication.review_id, by=cast["erin"], why="It was wrong.")
    (again,) = results(api("ada"), "matches", text=publication.review.claim.text, kind="verdict")
    assert again["verdict"]["status"] == "retracted"


def test_a_verdict_that_is_not_public_is_not_told(cast: dict[str, User], api: Api) -> None:
    claim = make_claim(cast["erin"], TOLL)
    asked = make_claim(cast["erin"], f"{TOLL} of 2019")
    review = open_review(claim.pk, by=cast["erin"])
    before = results(api("ben"), f"claims/{asked.pk}/matches")
    for name in ("ada", "ben"):
        assign_review(review.pk, by=cast["erin"], username=name)
    assess(review, cast["ada"], "half-true")
    assert results(api("ben"), f"claims/{asked.pk}/matches") == before
    assert before[0]["verdict"] is None


def test_a_claim_in_a_topic_restricted_to_others_is_not_there(cast: dict[str, User], api: Api) -> None:
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    topic.members.add(cast["erin"])
    hidden = make_claim(cast["erin"], TOLL, topic="secret")
    count_words()
    assert [match["claim"]["id"] for match in results(api("erin"), "matches", text=TOLL)] == [hidden.pk]
    assert results(api("ada"), "matches", text=TOLL) == []
    assert api("ada").get(f"/api/v1/claims/{hidden.pk}/matches").status_code == 404


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({}, "/text"),
        ({"text": ""}, "/text"),
        ({"text": "x" * 5_001}, "/text"),
        ({"text": TOLL, "kind": "rumour"}, "/kind"),
        ({"text": TOLL, "limit": "0"}, "/limit"),
        ({"text": TOLL, "limit": "51"}, "/limit"),
        ({"text": TOLL, "least": "1.5"}, "/least"),
        ({"text": TOLL, "least": "nan"}, "/least"),
    ],
)
def test_what_cannot_be_asked_is_refused(cast: dict[str, User], api: Api, asked: dict[str, str], pointer: str) -> None:
    answer = api("ada").get("/api/v1/matches", asked)
    assert answer.status_code in (400, 422)
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert api("ada").get("/api/v1/matches", {"text": TOLL, "texts": "x"}).status_code == 400
    assert api("ada").get("/api/v1/matches", {"text": "a\0b"}).status_code == 400


def test_limit_language_and_least(cast: dict[str, User], api: Api) -> None:
    for n in range(4):
        make_claim(cast["erin"], f"{TOLL} {n}", language="fa" if n else "en")
    count_words()
    assert len(results(api("ada"), "matches", text=TOLL, limit=2)) == 2
    assert len(results(api("ada"), "matches", text=TOLL, language="fa")) == 3
    assert results(api("ada"), "matches", text="Nothing of the sort", least=0.9) == []


def test_the_number_of_queries_does_not_grow(cast: dict[str, User], api: Api) -> None:
    client = api("ada")
    make_publication(cast)
    make_check(cast["erin"], claim_text=TOLL)

    def queries() -> int:
        results(client, "matches", text=f"{TOLL} people had been killed report")
        with CaptureQueriesContext(connection) as asked:
            assert results(client, "matches", text=f"{TOLL} people had been killed report", limit=50)
        return len(asked)

    few = queries()
    for n in range(12):
        make_claim(cast["erin"], f"{n} {TOLL}")
        make_check(cast["erin"], claim_text=f"{n} {TOLL}")
    make_publication(cast)
    assert queries() == few
