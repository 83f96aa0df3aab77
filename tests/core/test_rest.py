"""What every call of the API shares: refusals as problems, versions, pages, declared filters, limits."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from claims.actions.decide_claim import decide_claim
from claims.models import Claim, ClaimState, Document
from factcheck.core.models import Event, User
from tests.factories import make_claim, make_document, make_review

Api = Callable[..., APIClient]
CLAIMS = "/api/v1/claims"


def refusal(response: Any, status: int) -> dict[str, Any]:
    """The problem of a refused call, which is what RFC 9457 asks for."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = json.loads(response.content)
    assert problem["status"] == status
    assert problem["type"].startswith("/api/v1/problems/")
    assert problem["title"]
    assert problem["detail"]
    return problem


def pointers(response: Any) -> list[str]:
    return [error["pointer"] for error in refusal(response, 422)["errors"]]


# --- what cannot be read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [b"{", b"{'text': 'x'}", b"\xff\xfe", b'{"text": NaN}', b"[" * 100_000, b'{"a":' * 50_000, b"1" * 5_000,
     b'{"text": "a\nb"}'],
)  # fmt: skip
def test_what_is_not_json_is_a_problem(api: Api, body: bytes) -> None:
    refusal(api("erin").post(CLAIMS, body, content_type="application/json"), 400)
    assert Claim.objects.count() == 0


@pytest.mark.parametrize("body", ["[]", "null", '"text"', "1", "true", "[{}]"])
def test_json_that_is_no_object_is_a_problem(api: Api, body: str) -> None:
    assert pointers(api("erin").post(CLAIMS, body, content_type="application/json")) == [""]


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense"])
def test_another_media_type_is_refused(api: Api, kind: str) -> None:
    refusal(api("erin").post(CLAIMS, b"--x--", content_type=kind), 415)


def test_a_body_over_the_limit_is_not_read(api: Api, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = json.dumps({"text": "x" * 1000})
    problem = refusal(api("erin").post("/api/v1/documents", body, content_type="application/json"), 413)
    assert "1000 bytes" in problem["detail"]
    assert Document.objects.count() == 0
    small = json.dumps({"text": "x" * 900})
    assert api("erin").post("/api/v1/documents", small, content_type="application/json").status_code == 202


def test_an_answer_in_another_form_is_json_all_the_same_or_refused(api: Api) -> None:
    assert api("erin").get(CLAIMS, headers={"accept": "*/*"}).headers["Content-Type"] == "application/json"
    refusal(api("erin").get(CLAIMS, headers={"accept": "text/html"}), 406)


# --- what is not there ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v2/claims", "/api/v1/claims/", "/api/v1/claims/x"]
)
@pytest.mark.parametrize("method", ["get", "post", "patch", "delete"])
def test_an_unknown_address_is_a_problem(api: Api, path: str, method: str) -> None:
    refusal(getattr(api("erin"), method)(path), 404)
    refusal(getattr(APIClient(), method)(path), 404)


def test_an_unknown_page_is_a_page(cast: dict[str, User]) -> None:
    answer = Client().get("/nothing/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("number", [0, 999, 2**31, 2**63, 10**30])
def test_a_number_that_nothing_has_is_not_found(api: Api, number: int) -> None:
    for thing in ("claims", "documents", "imports", "reviews"):
        refusal(api("erin").get(f"/api/v1/{thing}/{number}"), 404)
    refusal(api("erin").post("/api/v1/reviews", {"claim": number or 1}), 404)


def test_a_method_that_an_address_lacks(api: Api, cast: dict[str, User]) -> None:
    claim = make_claim(cast["erin"])
    answer = api("erin").delete(f"{CLAIMS}/{claim.pk}")
    refusal(answer, 405)
    assert answer.headers["Allow"] == "GET, PATCH, HEAD, OPTIONS"
    refusal(api("erin").patch(f"/api/v1/reviews/{make_review(cast['erin']).pk}", {"state": "published"}), 405)


# --- who asks ---------------------------------------------------------------------------------------------


def test_without_a_token_the_answer_says_how_to_send_one(cast: dict[str, User]) -> None:
    answer = APIClient().get(CLAIMS)
    refusal(answer, 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'


def test_a_session_needs_the_csrf_token(cast: dict[str, User]) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast["erin"])
    assert browser.get(CLAIMS).status_code == 200
    refusal(browser.post(CLAIMS, json.dumps({"text": "x"}), "application/json"), 403)
    assert Claim.objects.count() == 0


# --- what is sent -----------------------------------------------------------------------------------------


def test_each_bad_field_has_its_pointer_however_deep(api: Api) -> None:
    before = Event.objects.count()
    sent = {
        "text": "Something.",
        "claimants": [{"name": "Reuters"}, {"stance": "shouts"}, "officials"],
        "figure": {"value": "many", "bound": "roughly", "unit": "", "as_of": "2019-13"},
        "said_on": "yesterday",
        "language": "x" * 40,
    }
    found = pointers(api("erin").post(CLAIMS, sent))
    assert set(found) >= {
        "/claimants/1/name", "/claimants/1/stance", "/figure/value", "/figure/bound", "/figure/unit", "/said_on",
        "/language",
    }  # fmt: skip
    assert any(pointer.startswith("/claimants/2") for pointer in found)
    assert Claim.objects.count() == 0
    # Refused before the verb: the only new event is the token's.
    assert Event.objects.count() == before + 1


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
@pytest.mark.parametrize("field", ["text", "language", "topic", "said_on"])
def test_text_that_the_database_cannot_hold_is_refused_by_field(api: Api, field: str, text: str) -> None:
    body = json.dumps({"text": "Something.", field: text})
    found = pointers(api("erin").post(CLAIMS, body, content_type="application/json"))
    assert set(found) == {f"/{field}"}


# --- versions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ['"1"', 'W/"1"', "1", "*", "", ' "1" '])
def test_the_version_one_has_is_accepted_in_each_form(api: Api, cast: dict[str, User], header: str) -> None:
    claim = make_claim(cast["erin"])
    answer = api("erin").patch(f"{CLAIMS}/{claim.pk}", {"text": "Other words."}, headers={"if-match": header})
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'


def test_a_stale_version_is_refused_and_nothing_happens(api: Api, cast: dict[str, User]) -> None:
    claim = make_claim(cast["erin"])
    decide_claim(claim.pk, ClaimState.DROPPED, by=cast["erin"])
    erin, before = api("erin"), Event.objects.count() + 0
    refusal(erin.patch(f"{CLAIMS}/{claim.pk}", {"text": "Other."}, headers={"if-match": '"1"'}), 412)
    refusal(erin.post(f"{CLAIMS}/{claim.pk}/keep", headers={"if-match": '"1"'}), 412)
    claim.refresh_from_db()
    assert (claim.state, claim.version, Event.objects.count()) == ("dropped", 2, before)


@pytest.mark.parametrize("header", ["x", '"x"', '"-1"', '"1.0"', '"²"', '""', '"1", "2"', '"9999999999"'])
def test_a_version_that_is_none_is_refused(api: Api, cast: dict[str, User], header: str) -> None:
    claim = make_claim(cast["erin"])
    answer = api("erin").patch(f"{CLAIMS}/{claim.pk}", {"text": "Other."}, headers={"if-match": header})
    assert header.strip('"')[:40] in refusal(answer, 422)["detail"]


# --- lists ------------------------------------------------------------------------------------------------

LISTS = ["claims", "documents", "imports", "topics", "reviews", "me/notices", "verdicts"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["state_=kept", "page=2", "ordering=id", "added_by__password=x", "Q=x"])
def test_a_filter_that_is_not_declared_is_refused_by_name(api: Api, name: str, query: str) -> None:
    problem = refusal(api("erin").get(f"/api/v1/{name}?{query}"), 400)
    assert query.split("=")[0] in problem["detail"]


FILTERS = [
    "claims?q=", "claims?topic=", "documents?topic=", "documents?language=", "reviews?topic=", "reviews?assignee=",
    "claims?document=", "reviews?claim=", "claims?state=", "reviews?state=", "me/notices?unread=", "verdicts?q=",
    "verdicts?rating=", "verdicts?topic=", "verdicts?language=",
]  # fmt: skip


@pytest.mark.parametrize("filter_", FILTERS)
@pytest.mark.parametrize("value", ["%00", "a%00b", "%ED%A0%80", "%FF", "9" * 40, "%25", "'", "-1", "²", "x" * 5000])
def test_no_value_of_a_filter_is_a_fault_of_ours(api: Api, cast: dict[str, User], filter_: str, value: str) -> None:
    make_review(cast["erin"])
    answer = api("erin").get(f"/api/v1/{filter_}{value}")
    if answer.status_code == 200:
        assert answer.json()["results"] == [] or "unread" in filter_
    else:
        refusal(answer, 400)


def cursor(position: str) -> str:
    return base64.b64encode(position.encode()).decode()


@pytest.mark.parametrize("name", [*LISTS, "documents/{document}/claims"])
@pytest.mark.parametrize(
    "value",
    ["nonsense", cursor("p=abc"), cursor("p=\0"), cursor("p=99999999999999999999999"), cursor("o=abc"),
     cursor("r=x&p=-"), cursor("p=2020-01-01"), "%00", "é"],
)  # fmt: skip
def test_no_cursor_is_a_fault_of_ours(api: Api, cast: dict[str, User], name: str, value: str) -> None:
    document = make_document(cast["erin"])
    answer = api("erin").get(f"/api/v1/{name}".format(document=document.pk), {"cursor": value})
    if answer.status_code != 200:
        refusal(answer, 404)


def test_pages_have_the_size_asked_for_within_limits(api: Api, cast: dict[str, User]) -> None:
    Claim.objects.bulk_create(Claim(text=f"Claim {n}", fingerprint="0") for n in range(210))
    erin = api("erin")

    def size(**query: Any) -> int:
        return len(erin.get(CLAIMS, query).json()["results"])

    assert size() == 50
    assert size(page_size=7) == 7
    assert size(page_size=200) == 200
    assert size(page_size=10_000) == 200
    for odd in ("0", "-3", "abc", "", "1e3", "9" * 5000):
        assert size(page_size=odd) == 50


def test_every_row_comes_once_by_following_the_links(api: Api, cast: dict[str, User]) -> None:
    Claim.objects.bulk_create(Claim(text=f"Claim {n}", fingerprint="0") for n in range(11))
    erin, seen, address = api("erin"), [], f"{CLAIMS}?page_size=4"
    while address:
        answer = erin.get(address)
        page = answer.json()
        assert set(page) == {"results", "next", "previous"}
        seen += [row["id"] for row in page["results"]]
        links = answer.headers.get("Link", "")
        assert (f'<{page["next"]}>; rel="next"' in links) == bool(page["next"])
        assert (f'<{page["previous"]}>; rel="prev"' in links) == bool(page["previous"])
        address = page["next"]
    assert seen == sorted(Claim.objects.values_list("pk", flat=True), reverse=True)
    assert len(seen) == 11
    assert erin.get(page["previous"]).json()["results"][-1]["id"] == seen[7]


def test_a_list_on_one_page_has_no_link(api: Api) -> None:
    assert "Link" not in api("erin").get(CLAIMS).headers
