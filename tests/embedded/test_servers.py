"""The two servers start, are found again, keep data, and are closed to everybody else."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis
from kombu import Connection

from factcheck.embedded import addresses, ensure_servers, hold_servers, missing_servers, stop_servers
from factcheck.embedded.places import places
from tests.embedded.conftest import ROOT, both_answer, pids, read_notes, write_note


def test_a_first_start_makes_a_database_that_answers(var: Path) -> None:
    said: list[str] = []
    servers = ensure_servers(var, say=said.append)

    assert both_answer(servers)
    assert "Making the database cluster" in said
    assert missing_servers(var) == []


def test_a_second_start_finds_the_servers_of_the_first(ready: Path) -> None:
    ensure_servers(ready)
    first = pids(ready)

    ensure_servers(ready)

    assert pids(ready) == first
    assert None not in (first.postgres, first.valkey)


def test_data_outlive_a_stop(ready: Path) -> None:
    write_note(ensure_servers(ready), "kept")
    stop_servers(ready)
    assert pids(ready).postgres is None
    assert [name for name, _ in missing_servers(ready)] == ["PostgreSQL", "Valkey"]

    assert read_notes(ensure_servers(ready)) == ["kept"]


def test_no_tcp_port_is_open_and_only_the_owner_reaches_the_sockets(ready: Path) -> None:
    servers = ensure_servers(ready)

    with psycopg.connect(servers.database_url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        superuser = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        assert superuser == (False,)
    with redis.Redis.from_url(servers.redis_url) as broker:
        assert broker.config_get("port") == {"port": "0"}
        assert broker.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    for path in (servers.database_host, places(ready).postgres_home / "18"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path
    for path in (servers.redis_socket, servers.database_host / ".s.PGSQL.5432"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path


def test_the_brokers_address_is_understood_and_has_a_database_of_its_own(ready: Path) -> None:
    servers = ensure_servers(ready)

    with Connection(servers.broker_url) as broker:
        broker.SimpleQueue("trial").put({"id": 1})
    with redis.Redis.from_url(servers.redis_url) as cache:
        cache.flushdb()
    with Connection(servers.broker_url) as broker:
        message = broker.SimpleQueue("trial").get(timeout=2)

    assert message.payload == {"id": 1}


def test_each_server_can_be_left_to_the_environment(ready: Path) -> None:
    ensure_servers(ready, postgres=False)
    assert pids(ready).postgres is None
    assert pids(ready).valkey is not None
    stop_servers(ready)

    ensure_servers(ready, valkey=False)
    assert pids(ready).postgres is not None
    assert pids(ready).valkey is None


def test_two_clones_run_side_by_side(ready: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "var"
    try:
        write_note(ensure_servers(ready), "first")
        write_note(ensure_servers(other), "second")
        assert read_notes(addresses(ready)) == ["first"]

        stop_servers(other)

        assert read_notes(addresses(ready)) == ["first"]
    finally:
        stop_servers(other)


def test_the_last_holder_stops_the_servers(ready: Path) -> None:
    with hold_servers(ready) as servers:
        with hold_servers(ready):
            first = pids(ready)
        assert pids(ready) == first
        assert both_answer(servers)

    assert pids(ready).postgres is None
    assert pids(ready).valkey is None


def test_a_start_that_is_broken_off_leaves_nothing_running(ready: Path) -> None:
    def break_off(line: str) -> None:
        if line == "Waiting for Valkey":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), hold_servers(ready, say=break_off):
        pass

    assert pids(ready).postgres is None
    assert pids(ready).valkey is None


def test_four_starters_at_once_share_one_pair_of_servers(ready: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from factcheck.embedded import ensure_servers;"
        "print(ensure_servers(Path(sys.argv[1])).database_url)"
    )
    starters = [
        subprocess.Popen([sys.executable, "-c", code, str(ready)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]

    said = {starter.communicate(timeout=60)[0].strip() for starter in starters}

    assert [starter.returncode for starter in starters] == [0] * 4
    assert said == {addresses(ready).database_url}
    assert both_answer(addresses(ready))


def test_stopping_leaves_no_socket_folder_outside_var(ready: Path) -> None:
    ensure_servers(ready)
    run = places(ready).run

    stop_servers(ready)

    assert not run.exists()
    assert os.listdir(ready)
