"""What cannot be done is refused by the API with the right status and words, and nothing is half done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Claim
from factcheck.core.models import Event, User
from reviews.models import Review
from tests.api.rights import BODIES, FINDING, MALFORMED, VERSIONED
from tests.api.test_permissions import call, keys_of
from tests.reviews.test_workflow_grid import CELLS, STANDS
from tests.reviews.unchanged import prints
from tests.situations import SITUATIONS

Api = Callable[..., APIClient]
# The verbs of the workflow's grid as calls.
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "assign": ("api_assign", {"user": "noor"}),
    "release": ("api_release", {}),
    "release_first": ("api_release", {"part": "first"}),
    "hold": ("api_hold", BODIES["POST api_hold"]),
    "resume": ("api_resume", {}),
    "close": ("api_close", BODIES["POST api_close"]),
    "gather": ("api_evidence", BODIES["POST api_evidence"]),
    "submit_unproven": ("api_assessments", FINDING),
    "adjudicate": ("api_adjudicate", BODIES["POST api_adjudicate"]),
    "send_back": ("api_send_back", BODIES["POST api_send_back"]),
    "publish": ("api_publish", {}),
    "correct": ("api_correct", BODIES["POST api_correct"]),
    "retract": ("api_retract", BODIES["POST api_retract"]),
    "reopen": ("api_reopen", BODIES["POST api_reopen"]),
    "let_stand": ("api_let_stand", BODIES["POST api_let_stand"]),
}
REFUSED = {"409": 409, "taken": 409, "403": 403}
TITLES = {
    403: ("Not allowed", "/api/v1/problems/not-allowed"),
    409: (("Not possible in this state", "Conflict"), "/api/v1/problems/conflict"),
    412: ("Changed meanwhile", "/api/v1/problems/changed-meanwhile"),
    422: ("Cannot be used as sent", "/api/v1/problems/cannot-be-used"),
}


def is_problem(answer: Any, status: int) -> None:
    """Whether an answer is the problem of a status, by RFC 9457."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    titles, kind = TITLES[status]
    assert body["title"] in titles
    assert (body["type"], body["status"]) == (kind, status)
    assert body["detail"].endswith((".", "?"))


@pytest.mark.parametrize("situation", STANDS)
def test_the_api_answers_as_the_grid_of_the_workflow_says(situation: str, cast: dict[str, User], api: Api) -> None:
    ids = SITUATIONS[situation](cast)
    clients = {actor: api(actor) for actor in ("erin", "noor", "ada")}
    before = prints()
    for verb, (name, body) in CALLS.items():
        for actor, client in clients.items():
            cell = CELLS[verb, situation, actor]
            with transaction.atomic():
                answer = client.post(reverse(name, args=[ids["pk"]]), body, format="json")
                if cell in REFUSED:
                    is_problem(answer, REFUSED[cell])
                    assert prints() == before, (verb, actor)
                else:
                    assert answer.status_code in (200, 201), (verb, actor, answer.content)
                transaction.set_rollback(True)


def test_nobody_holds_two_parts(cast: dict[str, User], api: Api) -> None:
    ids = SITUATIONS["held"](cast)
    before = prints()
    for sent in ({"user": "ada"}, {"user": "ada", "part": "second"}):
        answer = api("erin").post(reverse("api_assign", args=[ids["pk"]]), sent, format="json")
        is_problem(answer, 403)
        assert answer.json()["detail"] == "Ada Okafor is the first of this review; a person holds one part in it."
    assert api("ada").post(reverse("api_take_next")).status_code == 204
    assert {table for table, count in prints().items() if count != before[table]} == {"core_event"}
    assert {event.kind for event in Event.objects.order_by("-id")[:2]} == {"token.made"}


# --- a version that is no longer current --------------------------------------------------------------------


@pytest.mark.parametrize(("method", "name", "situation"), VERSIONED)
def test_a_stale_version_is_refused_and_the_current_one_taken(
    method: str, name: str, situation: str, cast: dict[str, User], api: Api
) -> None:
    ids = SITUATIONS[situation](cast)
    client = api("erin")
    thing: Any = (Claim if situation == "claim" else Review).objects.get(pk=ids["pk"])
    type(thing).objects.filter(pk=thing.pk).update(version=7)
    shown = client.get(reverse("api_claim" if situation == "claim" else "api_review", args=[thing.pk]))
    assert shown.headers["ETag"] == '"7"'
    before = prints()
    for stale in ('"6"', '"8"', 'W/"6"', "6"):
        is_problem(call(client, method, name, ids, {"If-Match": stale}), 412)
    for wrong in ('"abc"', '"-1"', '"6", "7"', '"9999999999"'):
        is_problem(call(client, method, name, ids, {"If-Match": wrong}), 422)
    assert prints() == before
    assert call(client, method, name, ids, {"If-Match": '"7"'}).status_code == 200


# --- what is sent -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("person", "method", "name", "situation", "body", "pointers"), MALFORMED)
def test_what_cannot_be_used_is_refused_field_by_field(
    person: str, method: str, name: str, situation: str, body: dict[str, Any], pointers: set[str],
    cast: dict[str, User], api: Api,
) -> None:  # fmt: skip
    ids = SITUATIONS[situation](cast)
    sent = {
        key: [ids["pk"] if each == "{pk}" else each for each in value] if isinstance(value, list)
        else ids["pk"] if value == "{pk}" else value
        for key, value in body.items()
    }  # fmt: skip
    refused(api(person), method, reverse(name, kwargs={key: ids[key] for key in keys_of(name)}), sent, pointers)


def refused(client: APIClient, method: str, url: str, body: dict[str, Any], pointers: set[str]) -> None:
    before = prints()
    answer = getattr(client, method.lower())(url, body, format="json")
    is_problem(answer, 422)
    assert {error["pointer"] for error in answer.json()["errors"]} == pointers
    assert all(error["detail"] for error in answer.json()["errors"])
    assert prints() == before
