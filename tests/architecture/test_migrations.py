"""Migrations: none is missing, each goes back and forth on a filled database, none knows today's code."""

import ast
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.architecture.code import OURS, ROOT, files, imported, parsed
from tests.conftest import worker_environment

APPS = ("reviews", "claims", "core")
SCRATCH = "test_factcheck_migrations"


def address(database: str) -> str:
    """The address of another database on the server of this run."""
    return worker_environment()["DATABASE_URL"].replace(f"/{connection.settings_dict['NAME']}?", f"/{database}?")


@pytest.fixture
def scratch(db: None, tmp_path: Any) -> Iterator[dict[str, str]]:
    """The environment of a process that has an empty database of its own."""
    with psycopg.connect(address("postgres"), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {SCRATCH}")
        yield {
            **worker_environment(),
            "DATABASE_URL": address(SCRATCH),
            "FACTCHECK_VAR": str(tmp_path),
            "REDIS_URL": "unix:///nonexistent",
            "BROKER_URL": "redis+socket:///nonexistent",
            "SITE_URL": "https://desk.example",
        }
        admin.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")


def test_each_goes_back_and_forth_on_a_filled_database(scratch: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.architecture.back_and_forth"],
        cwd=ROOT,
        env=scratch,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr[-3000:]
    lines = ran.stdout.splitlines()
    known = {key for key in MigrationLoader(None).graph.nodes if key[0] in APPS}
    assert {tuple(line.split()[1:]) for line in lines if line.startswith("back ")} == known
    assert lines[-2:] == ["left []", "scales 2 7"]


@pytest.mark.django_db
def test_none_is_missing() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_none_knows_todays_code() -> None:
    """A migration that imports the app breaks when the app moves on."""
    migrations = [path for path in files(".py") if "migrations" in path.parts and path.name != "__init__.py"]
    assert len(migrations) >= 8
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in migrations
        for name, line in imported(parsed(path))
        if name.split(".")[0] in OURS
    ]
    assert found == []


def test_each_has_a_reverse_in_its_file() -> None:
    """RunSQL and RunPython go one way unless they are told the other."""
    found = []
    for path in files(".py"):
        if "migrations" not in path.parts:
            continue
        for node in ast.walk(parsed(path)):
            name = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            if name in {"RunSQL", "RunPython"} and isinstance(node, ast.Call):
                words = {word.arg for word in node.keywords}
                if len(node.args) < 2 and not words & {"reverse_sql", "reverse_code"}:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno} {name}")
    assert found == []


def test_settings_of_a_production_installation_are_clean() -> None:
    ran = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            **{key: value for key, value in os.environ.items() if key != "FACTCHECK_VAR"},
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "DATABASE_URL": "postgresql://factcheck:secret@db/factcheck",
            "REDIS_URL": "redis://:secret@redis:6379/0",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "ALLOWED_HOSTS": "desk.example",
            "SITE_URL": "https://desk.example",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "no issues" in ran.stdout
