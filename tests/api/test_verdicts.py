"""Pulling verdicts by API: anybody may, with declared filters, cursors, ETags, from any site."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import validate
from rest_framework.test import APIClient

from claims.actions.add_topic import add_topic
from factcheck.core.models import User
from reviews.actions.correct import correct
from reviews.actions.publish import publish
from reviews.actions.retract import retract
from reviews.api.verdict_shape import PublicVerdict
from reviews.models import EvidenceStance, Publication
from tests.factories import assess, assigned, make_evidence, make_publication, make_review
from tests.public.published import published

LIST = "/api/v1/verdicts"
ANY_SITE = "Access-Control-Allow-Origin"


@pytest.fixture
def reader() -> APIClient:
    """A client without a token."""
    return APIClient()


def numbers(response: Any) -> list[int]:
    assert response.status_code == 200, response.content
    return [verdict["id"] for verdict in response.json()["results"]]


def refusal(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers[ANY_SITE] == "*"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    return problem


def test_anybody_reads_a_verdict_with_everything_in_it(reader: APIClient, cast: dict[str, User]) -> None:
    erin, ada, ben = (cast[name] for name in ("erin", "ada", "ben"))
    review = assigned(make_review(erin), erin, ada, ben)
    make_evidence(review, ada)
    make_evidence(review, ben, EvidenceStance.DISPUTES, note="No.")
    for person in (ada, ben):
        assess(review, person)
    publication = publish(review.pk, by=erin)
    response = reader.get(f"{LIST}/{review.pk}")
    assert response.status_code == 200
    verdict = response.json()
    frozen = publication.body
    assert verdict == {
        **frozen, "url": f"https://desk.example{frozen['url']}", "self": f"https://desk.example{LIST}/{review.pk}"
    }  # fmt: skip
    assert [item["stance"] for item in verdict["evidence"]] == ["corroborates", "disputes"]
    assert numbers(reader.get(LIST)) == [review.pk]
    assert reader.get(LIST).json()["results"] == [verdict]


def test_the_shape_is_the_documented_one(reader: APIClient, cast: dict[str, User]) -> None:
    """Every field that is served is in the serializer of the OpenAPI document, and no other, at every depth."""
    publication = published(cast, topic=add_topic("T", by=cast["erin"]).slug)
    correct(publication.review_id, by=cast["erin"], what="a", why="b", rationale="Another.")

    def differences(serializer: Any, value: Any, where: str) -> list[str]:
        if value is None or (not hasattr(serializer, "fields") and not hasattr(serializer, "child")):
            return []
        if isinstance(value, list):
            return [each for item in value for each in differences(serializer.child, item, where)]
        if not hasattr(serializer, "fields"):
            return []
        found = [f"{where}/{name}" for name in set(value) ^ set(serializer.fields)]
        for name, field in serializer.fields.items():
            found += differences(field, value.get(name), f"{where}/{name}")
        return found

    assert differences(PublicVerdict(), reader.get(f"{LIST}/{publication.review_id}").json(), "") == []
    assert differences(PublicVerdict(), make_publication(cast).body, "") == []


def test_newest_change_first_and_a_retraction_stays(reader: APIClient, cast: dict[str, User]) -> None:
    first, second, third = (published(cast, f"Claim {number}") for number in range(3))
    correct(first.review_id, by=cast["erin"], what="a", why="b", rationale="Another.")
    retract(second.review_id, by=cast["erin"], why="Wrong.")
    response = reader.get(LIST)
    assert numbers(response) == [second.review_id, first.review_id, third.review_id]
    assert [verdict["status"] for verdict in response.json()["results"]] == ["retracted", "corrected", "published"]
    assert [verdict["sequence"] for verdict in response.json()["results"]] == [5, 4, 3]


def test_filters(reader: APIClient, cast: dict[str, User]) -> None:
    topic = add_topic("A topic", by=cast["erin"]).slug
    english = published(cast, "1,500 people had been killed", rating="true", topic=topic)
    persian = published(cast, "یک", rating="true", language="fa")
    false = published(cast, "Two", rating="false", topic=topic)
    retract(false.review_id, by=cast["erin"], why="Wrong.")

    def found(**query: str) -> set[int]:
        return set(numbers(reader.get(LIST, query)))

    one, two, three = english.review_id, persian.review_id, false.review_id
    assert found(rating="true") == {one, two}
    assert found(topic=topic) == {one, three}
    assert found(language="fa") == {two}
    assert found(status="retracted") == {three}
    assert found(status="published", topic=topic) == {one}
    assert found(q="1500 killed") == {one}
    assert found(rating="no-such") == set()
    later = Publication.objects.get(review=three, is_current=True).published_at
    assert found(updated_since=later.isoformat()) == {three}
    assert found(updated_since=(later + timedelta(seconds=1)).isoformat()) == set()
    assert found(updated_since=later.date().isoformat()) == {one, two, three}
    assert found(updated_since=f"{later + timedelta(seconds=2):%Y-%m-%dT%H:%M:%S}Z") == set()
    assert found(updated_since=f"{later - timedelta(minutes=5):%Y-%m-%dT%H:%M}") == {one, two, three}
    # Not encoded, the plus of an offset arrives as a space.
    assert set(numbers(reader.get(f"{LIST}?updated_since={later.isoformat()}"))) == {three}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"ratings": "true"}, ["ratings", "rating", "updated_since", "cursor"]),
        ({"Rating": "true"}, ["Rating"]),
        ({"page": "2"}, ["page"]),
        ({"status": "superseded"}, ["superseded", "published", "retracted"]),
        ({"status": "x"}, ["x", "corrected"]),
        ({"q": "\0"}, ["q", "NUL"]),
        ({"rating": "a\0b"}, ["rating", "NUL"]),
        ({"updated_since": "yesterday"}, ["yesterday", "year-month-day"]),
        ({"updated_since": "2026-02-30"}, ["2026-02-30"]),
        ({"updated_since": "2026-01-15T99:00"}, ["99:00"]),
        ({"updated_since": "9" * 400}, ["No such date"]),
    ],
)
def test_what_is_not_declared_is_refused_by_name(
    reader: APIClient, cast: dict[str, User], query: dict[str, str], named: list[str]
) -> None:
    detail = refusal(reader.get(LIST, query), 400)["detail"]
    assert [word for word in named if word not in detail] == []
    assert len(detail) < 400


def test_pages_follow_by_cursor_while_more_is_published(reader: APIClient, cast: dict[str, User]) -> None:
    expected = [published(cast, f"Claim {number}").review_id for number in range(5)][::-1]
    response = reader.get(LIST, {"page_size": 2})
    seen = numbers(response)
    assert response.json()["previous"] is None
    published(cast, "Published meanwhile")
    while following := response.json()["next"]:
        assert f'<{following}>; rel="next"' in response.headers["Link"]
        parts = urlsplit(following)
        response = reader.get(f"{parts.path}?{parts.query}")
        seen += numbers(response)
    assert seen == expected
    assert response.json()["previous"]
    refusal(reader.get(LIST, {"cursor": "nonsense"}), 404)


@pytest.mark.parametrize("address", [LIST, LIST + "/{}"])
def test_what_a_client_has_is_not_sent_again_until_it_changes(
    reader: APIClient, cast: dict[str, User], address: str
) -> None:
    publication = published(cast)
    address = address.format(publication.review_id)
    first = reader.get(address)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=60"
    for ask in (reader.get, reader.head):
        again = ask(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert (again.headers["ETag"], again.headers[ANY_SITE]) == (tag, "*")
    correct(publication.review_id, by=cast["erin"], what="a", why="b", rationale="Another.")
    after = reader.get(address, headers={"If-None-Match": tag})
    assert (after.status_code, after.headers["ETag"] != tag) == (200, True)


def test_an_old_version_is_read_and_says_that_it_is_superseded(reader: APIClient, cast: dict[str, User]) -> None:
    publication = published(cast)
    address = f"{LIST}/{publication.review_id}"
    tag = reader.get(f"{address}?version=1").headers["ETag"]
    correct(publication.review_id, by=cast["erin"], what="a", why="b", rationale="Another.")
    old = reader.get(f"{address}?version=1", headers={"If-None-Match": tag})
    assert old.status_code == 200
    assert (old.json()["version"], old.json()["status"]) == (1, "superseded")
    assert old.json()["rationale"] == publication.body["rationale"]
    current = reader.get(address).json()
    assert (current["version"], current["status"]) == (2, "corrected")
    assert reader.get(f"{address}?version=2").json() == current


@pytest.mark.parametrize(
    ("address", "status"),
    [("/999", 404), (f"/{2**70}", 404), ("/{}?version=9", 404), (f"/{{}}?version={2**70}", 404), ("/{}?version=0", 404),
     ("/{}?version=x", 400), ("/{}?version=-1", 400), ("/{}?version=²", 400), ("/{}?fields=id", 400)],
)  # fmt: skip
def test_what_is_not_there_is_refused_in_words(
    reader: APIClient, cast: dict[str, User], address: str, status: int
) -> None:
    publication = published(cast)
    assert refusal(reader.get(LIST + address.format(publication.review_id)), status)["detail"]


def test_a_script_of_any_site_may_read(reader: APIClient, cast: dict[str, User]) -> None:
    publication = published(cast)
    for address in (LIST, f"{LIST}/{publication.review_id}"):
        answer = reader.get(address, headers={"Origin": "https://elsewhere.example"})
        assert answer.headers[ANY_SITE] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        asked = reader.options(
            address,
            headers={
                "Origin": "https://elsewhere.example",
                "Access-Control-Request-Method": "GET",
                "Access-Control-Request-Headers": "if-none-match",
            },
        )
        assert (asked.status_code, asked.headers[ANY_SITE]) == (204, "*")
        assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]
        assert "GET" in asked.headers["Access-Control-Allow-Methods"]
        for method in (reader.post, reader.put, reader.delete, reader.patch):
            # Without a token nobody may try to change anything; with one there is still no such method.
            assert method(address, {}).status_code in (401, 403, 405)


def test_a_token_that_is_none_is_refused_here_too(reader: APIClient, cast: dict[str, User]) -> None:
    reader.credentials(HTTP_AUTHORIZATION="Bearer fcd_nonsense")
    refusal(reader.get(LIST), 401)


def test_one_query_whatever_is_in_a_verdict(reader: APIClient, cast: dict[str, User]) -> None:
    publication = published(cast)
    for _ in range(3):
        published(cast)
    for address in (LIST, f"{LIST}/{publication.review_id}", f"{LIST}?rating=unproven&q=killed"):
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(address).status_code == 200
        assert len(captured) == 1, captured.captured_queries


def test_the_openapi_document_describes_it(reader: APIClient, db: None) -> None:
    schema = reader.get("/api/v1/schema", headers={"Accept": "application/vnd.oai.openapi+json"}).json()
    paths = {path: schema["paths"][path] for path in (LIST, f"{LIST}/{{id}}")}
    shapes = {
        name: shape
        for name, shape in schema["components"]["schemas"].items()
        if name.startswith("Public") or name == "Problem" or name.endswith("Enum")
    }
    # What others describe is theirs to check; a reference out of this part would not resolve.
    validate({**schema, "paths": paths, "components": {**schema["components"], "schemas": shapes}})
    listing = paths[LIST]["get"]
    declared = {parameter["name"] for parameter in listing["parameters"] if parameter["in"] == "query"}
    assert declared == {"rating", "topic", "language", "status", "q", "updated_since", "cursor", "page_size"}
    assert set(listing["responses"]) == {"200", "304", "default"}
    needed = {name for name, field in PublicVerdict().fields.items() if field.required}
    assert set(shapes["PublicVerdict"]["required"]) == needed
    retrieve = paths[f"{LIST}/{{id}}"]["get"]
    assert {parameter["name"] for parameter in retrieve["parameters"]} == {"id", "version", "If-None-Match"}
    assert "application/problem+json" in retrieve["responses"]["default"]["content"]
    assert not listing.get("security")
