"""A file is imported while worker, web, Valkey and PostgreSQL are killed at random: nothing is lost, nothing doubled.

The newsroom is the real one and starts again what dies, as `make up` does on anybody's machine.
"""

import csv
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from factcheck.embedded import addresses
from factcheck.embedded.processes import PROC, wait_until
from tests.running.newsroom import Up, editors_token, ended_at_last, processes_of, start_up

pytestmark = [pytest.mark.worker, pytest.mark.skipif(not PROC.joinpath("self").exists(), reason="reads /proc")]

ROWS = 20_000
KILLS = 10
REFUSED = range(7, ROWS, 1000)  # row numbers with a day that is none
AGAIN = range(13, ROWS, 500)  # row numbers that say what the row before says, by another speaker
VICTIMS = {
    "worker": ("--skip-checks",),
    "web": ("granian",),
    "valkey": ("valkey-server",),
    "postgresql": ("postgres", "-D"),
}


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Up]:
    var = tmp_path / "var"
    with ended_at_last(var) as started:
        up = start_up(var)
        started.append(up)
        assert up.is_up(), up.said
        yield up


def write_file(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Claim", "Who said it", "Claim date", "External id", "Number", "Unit"])
        for number in range(1, ROWS + 1):
            said = number - 1 if number in AGAIN else number
            words = f"Claim number {said} about {said % 7} towns."
            said_on = "2019-11-31" if number in REFUSED else "2019-11-30"
            rows.writerow([words, f"Speaker {number % 50}", said_on, f"x{number}", number, "deaths"])


def kill(up: Up, kind: str) -> bool:
    """kill -9 of every process of a kind at once; whether there was one."""
    marks = VICTIMS[kind]
    pids = [pid for pid, command in processes_of(up.var) if all(mark in command for mark in marks)]
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    return bool(pids)


def asked(client: httpx.Client, address: str) -> dict[str, Any]:
    """The import; {} while the web server is not there or has no database."""
    try:
        answer = client.get(address)
    except httpx.TransportError:
        return {}
    return dict(answer.json()) if answer.status_code == 200 else {}


@pytest.mark.timeout(600)
def test_ten_kills_during_one_import_lose_nothing_and_double_nothing(newsroom: Up, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    write_file(file)
    chosen = random.Random(os.environ.get("KILL_SEED", "an import"))
    headers = {"Authorization": f"Bearer {editors_token(newsroom)}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{newsroom.port}", headers=headers, timeout=20) as client:
        answer = client.post("/api/v1/imports", files={"file": (file.name, file.read_bytes(), "text/csv")})
        assert answer.status_code == 202, answer.text
        address = f"/api/v1/imports/{answer.json()['id']}"
        assert wait_until(lambda: asked(client, address).get("read", 0) > 0, 60)

        # Each kind is killed twice, and two more by chance, each when there is something to kill.
        kinds = [*VICTIMS, *VICTIMS, *chosen.choices(["worker", "web"], k=KILLS - 2 * len(VICTIMS))]
        chosen.shuffle(kinds)
        for kind in kinds:
            assert wait_until(lambda kind=kind: kill(newsroom, kind), 30), (kind, newsroom.said[-6:])  # type: ignore[misc]
            time.sleep(chosen.uniform(0.2, 1.5))
        last = time.monotonic()
        assert wait_until(lambda: asked(client, address).get("state") == "done", 120), (
            asked(client, address), newsroom.said[-6:],
        )  # fmt: skip
        ended_after = time.monotonic() - last
        work = asked(client, address)

    assert newsroom.process.poll() is None, newsroom.said
    counts = {name: work[name] for name in ("read", "added", "known", "duplicates", "refused")}
    added = ROWS - len(REFUSED) - len(AGAIN)
    assert counts == {
        "read": ROWS, "added": added, "known": 0, "duplicates": len(AGAIN), "refused": len(REFUSED),
    }, ended_after  # fmt: skip
    with psycopg.connect(addresses(newsroom.var).database_url) as database:
        assert one(database, "SELECT count(*), count(DISTINCT row_number) FROM claims_claim") == (added, added)
        assert one(database, "SELECT count(DISTINCT external_id) FROM claims_claim") == (added,)
        assert one(database, "SELECT count(*), count(DISTINCT claim_id) FROM claims_attribution") == (added, added)
        assert one(database, "SELECT count(*), count(DISTINCT claim_id) FROM claims_figure") == (added, added)
        rows = "SELECT array_agg(number ORDER BY number) FROM claims_importrow WHERE outcome = %s"
        assert one(database, rows, "refused") == (list(REFUSED),)
        assert one(database, rows, "duplicate") == (list(AGAIN),)
        assert one(database, "SELECT count(*) FROM core_event WHERE kind = 'import.done'") == (1,)


def one(database: psycopg.Connection[Any], statement: str, *values: object) -> tuple[Any, ...]:
    return database.execute(statement, values).fetchone() or ()
