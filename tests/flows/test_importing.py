"""A file over HTTP with a real worker: sent, watched, its columns named, a row corrected, taken back."""

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from claims.models import Claim
from factcheck.core.models import Scope, User
from factcheck.core.tokens import make_token
from tests.claims.importing import ROWS, UNKNOWN_COLUMNS

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def erin(live_server: Any, cast: dict[str, User]) -> httpx.Client:
    """An editor's client."""
    _, clear = make_token(cast["erin"], by=cast["erin"], name="flow", scopes=list(Scope))
    headers = {"Authorization": f"Bearer {clear}"}
    return httpx.Client(base_url=f"{live_server.url}/api/v1/", headers=headers, timeout=30)


def ok(response: httpx.Response, status: int = 200) -> Any:
    assert response.status_code == status, response.text
    return response.json()


def test_a_file_is_brought_in_and_set_right(
    erin: httpx.Client, start_worker: Callable[[], Any], eventually: Callable[..., None]
) -> None:
    start_worker()

    def ended(url: str) -> dict[str, Any]:
        eventually(lambda: ok(erin.get(url))["state"] in ("done", "failed"), seconds=60)
        work: dict[str, Any] = ok(erin.get(url))
        return work

    answer = erin.post("imports", files={"file": ("rows.csv", ROWS)}, data={"dry_run": "true"})
    dry = ended(answer.headers["Location"]) if ok(answer, 202) else {}
    assert [dry[key] for key in ("state", "added", "duplicates", "refused")] == ["done", 2, 1, 1]
    assert not Claim.objects.exists()

    answer = erin.post(f"imports/{dry['id']}/repeat")
    ok(answer, 202)
    work = ended(answer.headers["Location"])
    assert [work[key] for key in ("added", "duplicates", "refused")] == [2, 1, 1]
    row = ok(erin.post(f"imports/{work['id']}/rows/2", json={"cells": {"claim date": "2019-12-15"}}))
    assert row["outcome"] == "added"
    assert Claim.objects.count() == 3

    answer = erin.post("imports", files={"file": ("rows.csv", UNKNOWN_COLUMNS)})
    where = answer.headers["Location"]
    eventually(lambda: ok(erin.get(where))["waits_for_mapping"], seconds=60)
    # Nobody works on it meanwhile, and no sweeper wakes it.
    ok(erin.post(f"{where}/mapping", json={"mapping": {"x": "text"}}))
    assert ended(where)["added"] == 2

    assert ok(erin.post(f"imports/{work['id']}/take-back"))["claims"] == 3
    assert Claim.objects.count() == 2


def test_a_cancelled_import_stops_in_the_middle(
    erin: httpx.Client, start_worker: Callable[[], Any], eventually: Callable[..., None]
) -> None:
    rows = "claim\n" + "".join(f"The toll of day {number} was {number}\n" for number in range(60_000))
    start_worker()
    where = erin.post("imports", files={"file": ("rows.csv", rows)}).headers["Location"]
    eventually(lambda: ok(erin.get(where))["added"] > 0, seconds=60)
    cancelled = ok(erin.post(f"{where}/cancel", json={"take_back": True}))
    assert cancelled["state"] == "cancelled"
    assert 0 < cancelled["added"] < 60_000, "the test needs a larger file on this machine"
    assert not Claim.objects.exists()
    time.sleep(2)
    assert ok(erin.get(where))["read"] == cancelled["read"]
    assert not Claim.objects.exists()
