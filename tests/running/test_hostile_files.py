"""A newsroom is sent what is meant to break it: each file ends in a refusal or in what it says, in little memory."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from factcheck.embedded import addresses
from factcheck.embedded.processes import PROC
from tests.running.hostile_files import hostile_files
from tests.running.newsroom import Up, editors_token, ended_at_last, start_up

pytestmark = [pytest.mark.worker, pytest.mark.skipif(not PROC.joinpath("self").exists(), reason="reads /proc")]

ABOVE_IDLE = 300  # megabytes
KINDS = {"web": "granian", "worker": "--skip-checks"}


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Up]:
    var = tmp_path / "var"
    with ended_at_last(var) as started:
        up = start_up(var)
        started.append(up)
        assert up.is_up(), up.said
        yield up


def peaks(up: Up) -> dict[str, int]:
    """The most memory that any process of a kind has had, in megabytes."""
    most = dict.fromkeys(KINDS, 0)
    for pid, command in up.processes():
        for kind, mark in KINDS.items():
            if mark in command:
                status = (PROC / str(pid) / "status").read_text()
                most[kind] = max(most[kind], int(status.split("VmHWM:")[1].split()[0]) // 1024)
    return most


def ended(client: httpx.Client, address: str) -> dict[str, Any]:
    """The import once it has ended or waits for people."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        work: dict[str, Any] = client.get(address).raise_for_status().json()
        if work["state"] in ("done", "failed", "cancelled") or work["waits_for_mapping"]:
            return work
        time.sleep(0.1)
    raise AssertionError(f"it has not ended: {work}")


@pytest.mark.timeout(600)
def test_hostile_files_end_in_a_refusal_or_in_what_they_say(newsroom: Up) -> None:
    headers = {"Authorization": f"Bearer {editors_token(newsroom)}"}
    told: dict[str, str] = {}
    with httpx.Client(base_url=f"http://127.0.0.1:{newsroom.port}", headers=headers, timeout=120) as client:
        assert client.get("/api/v1/imports").status_code == 200
        ended(client, post(client, "plain.csv", b"claim\na plain claim\n").headers["Location"])
        idle = peaks(newsroom)
        for name, content in hostile_files():
            answer = post(client, name, content)
            assert answer.status_code in (202, 413, 422), (name, answer.status_code, answer.text[:300])
            if answer.status_code != 202:
                told[name] = answer.json()["detail"]
                continue
            work = ended(client, answer.headers["Location"])
            told[name] = work["problem"] or work["state"]
            assert work["read"] == work["added"] + work["known"] + work["duplicates"] + work["refused"], name
            assert work["state"] != "failed" or "administrator" not in work["problem"], (name, work["problem"])
        highest = peaks(newsroom)
    assert newsroom.process.poll() is None
    assert not [line for line in newsroom.said if "Starting it again" in line], newsroom.said
    for kind, most in highest.items():
        assert most - idle[kind] < ABOVE_IDLE, (kind, idle, highest)
    assert all(told.values()), told
    with psycopg.connect(addresses(newsroom.var).database_url) as database:
        kept = {text for (text,) in database.execute("SELECT text FROM claims_claim")}
    # What could be taken came out as it was sent.
    assert {
        "شهر سقوط کرد", "la cité est tombée", "=cmd|' /C calc'!A0", "+1+1", "a \u202etown\u202c fell \u2066x\u2069",
        "a town fell", "another town fell",
    } <= kept  # fmt: skip


def post(client: httpx.Client, name: str, content: bytes) -> httpx.Response:
    return client.post("/api/v1/imports", files={"file": (name, content, "application/octet-stream")})
