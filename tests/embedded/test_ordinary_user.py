"""For somebody who is not root the sockets are in var, or in /tmp when that path is too long."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.embedded.conftest import printed

TRIAL = """
import json, os, sys
from pathlib import Path
import psycopg, redis
from kombu import Connection
from factcheck.embedded import hold_servers
with hold_servers(Path(sys.argv[1])) as servers:
    with psycopg.connect(servers.database_url) as connection:
        database = connection.execute("SELECT current_database()").fetchone()[0]
    with redis.Redis.from_url(servers.redis_url) as cache:
        cache.set("key", "value")
    with Connection(servers.broker_url) as broker:
        broker.SimpleQueue("trial").put({"id": 1})
        message = broker.SimpleQueue("trial").get(timeout=2)
    print(json.dumps({
        "run": str(servers.redis_socket.parent), "database": database, "message": message.payload["id"],
        "mode": oct(os.stat(servers.redis_socket.parent).st_mode & 0o777),
    }))
"""
Runner = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def short() -> Path:
    """A folder with a short path; pytest's own are long."""
    folder = Path("/tmp/fc-trial")  # noqa: S108
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def test_sockets_are_in_var(as_ordinary_user: Runner, short: Path) -> None:
    said = printed(as_ordinary_user(TRIAL, short / "var"))

    assert said == {"run": f"{short}/var/run", "database": "factcheck", "message": 1, "mode": "0o700"}


def test_a_path_that_is_too_long_for_a_socket(as_ordinary_user: Runner, tmp_path: Path) -> None:
    var = tmp_path / ("a-long-name-" * 6) / ("another-long-name-" * 6) / "var"
    assert len(str(var)) > 150

    said = printed(as_ordinary_user(TRIAL, var))

    assert said["run"].startswith("/tmp/factcheck-")  # noqa: S108
    assert said["mode"] == "0o700"
    assert said["database"] == "factcheck"
    assert not Path(said["run"]).exists()


def test_a_path_with_letters_that_mean_something_in_an_address(as_ordinary_user: Runner, short: Path) -> None:
    said = printed(as_ordinary_user(TRIAL, short / "my desk é 50% #1 & ?"))

    assert said["database"] == "factcheck"
    assert said["message"] == 1
