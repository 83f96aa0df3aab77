"""The whole newsroom as a person runs it: one start for all that is tried while it runs, one for a kill of itself."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from factcheck.embedded import addresses, missing_servers
from factcheck.embedded.processes import PROC, wait_until
from factcheck.supervise.children import RESTARTS
from tests.running.newsroom import ROOT, Up, ended_at_last, processes_of, start_up

pytestmark = [pytest.mark.worker, pytest.mark.skipif(not PROC.joinpath("self").exists(), reason="reads /proc")]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Up]]:
    """Start the newsroom of one var folder; everything of it is ended when the module is done."""
    var = tmp_path_factory.mktemp("newsroom") / "var"
    with ended_at_last(var) as started:

        def run(port: int | None = None, folder: Path = var) -> Up:
            up = start_up(folder, port)
            started.append(up)
            return up

        yield run


@pytest.fixture(scope="module")
def up(start: Callable[..., Up]) -> Up:
    """A newsroom that is up, for all tests of the module in turn."""
    newsroom = start()
    assert newsroom.is_up(), newsroom.said
    return newsroom


def test_it_says_what_it_does_and_answers(up: Up) -> None:
    assert [line[:5] for line in up.said if line.startswith("[")] == ["[1/4]", "[2/4]", "[3/4]", "[4/4]"]
    assert any(re.search(r"\d+ migrations applied", line) for line in up.said)
    assert any(line.startswith(f"Ready: http://127.0.0.1:{up.port}") for line in up.said)
    assert up.status() == 200


def test_the_process_that_watches_holds_no_django(up: Up) -> None:
    mapped = (PROC / str(up.process.pid) / "maps").read_text()
    assert "psycopg" not in mapped


def test_a_second_start_from_the_same_folder_is_refused_in_one_line(up: Up, start: Callable[..., Up]) -> None:
    second = start()

    assert second.process.wait(timeout=30) == 1
    assert wait_until(lambda: len(second.said) == 2, 5)
    assert "runs already" in second.said[-1]
    assert f"process {up.process.pid}, http://127.0.0.1:{up.port}" in second.said[-1]
    assert up.status() == 200


def test_a_taken_port_is_said_in_one_line(up: Up, start: Callable[..., Up], tmp_path: Path) -> None:
    other = start(up.port, tmp_path / "var")

    assert other.process.wait(timeout=30) == 1
    assert wait_until(lambda: len(other.said) == 2, 5)
    assert other.said[-1].startswith(f"Port {up.port} is taken by another program. Choose another: PORT=")
    assert missing_servers(tmp_path / "var") == [
        ("PostgreSQL", tmp_path / "var" / "log" / "postgresql.log"),
        ("Valkey", tmp_path / "var" / "log" / "valkey.log"),
    ]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_a_dead_child_is_reported_and_started_again(up: Up, name: str) -> None:
    killed = up.members()[name]
    os.kill(killed, signal.SIGKILL)

    assert up.has_said(f"{name} ended by signal 9, its last words: ")
    assert wait_until(lambda: up.members().get(name, killed) != killed, 30)
    line = next(line for line in up.said if line.startswith(f"{name} ended by signal 9"))
    assert str(up.var / "log" / f"{name}.log") in line
    assert line.endswith("Starting it again (1).")
    assert wait_until(lambda: up.status() == 200, 30)


@pytest.mark.parametrize("kind", ["web", "worker"])
def test_the_probes_of_production_find_it_well(up: Up, kind: str) -> None:
    surroundings = {"PORT": str(up.port), "DATABASE_URL": addresses(up.var).database_url, "ALLOWED_HOSTS": "localhost"}

    def is_well() -> bool:
        probe = [sys.executable, "deploy/probe.py", kind]
        return subprocess.run(probe, cwd=ROOT, env=os.environ | surroundings, check=False).returncode == 0

    # The first task of beat comes 15 s after its start.
    assert wait_until(is_well, 60)


def test_a_dead_server_is_started_again(up: Up) -> None:
    for name, program in (("Valkey", "valkey-server"), ("PostgreSQL", "bin/postgres")):
        pid = next(pid for pid, command in processes_of(up.var) if program in command)
        os.kill(pid, signal.SIGKILL)
        assert up.has_said(f"{name} died")
        assert wait_until(lambda: missing_servers(up.var) == [], 30)

    assert wait_until(lambda: up.status() == 200, 30)


def test_what_a_killed_newsroom_leaves_is_ended_or_found_again_and_data_are_kept(
    up: Up, start: Callable[..., Up]
) -> None:
    with psycopg.connect(addresses(up.var).database_url) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'kept' AS text")
    servers = [pid for pid, command in processes_of(up.var) if "valkey-server" in command]
    up.process.kill()
    assert wait_until(lambda: not up.members(), 20), up.members()
    assert missing_servers(up.var) == []

    again = start()

    assert again.is_up(), again.said
    assert [pid for pid, command in processes_of(up.var) if "valkey-server" in command] == servers
    with psycopg.connect(addresses(up.var).database_url) as connection:
        assert connection.execute("SELECT text FROM note").fetchone() == ("kept",)
    assert any("0 migrations applied" in line for line in again.said)
    assert not any("Static files collected" in line for line in again.said)

    again.process.send_signal(signal.SIGINT)

    assert again.process.wait(timeout=60) == 0
    assert again.has_said("Stopped", 5)
    assert wait_until(lambda: processes_of(up.var) == [], 5), processes_of(up.var)


def test_a_child_that_dies_again_and_again_ends_everything_with_one_line(
    tmp_path: Path, start: Callable[..., Up]
) -> None:
    newsroom = start(None, tmp_path / "var")
    assert newsroom.is_up(), newsroom.said
    for _ in range(RESTARTS + 1):
        assert wait_until(lambda: "beat" in newsroom.members(), 20)
        pid = newsroom.members()["beat"]
        os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda gone=pid: newsroom.members().get("beat") != gone, 20)  # type: ignore[misc]

    assert newsroom.process.wait(timeout=60) == 1
    assert newsroom.said[-1].endswith("It has died too often, so everything stops.")
    assert wait_until(lambda: processes_of(tmp_path / "var") == [], 10)
    shutil.rmtree(tmp_path / "var")


def test_the_logins_stand_in_the_greeting(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text(
        json.dumps({"base_url": "http://old", "users": [{"username": "ada", "password": "p", "role": "reviewer"}]})
    )
    code = (
        "import sys; from pathlib import Path; from factcheck.supervise.newsroom import greeting, move_demo;"
        "move_demo(Path(sys.argv[1]), 'http://new'); print(greeting(Path(sys.argv[1]), 'http://new'))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert said == "Ready: http://new  Sign in as ada (reviewer); password p\n"
    assert json.loads((tmp_path / "demo.json").read_text())["base_url"] == "http://new"
