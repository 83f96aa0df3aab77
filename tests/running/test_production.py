"""The files for production: every part is watched, nothing has a default secret, and the scripts in them work."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from factcheck.embedded import hold_servers
from factcheck.embedded.binaries import find_postgres

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {
    "SECRET_KEY",
    "POSTGRES_PASSWORD",
    "DATABASE_PASSWORD",
    "DESK_DATABASE_PASSWORD",
    "REDIS_PASSWORD",
    "HISTORY_KEY",
}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_all_parts_are_there_and_each_is_watched(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"proxy", "web", "worker", "beat", "migrate", "postgres", "redis"}
    for name, service in services.items():
        check = service["healthcheck"]
        assert check == {"disable": True} if name == "migrate" else check["test"], name


def test_no_secret_has_a_default_and_each_is_asked_for_by_name() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for secret in SECRETS | {"DOMAIN"}:
        assert re.search(rf"\$\{{{secret}:\?", text), secret
        assert not re.search(rf"\$\{{{secret}:?-", text), secret
    example = dict(
        line.split("=", 1)
        for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    assert example == dict.fromkeys(SECRETS | {"DOMAIN"}, "")


def test_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["data"] == {"internal": True}
    for name in ("postgres", "redis"):
        assert services[name]["networks"] == ["data"]
    assert "data" not in services["proxy"]["networks"]


def test_the_desks_processes_have_no_rights_they_do_not_need(compose: dict[str, Any]) -> None:
    for name in ("web", "worker", "beat", "migrate"):
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes" in image
    assert re.search(r"^USER (?!root)\w+$", image, re.MULTILINE)


def test_redis_evicts_nothing_and_asks_for_a_password(compose: dict[str, Any]) -> None:
    words = compose["services"]["redis"]["command"]
    assert words[words.index("--maxmemory-policy") + 1] == "noeviction"
    assert words[words.index("--requirepass") + 1] == "${REDIS_PASSWORD}"


@pytest.fixture
def superuser(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment in which psql is the superuser of an empty server, as in the image."""
    with hold_servers(tmp_path / "var", valkey=False) as servers:
        address = f"host={servers.database_host} user=postgres dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP DATABASE factcheck")
            connection.execute("DROP ROLE factcheck")
            connection.execute("DROP ROLE factcheck_desk")
        programs = find_postgres().program("psql").parent
        yield {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PGHOST": str(servers.database_host),
            "DATABASE_PASSWORD": "it's a \\ password",
            "DESK_DATABASE_PASSWORD": "it's \\ another",
        }


def test_the_first_set_up_of_postgresql_makes_a_role_that_is_no_superuser(superuser: dict[str, str]) -> None:
    ran = subprocess.run(
        ["bash", str(ROOT / "deploy" / "postgres-init.sh")], env=superuser, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stderr
    with psycopg.connect(host=superuser["PGHOST"], user="factcheck", dbname="factcheck") as connection:
        assert connection.execute(
            "SELECT rolsuper, rolcreatedb, (SELECT extname FROM pg_extension WHERE extname = 'vector') "
            "FROM pg_roles WHERE rolname = 'factcheck'"
        ).fetchone() == (False, False, "vector")
        connection.execute("CREATE TABLE trial (id int)")
    with psycopg.connect(host=superuser["PGHOST"], user="factcheck_desk", dbname="factcheck") as connection:
        assert connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, pg_has_role('factcheck', 'MEMBER') "
            "FROM pg_roles WHERE rolname = 'factcheck_desk'"
        ).fetchone() == (False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.trial_of_desk (id int)")


def test_only_the_migration_is_the_owner_of_the_tables(compose: dict[str, Any]) -> None:
    for name in ("web", "worker", "beat"):
        assert "//factcheck_desk:" in compose["services"][name]["environment"]["DATABASE_URL"], name
    migrate = compose["services"]["migrate"]
    assert "//factcheck:" in migrate["environment"]["DATABASE_URL"]
    assert migrate["command"][-1].endswith("python manage.py grant_rights --required")


@pytest.mark.parametrize("secret", ["DATABASE_PASSWORD", "DESK_DATABASE_PASSWORD"])
def test_the_first_set_up_stops_without_a_password(superuser: dict[str, str], secret: str) -> None:
    ran = subprocess.run(
        ["bash", str(ROOT / "deploy" / "postgres-init.sh")],
        env=superuser | {secret: ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.returncode != 0
    assert f"fill in {secret} in .env" in ran.stderr


@pytest.mark.parametrize(("kind", "trouble"), [("web", "refused"), ("beat", "not been written")])
def test_a_probe_of_what_does_not_run_says_so(kind: str, trouble: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound and not listened to: nobody else takes it, nobody answers
        ran = subprocess.run(
            [sys.executable, str(ROOT / "deploy" / "probe.py"), kind],
            env={**os.environ, "PORT": str(unused.getsockname()[1])}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert ran.returncode == 1
    assert trouble in ran.stderr.lower()
