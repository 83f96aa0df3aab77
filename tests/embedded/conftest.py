"""A var folder of its own for each test, whose servers are stopped afterwards."""

import json
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import redis

from factcheck.embedded import Servers, ensure_servers, stop_servers
from factcheck.embedded.places import places
from factcheck.embedded.postgres import running
from factcheck.embedded.processes import all_at_work, launcher

ROOT = Path(__file__).resolve().parents[2]
NOBODY = pwd.getpwnam("nobody")


@dataclass(frozen=True)
class Pids:
    """The process ids of the two servers of one var folder; None for one that does not run."""

    postgres: int | None
    valkey: int | None


def pids(var: Path) -> Pids:
    """Found by their folder, as the product finds them."""
    where = places(var)
    valkeys = all_at_work("valkey-server", where.valkey_home)
    assert len(valkeys) <= 1, valkeys
    return Pids(running(where.postgres_home / "18"), valkeys[0] if valkeys else None)


def both_answer(servers: Servers) -> bool:
    """Ask each server something through its address, as the product does."""
    with psycopg.connect(servers.database_url) as connection:
        row = connection.execute("SELECT current_database()").fetchone()
    with redis.Redis.from_url(servers.redis_url) as broker:
        return row == ("factcheck",) and broker.ping()


def write_note(servers: Servers, text: str) -> None:
    """Commit a row."""
    with psycopg.connect(servers.database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (text text)")
        connection.execute("INSERT INTO note VALUES (%s)", [text])


def read_notes(servers: Servers) -> list[str]:
    """Every committed row."""
    with psycopg.connect(servers.database_url) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM note ORDER BY text")]


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """The path of a var folder that does not exist yet."""
    path = tmp_path / "var"
    yield path
    stop_servers(path)


@pytest.fixture
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var folder with a stopped cluster, made once: copying it is quicker than initdb."""
    path = tmp_path_factory.getbasetemp() / "template" / "var"
    if not path.exists():
        ensure_servers(path)
        stop_servers(path)
    return path


@pytest.fixture
def ready(var: Path, template: Path) -> Path:
    """A var folder with a stopped cluster of its own."""
    shutil.copytree(template, var)
    for folder in (var, *(entry for entry in var.iterdir() if entry.is_dir())):
        folder.chmod(0o700)
    return var


@pytest.fixture
def as_ordinary_user() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python code as somebody who is not root; under root in a user namespace, where that is allowed."""
    through = [] if os.geteuid() else launcher("--namespace", str(NOBODY.pw_uid), str(NOBODY.pw_gid))
    if through:
        tried = subprocess.run([*through, "/bin/sh", "-c", ":"], capture_output=True, text=True, check=False)
        if tried.returncode:
            pytest.skip(f"root cannot have a user namespace here: {tried.stderr.strip()}")

    def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*through, sys.executable, "-c", code, *map(str, arguments)],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    return run


def printed(ran: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """The JSON object that a trial printed."""
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
