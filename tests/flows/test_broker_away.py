"""The broker is gone, or takes connections and never answers: the desk takes everything in, at once."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from celery import current_app
from django.db import connection

from claims.models import Claim, Import
from factcheck.core.models import Scope, User
from factcheck.core.tokens import make_token
from tests.architecture.code import ROOT
from tests.conftest import kill_hard, worker_environment
from tests.factories import ARTICLE

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

LONGEST = 2.0  # seconds for any write


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[str]:
    """The address of a broker that takes connections and never answers."""
    path = tmp_path / "deaf.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(50)
        yield f"redis+socket://{path}?virtual_host=0"


@pytest.fixture
def serve(eventually: Callable[..., None], tmp_path: Path) -> Iterator[Callable[[str], httpx.Client]]:
    """Start the product's own web server on the test database with a broker address of its own."""
    started = []

    def start(broker: str) -> httpx.Client:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = {**worker_environment(), "BROKER_URL": broker, "SITE_URL": f"http://127.0.0.1:{port}"}
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
             "factcheck.wsgi:application"],
            cwd=ROOT, env=environment, stdout=(tmp_path / "web.log").open("wb"), stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        started.append(process)
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

        def is_up() -> bool:
            try:
                return client.get("/healthz").status_code == 200
            except httpx.TransportError:
                return False

        eventually(is_up)
        return client

    yield start
    for process in started:
        kill_hard(process)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize("kind", ["gone", "deaf"])
def test_everything_is_taken_in_at_once_and_done_later(
    cast: dict[str, User], serve: Callable[[str], httpx.Client], start_worker: Callable[[], Any],
    eventually: Callable[..., None], deaf: str, kind: str,
) -> None:  # fmt: skip
    _, token = make_token(cast["erin"], by=cast["erin"], name="t", scopes=list(Scope))
    client = serve(deaf if kind == "deaf" else f"redis+socket://{os.devnull}/broker.sock?virtual_host=0")
    client.headers["Authorization"] = f"Bearer {token}"
    took = []
    for number in range(3):
        began = time.monotonic()
        answer = client.post("/api/v1/documents", json={"text": f"{ARTICLE}Bulletin {number}."})
        took.append(time.monotonic() - began)
        assert answer.status_code == 202, answer.text
    assert max(took) < LONGEST, took
    assert client.get("/readyz").json()["broker"] == "away"
    assert client.get("/readyz").status_code == 200

    # Nothing is lost: a worker with a broker, and a sweep, bring all of it to the end.
    assert set(Import.objects.values_list("state", flat=True)) == {"received"}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_import SET progress_at = progress_at - interval '1 minute'")
    start_worker()
    current_app.send_task("claims.sweep_imports")
    current_app.send_task("reviews.sweep_outbox")
    eventually(lambda: set(Import.objects.values_list("state", flat=True)) == {"done"})
    assert Claim.objects.values("document").distinct().count() == 3
    eventually(lambda: cast["erin"].notices.filter(event__kind="document.extracted").count() == 3)
