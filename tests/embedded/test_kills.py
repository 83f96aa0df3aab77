"""Whatever is killed, the next start ends with servers that answer and with everything that was committed."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.embedded import addresses, ensure_servers, postgres, stop_servers, valkey
from factcheck.embedded.places import places
from factcheck.embedded.processes import alive, all_at_work, wait_until
from tests.embedded.conftest import ROOT, both_answer, pids, read_notes, write_note


def test_the_servers_outlive_a_killed_parent_and_are_found(ready: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from factcheck.embedded import ensure_servers;"
        "ensure_servers(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    parent = subprocess.run([sys.executable, "-c", code, str(ready)], cwd=ROOT, check=False)
    assert parent.returncode == -signal.SIGKILL
    first = pids(ready)
    assert None not in (first.postgres, first.valkey)

    servers = ensure_servers(ready)

    assert pids(ready) == first
    assert both_answer(servers)


def test_a_killed_postgres_is_replaced_and_keeps_what_was_committed(ready: Path) -> None:
    write_note(ensure_servers(ready), "committed")
    killed = pids(ready)
    assert killed.postgres is not None
    os.kill(killed.postgres, signal.SIGKILL)

    servers = ensure_servers(ready)

    assert pids(ready).postgres not in (None, killed.postgres)
    assert pids(ready).valkey == killed.valkey
    assert read_notes(servers) == ["committed"]


def test_a_killed_valkey_is_replaced(ready: Path) -> None:
    ensure_servers(ready)
    killed = pids(ready)
    assert killed.valkey is not None
    os.kill(killed.valkey, signal.SIGKILL)
    assert places(ready).valkey_socket.exists()

    servers = ensure_servers(ready)

    assert pids(ready).valkey not in (None, killed.valkey)
    assert pids(ready).postgres == killed.postgres
    assert both_answer(servers)


def test_stuck_servers_are_replaced(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_note(ensure_servers(ready), "committed")
    stuck = pids(ready)
    monkeypatch.setattr(postgres, "NO_ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(postgres, "FASTER", ((signal.SIGINT, 0.5), (signal.SIGKILL, 10.0)))
    monkeypatch.setattr(valkey, "FASTER", ((signal.SIGTERM, 0.5), (signal.SIGKILL, 10.0)))
    for pid in (stuck.postgres, stuck.valkey):
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)

    servers = ensure_servers(ready)

    assert both_answer(servers)
    assert read_notes(servers) == ["committed"]
    assert not alive(stuck.postgres or 0)
    assert not alive(stuck.valkey or 0)


def test_children_of_a_killed_postgres_do_not_stop_the_next_one(ready: Path) -> None:
    ensure_servers(ready)
    data = places(ready).postgres_home / "18"
    postmaster = pids(ready).postgres
    assert postmaster is not None
    # A child that cannot notice its parent's end keeps the shared memory in use.
    child = next(pid for pid in all_at_work("postgres", data) if pid != postmaster)
    os.kill(child, signal.SIGSTOP)
    os.kill(postmaster, signal.SIGKILL)
    assert wait_until(lambda: not alive(postmaster), 5)

    servers = ensure_servers(ready)

    assert both_answer(servers)
    assert not alive(child)


def test_a_stale_process_id_that_is_now_a_strangers_is_no_obstacle(ready: Path) -> None:
    stranger = subprocess.Popen(["sleep", "60"], cwd="/")
    try:
        where = places(ready)
        where.postgres_sockets.mkdir(parents=True)
        for mark in (
            where.postgres_home / "18" / "postmaster.pid",
            where.postgres_sockets / ".s.PGSQL.5432.lock",
        ):
            mark.write_text(f"{stranger.pid}\n/elsewhere\n")

        servers = ensure_servers(ready)

        assert both_answer(servers)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_killed_first_start_leaves_no_half_made_cluster(var: Path) -> None:
    half = places(var).postgres_home / "18.new"
    starter = subprocess.Popen(
        [
            sys.executable, "-c",
            "import sys; from pathlib import Path; from factcheck.embedded import ensure_servers;"
            "ensure_servers(Path(sys.argv[1]))",
            str(var),
        ],
        cwd=ROOT,
    )  # fmt: skip
    assert wait_until(lambda: (half / "PG_VERSION").exists(), 60)
    starter.kill()
    starter.wait()

    assert both_answer(ensure_servers(var))


def test_servers_of_a_removed_var_folder_are_ended_by_the_next_start(ready: Path) -> None:
    ensure_servers(ready)
    orphans = pids(ready)
    shutil.rmtree(ready)

    servers = ensure_servers(ready)

    assert both_answer(servers)
    assert not alive(orphans.postgres or 0)
    assert not alive(orphans.valkey or 0)


def test_stopping_twice_or_nothing_is_no_error(ready: Path, tmp_path: Path) -> None:
    stop_servers(tmp_path / "never")
    ensure_servers(ready)
    stop_servers(ready)
    stop_servers(ready)
    assert not addresses(ready).redis_socket.exists()
