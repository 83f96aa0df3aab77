"""What a supervisor is told: alive, ready, and what is away."""

import json
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from celery import current_app
from django.db import connection
from django.test import Client
from django.utils import timezone

from factcheck.core.models import Heartbeat
from factcheck.core.tasks import beat_heart
from tests.architecture.code import ROOT
from tests.conftest import worker_environment

ASK = """
import json, sys, django
django.setup()
from django.test import Client
client = Client(headers={"host": "localhost"}, raise_request_exception=False)
answers = {path: client.get(path) for path in ("/healthz", "/readyz", "/", "/api/v1/verdicts")}
told = {path: [answer.status_code, answer.headers["Content-Type"], answer.content.decode()]
        for path, answer in answers.items()}
print(json.dumps(told))
"""


def ready() -> tuple[int, dict[str, str]]:
    answer = Client().get("/readyz")
    return answer.status_code, answer.json()


@pytest.mark.django_db
def test_a_desk_whose_worker_was_never_heard_of_is_ready() -> None:
    assert ready() == (
        200,
        {"database": "ok", "broker": "ok", "worker": "not heard of yet", "history": "not verified yet"},
    )


@pytest.mark.django_db
def test_the_beat_of_a_worker_is_heard_and_its_silence_told() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        beat_heart()
        beat_heart()
        assert Heartbeat.objects.count() == 1
        clock.shift(timedelta(seconds=119))
        assert ready()[1]["worker"] == "ok"
        clock.shift(timedelta(seconds=61))
        assert ready() == (
            200,
            {"database": "ok", "broker": "ok", "worker": "silent for 180 s", "history": "not verified yet"},
        )
        beat_heart()
        assert ready()[1]["worker"] == "ok"


@pytest.mark.django_db
def test_a_broker_that_is_away_is_shown_and_the_desk_stays_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis+socket:///nonexistent/broker.sock")
    status, told = ready()
    assert (status, told["broker"], told["database"]) == (200, "away", "ok")


def test_to_be_alive_asks_for_nothing(django_assert_num_queries: Any) -> None:
    """No database mark on this test: a query would fail it."""
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.fixture(scope="module")
def without_database(django_db_setup: None, django_db_blocker: Any) -> dict[str, list[Any]]:
    """What a web process whose database is away answers."""
    with django_db_blocker.unblock():
        environment = worker_environment()
        connection.close()
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # whose static files need no manifest
    environment["DATABASE_URL"] = "postgresql:///factcheck?host=/nonexistent"
    ran = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    told: dict[str, list[Any]] = json.loads(ran.stdout)
    return told


def test_without_its_database_the_process_lives_but_is_not_ready(without_database: dict[str, list[Any]]) -> None:
    assert without_database["/healthz"][0] == 200
    status, _, body = without_database["/readyz"]
    assert (status, json.loads(body)) == (503, {"database": "away", "broker": "ok"})


def test_without_its_database_a_page_says_that_it_is_our_fault(without_database: dict[str, list[Any]]) -> None:
    status, kind, body = without_database["/"]
    assert (status, kind) == (500, "text/html; charset=utf-8")
    assert "Traceback" not in body
    assert "/nonexistent" not in body


def test_without_its_database_the_api_answers_with_a_problem(without_database: dict[str, list[Any]]) -> None:
    status, kind, body = without_database["/api/v1/verdicts"]
    assert (status, kind) == (500, "application/problem+json")
    problem = json.loads(body)
    assert problem["status"] == 500
    assert "/nonexistent" not in body
