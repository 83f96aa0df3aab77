"""What cannot be done is refused by the API with the right status and words, and nothing is half done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Claim
from factcheck.core.capabilities import Role
from factcheck.core.models import Event, User
from reviews.models import Review
from tests.api.rights import BODIES, FINDING, MALFORMED, VERSIONED
from tests.api.test_permissions import call, keys_of
from tests.reviews.grid import read_grid
from tests.reviews.stands import STANDS, review_where
from tests.reviews.unchanged import prints
from tests.situations import SITUATIONS

Api = Callable[..., APIClient]
# The verbs of the workflow's grid as calls.
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "give": ("api_assign", {"user": "mira"}),
    "swap": ("api_reassign", {"user": "mira", "reason": "They are at a hearing."}),
    "release": ("api_release", {}),
    "free": ("api_release", {"part": "first"}),
    "hold": ("api_hold", BODIES["POST api_hold"]),
    "resume": ("api_resume", {}),
    "close": ("api_close", BODIES["POST api_close"]),
    "gather": ("api_evidence", BODIES["POST api_evidence"]),
    "agree": ("api_assessments", FINDING),
    "decide": ("api_adjudicate", BODIES["POST api_adjudicate"]),
    "send_back": ("api_send_back", BODIES["POST api_send_back"]),
    "publish": ("api_publish", {}),
    "correct": ("api_correct", BODIES["POST api_correct"]),
    "retract": ("api_retract", BODIES["POST api_retract"]),
    "reopen": ("api_reopen", BODIES["POST api_reopen"]),
    "let_stand": ("api_let_stand", BODIES["POST api_let_stand"]),
}
CELLS = read_grid()
REFUSED = {"x": 409, "t": 409, "-": 403, "0": 404}
# The parts that are tried in each stand that has them, and what Ada is then: outside, inside the round, shut out.
PARTS = {"none": Role.EDITOR, "holds": Role.REVIEWER, "in": Role.EDITOR, "named": Role.REVIEWER, "out": Role.EDITOR}
TITLES = {
    403: ("Not allowed", "/api/v1/problems/not-allowed"),
    404: ("Not found", "/api/v1/problems/not-found"),
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


@pytest.mark.parametrize("stand", STANDS)
def test_the_api_answers_as_the_grid_of_the_workflow_says(stand: str, cast: dict[str, User], api: Api) -> None:
    User.objects.create(username="mira", name="Mira Sole", role=Role.REVIEWER, email="mira@desk.example")
    client = api("ada")
    for part in [part for where, part, verb in CELLS if (where, verb) == (stand, "open") and part in PARTS]:
        with transaction.atomic():
            review = review_where(stand, part, cast)
            User.objects.filter(username="ada").update(role=PARTS[part])
            before = prints()
            for verb, (name, body) in CALLS.items():
                cell = CELLS[stand, part, verb][list(Role).index(PARTS[part])]
                with transaction.atomic():
                    answer = client.post(reverse(name, args=[review.pk]), body, format="json")
                    if cell in REFUSED:
                        is_problem(answer, REFUSED[cell])
                        assert prints() == before, (part, verb)
                    else:
                        assert answer.status_code in (200, 201), (part, verb, answer.content)
                    transaction.set_rollback(True)
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
    is_claim = name.startswith("api_claim")
    thing: Any = (Claim if is_claim else Review).objects.get(pk=ids["pk"])
    type(thing).objects.filter(pk=thing.pk).update(version=7)
    shown = client.get(reverse("api_claim" if is_claim else "api_review", args=[thing.pk]))
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
