"""Who may call what: one table over every route of the API.

A refused call is a problem, and nothing happens by it: no event is written.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from factcheck.core.models import Event, Scope, User
from tests.api.routes import api_calls, routes
from tests.situations import SITUATIONS, Ids, restrict

# Adam administers, Erin edits, Noor reviews but holds no part, Ada holds the first one, Rita reads; then nobody,
# and Erin with a token that may only read.
ACTORS = ("adam", "erin", "noor", "ada", "rita", "", "read-only")
TABLE = """
GET   api_documents         nothing    200 200 200 200 200 401 200
POST  api_documents         nothing    202 202 403 403 403 401 403
GET   api_document          document   200 200 200 200 200 401 200
GET   api_document_claims   document   200 200 200 200 200 401 200
POST  api_document_refetch  copied     202 202 403 403 403 401 403
GET   api_document_snapshots copied    200 200 200 200 200 401 200
GET   api_snapshot          copied     200 200 200 200 200 401 200
GET   api_snapshot          sourced    200 200 404 200 404 401 200
GET   api_snapshot_file     copied     200 200 200 200 200 401 200
GET   api_snapshot_file     sourced    200 200 404 200 404 401 200
GET   api_source_snapshots  sourced    200 200 404 200 404 401 200
POST  api_source_archive    sourced    202 202 404 202 403 401 403
GET   api_imports           import     200 200 200 200 200 401 200
POST  api_imports           nothing    202 202 403 403 403 401 403
GET   api_import            import     200 200 200 200 200 401 200
GET   api_import_rows       refused    200 200 403 403 403 401 200
POST  api_import_row        refused    200 200 403 403 403 401 403
GET   api_import_errors     refused    200 200 403 403 403 401 200
POST  api_import_mapping    mapless    200 200 403 403 403 401 403
POST  api_import_reread     mapless    200 200 403 403 403 401 403
POST  api_import_cancel     import     200 200 403 403 403 401 403
POST  api_import_take_back  refused    200 200 403 403 403 401 403
POST  api_import_repeat     refused    202 202 403 403 403 401 403
GET   api_import_fields     nothing    200 200 200 200 200 401 200
GET   api_mappings          mapping    200 200 403 403 403 401 200
DELETE api_mapping          mapping    204 204 403 403 403 401 403
GET   api_claims            claim      200 200 200 200 200 401 200
POST  api_claims            nothing    201 201 403 403 403 401 403
GET   api_claim             claim      200 200 200 200 200 401 200
PATCH api_claim             claim      200 200 403 403 403 401 403
POST  api_claim_keep        claim      200 200 403 403 403 401 403
POST  api_claim_drop        claim      200 200 403 403 403 401 403
POST  api_claim_undecide    claim      200 200 403 403 403 401 403
GET   api_claim_checks      claim      200 200 200 200 200 401 200
GET   api_external_checks   nothing    200 200 200 200 200 401 200
GET   api_external_check    check      200 200 200 200 200 401 200
GET   api_feeds             feed       200 200 200 200 200 401 200
POST  api_feeds             nothing    201 201 403 403 403 401 403
GET   api_feed              feed       200 200 200 200 200 401 200
PATCH api_feed              feed       200 200 403 403 403 401 403
DELETE api_feed             feed       204 204 403 403 403 401 403
GET   api_feed_items        feed       200 200 200 200 200 401 200
POST  api_feed_poll         feed       202 202 403 403 403 401 403
GET   api_topics            nothing    200 200 200 200 200 401 200
POST  api_topics            nothing    201 201 403 403 403 401 403
GET   api_reviews           held       200 200 200 200 200 401 200
POST  api_reviews           nothing    201 201 403 403 403 401 403
POST  api_take_next         queued     200 200 200 200 403 401 403
GET   api_review            held       200 200 200 200 200 401 200
GET   api_events            held       200 200 200 200 200 401 200
POST  api_assign            held       200 200 403 403 403 401 403
POST  api_release           held       200 200 403 200 403 401 403
POST  api_hold              held       200 200 403 403 403 401 403
POST  api_resume            waiting    200 200 403 403 403 401 403
POST  api_close             held       200 200 403 403 403 401 403
POST  api_evidence          held       403 403 403 201 403 401 403
POST  api_evidence_withdraw held       403 403 403 204 403 401 403
POST  api_evidence_derive   held       403 403 403 200 403 401 403
POST  api_assessments       last       403 403 403 201 403 401 403
POST  api_adjudicate        split      200 200 403 403 403 401 403
POST  api_adjudicate        named      403 403 200 403 403 401 403
POST  api_send_back         split      200 200 403 403 403 401 403
POST  api_send_back         named      200 200 200 403 403 401 403
POST  api_send_back         decided    200 200 403 403 403 401 403
POST  api_publish           decided    200 200 403 403 403 401 403
POST  api_correct           published  200 200 403 403 403 401 403
POST  api_retract           published  200 200 403 403 403 401 403
POST  api_reopen            published  200 200 403 403 403 401 403
POST  api_reopen            closed     200 200 403 403 403 401 403
POST  api_reopen            retracted  200 200 403 403 403 401 403
GET   api_scales            nothing    200 200 200 200 200 401 200
GET   api_users             nothing    200 200 403 403 403 401 200
GET   api_me                nothing    200 200 200 200 200 401 200
GET   api_my_notices        nothing    200 200 200 200 200 401 200
POST  api_read_notices      nothing    200 200 200 200 200 401 403
GET   api_verdicts          published  200 200 200 200 200 200 200
GET   api_verdict           published  200 200 200 200 200 200 200
GET   api_schema            nothing    200 200 200 200 200 200 200
GET   api_docs              nothing    200 200 200 200 200 200 200
"""
FINDING = {"rating": "unproven", "attribution": "confirmed", "rationale": "Unnamed officials.", "as_of": "2020-01-01"}
BODIES: dict[str, dict[str, Any]] = {
    "POST api_import_row": {"cells": {"claim date": "2019-12-15"}},
    "POST api_import_mapping": {"mapping": {"x": "text"}},
    "POST api_documents": {"text": "The ministry said that 230 people had died."},
    "POST api_claims": {"text": "230 people had died."},
    "PATCH api_claim": {"text": "In other words."},
    "POST api_feeds": {"url": "https://paper.example/new.xml"},
    "PATCH api_feed": {"title": "In other words"},
    "POST api_topics": {"title": "The protests"},
    "POST api_assign": {"user": "ben"},
    "POST api_release": {"part": "first"},
    "POST api_hold": {"reason": "waits for the ministry", "until": "2999-01-01"},
    "POST api_close": {"reason": "abandoned"},
    "POST api_evidence": {"stance": "disputes", "url": "https://news.example/a"},
    "POST api_assessments": FINDING,
    "POST api_adjudicate": {**FINDING, "reason": "The officials are not named."},
    "POST api_send_back": {"question": "Which officials?"},
    "POST api_correct": {"what": "The rationale.", "why": "It misled.", "rationale": "In other words."},
    "POST api_retract": {"why": "The source withdrew it."},
    "POST api_reopen": {"reason": "A newer figure is out."},
}
ROWS = [line.split() for line in TABLE.strip().splitlines()]
LISTS = {"api_claims", "api_documents", "api_feeds", "api_imports", "api_reviews", "api_take_next"}
NOWHERE: Ids = {
    "pk": 999_999_999,
    "number": 1,
    "evidence_id": UUID(int=0),
    "source_id": UUID(int=0),
    "key": UUID(int=0),
}
Clients = dict[str, APIClient]


@pytest.fixture
def clients(api: Callable[..., APIClient]) -> Clients:
    return {name: api("erin", Scope.READ) if name == "read-only" else api(name) for name in ACTORS}


def test_every_call_of_the_api_stands_in_the_table() -> None:
    assert {(method, name) for method, name, *_ in ROWS} == api_calls()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:3]))
def test_each_call_answers_each_role_as_the_table_says(row: list[str], cast: dict[str, User], clients: Clients) -> None:
    method, name, situation, *expected = row
    ids = SITUATIONS[situation](cast)
    before = Event.objects.count()
    answered, events = [], []
    for actor in ACTORS:
        with transaction.atomic():
            answer = call(clients[actor], method, name, ids)
            answered.append(str(answer.status_code))
            events.append(Event.objects.count() - before)
            transaction.set_rollback(True)
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert answer.json()["detail"]
        if answer.status_code == 401:
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert dict(zip(ACTORS, answered, strict=True)) == dict(zip(ACTORS, expected, strict=True))
    assert [count for count, status in zip(events, answered, strict=True) if status >= "400"] == [0] * sum(
        status >= "400" for status in answered
    )


def test_nobody_unknown_gets_further_than_the_door(db: None) -> None:
    """The answer comes before anything is looked up, so it is the same for what is there and what is not."""
    for method, name, _, *expected in ROWS:
        for header in ("Bearer fcd_guessed", "Bearer", "Bearer a b", "Basic ZXJpbjp4"):
            client = APIClient()
            client.credentials(HTTP_AUTHORIZATION=header)
            answer = call(client, method, name, NOWHERE)
            is_public = expected[5] == "200" and header.startswith("Basic")
            assert answer.status_code in ((200, 404) if is_public else (401,)), (method, name, header)
    assert not Event.objects.exists()


def test_there_is_no_other_method(clients: Clients) -> None:
    """No address takes anything but its verbs: there is no way to set a state."""
    before = Event.objects.count()
    for name in {name for _, name in api_calls()}:
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {
            verb for verb, named in api_calls() if named == name
        }:
            assert call(clients["adam"], method, name, NOWHERE).status_code == 405, (method, name)
            # A public read tells anybody which methods it has; the rest tell only who is known.
            assert call(clients[""], method, name, NOWHERE).status_code in (401, 405), (method, name)
    assert Event.objects.count() == before


# What was published stays public, by us and by others.
@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row[2] not in ("nothing", "check", "mapping") and row[8] != "200"],
    ids=lambda row: "-".join(row[:3]),
)
def test_what_is_restricted_to_others_is_not_there(row: list[str], cast: dict[str, User], clients: Clients) -> None:
    """Not even for administrators: a topic exists for its members alone, and the answer does not tell."""
    method, name, situation, *expected = row
    ids = SITUATIONS[situation](cast)
    restrict(cast["cleo"])
    before = Event.objects.count()
    for actor, status in zip(ACTORS, expected, strict=True):
        answer = call(clients[actor], method, name, ids)
        if name in LISTS:
            assert answer.status_code in (204, int(status) if status >= "400" else 200)
            assert answer.status_code != 200 or answer.json()["results"] == []
            continue
        elsewhere = call(clients[actor], method, name, {**ids, "pk": NOWHERE["pk"]})
        assert answer.status_code == elsewhere.status_code >= 400
        assert answer.json()["detail"] == elsewhere.json()["detail"].replace(str(NOWHERE["pk"]), str(ids["pk"]))
        assert status >= "400" or answer.status_code == 404, f"{actor} got {answer.status_code}"
    assert Event.objects.count() == before


def test_a_session_is_no_way_round_the_form_token(cast: dict[str, User]) -> None:
    """A page of another site must not make a signed-in browser act."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast["erin"])
    before = Event.objects.count()
    assert browser.get(reverse("api_me")).status_code == 200
    answer = browser.post(reverse("api_topics"), {"title": "Planted"}, content_type="application/json")
    assert answer.status_code == 403
    assert Event.objects.count() == before


def call(client: APIClient, method: str, name: str, ids: Ids, headers: dict[str, str] | None = None) -> Any:
    """Call a route on a thing, with a body that whoever may do it succeeds with."""
    url = reverse(name, kwargs={key: ids[key] for key in keys_of(name)})
    if method == "GET":
        return client.get(url)
    if (method, name) == ("POST", "api_imports"):
        return client.post(url, {"file": SimpleUploadedFile("rows.csv", b"claim\nIt is so.\n")}, format="multipart")
    body = BODIES.get(f"{method} {name}", {})
    if name == "api_reviews":
        body = {"claim": ids.get("claim")}
    elif name == "api_evidence_derive":
        body = {"from_evidence": ids.get("other"), "basis": "It cites it."}
    return getattr(client, method.lower())(url, body, format="json", headers=headers)


def keys_of(name: str) -> list[str]:
    """What the address of a route names."""
    return [key for route, pattern in routes() if pattern.name == name for key in pattern.pattern.converters]
