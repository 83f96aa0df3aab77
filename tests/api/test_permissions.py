"""Who may call what: one table over every route of the API.

A refused call is a problem, and nothing happens by it: no event is written.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import File
from django.db import transaction
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from factcheck.core.models import Event, Scope, User
from tests.api.rights import ACTORS, BODIES, BODIES_OF, LISTS, ROWS
from tests.api.routes import api_calls, routes
from tests.situations import NOWHERE, OF_NO_TOPIC, SITUATIONS, Ids, restrict

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
    [row for row in ROWS if row[2] not in OF_NO_TOPIC and row[8] != "200"],
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
            if answer.status_code == 200:
                assert (answer.getvalue() == b"") if answer.streaming else (answer.json()["results"] == [])
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
    key = f"{method} {name}"
    body = BODIES_OF[key](ids) if key in BODIES_OF else BODIES.get(key, {})
    form = "multipart" if any(isinstance(value, File) for value in body.values()) else "json"
    return getattr(client, method.lower())(url, body, format=form, headers=headers)


def keys_of(name: str) -> list[str]:
    """What the address of a route names."""
    return [key for route, pattern in routes() if pattern.name == name for key in pattern.pattern.converters]
