"""Real PostgreSQL and Valkey for every run; people, a client for each, a worker process where asked for."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from pytest_django.plugin import blocking_manager_key
from rest_framework.test import APIClient

from factcheck import embedded
from factcheck.core.models import Scope, User
from factcheck.core.tokens import make_token
from reviews.models import Scale
from tests.cast import CAST, PASSWORD
from tests.emptied import empty_quickly

ROOT = Path(__file__).resolve().parent.parent
_FILLED = (
    ("row_added", "core_user"), ("row_added", "reviews_scale"), ("row_added", "reviews_rating"),
    ("row_changed", "reviews_scale"), ("row_changed", "reviews_rating"),
)  # fmt: skip
_held = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    _held.enter_context(
        embedded.hold_servers(
            settings.VAR, postgres="DATABASE_URL" not in os.environ, valkey="REDIS_URL" not in os.environ
        )
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    _held.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After a test that commits, which leaves every table empty, put back what migrations put in."""
    yield
    marker = item.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    fixtures = set(getattr(item, "fixturenames", ()))
    # After the last test there is no database left to put anything in.
    if nextitem is not None and (commits or fixtures & {"transactional_db", "live_server"}):
        with item.config.stash[blocking_manager_key].unblock():
            ensure_scale()
            connection.close()


@pytest.fixture
def cast(db: None) -> dict[str, User]:
    """Everybody of `tests.cast`, by first name."""
    people = {}
    for username, (name, role) in CAST.items():
        people[username] = User(username=username, name=name, role=role, email=f"{username}@desk.example")
        people[username].set_password(PASSWORD)
    User.objects.bulk_create(people.values())
    return {user.username: user for user in User.objects.filter(username__in=CAST)}


def ensure_scale() -> None:
    """The scale that migrations make, in both its versions, made again where it is gone."""
    if not Scale.objects.exists():
        import_module("reviews.migrations.0003_seven_point_scale").forward(apps, None)
        with connection.cursor() as cursor:
            cursor.execute(import_module("reviews.migrations.0006_the_review").RATINGS)
        import_module("reviews.migrations.0015_seven_point_version_2").forward(apps, None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database as migrated, but that its events can be emptied between tests that commit.

    Nor is that an event itself, nor that there are people and a scale before a test begins.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for name in ("event", "seal", "head"):
            cursor.execute(f"ALTER TABLE core_{name} DISABLE TRIGGER {name}_not_truncated")
        for name, table in quiet_triggers():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        ensure_scale()
    with pytest.MonkeyPatch.context() as patch:
        empty_quickly(patch.setattr)
        yield


def quiet_triggers() -> list[tuple[str, str]]:
    """Triggers of the history that what every test begins and ends with would set off, with their tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'row_emptied'")
        return [*cursor.fetchall(), *_FILLED]


@pytest.fixture
def as_person(cast: dict[str, User]) -> Callable[[str], Client]:
    """A browser-like client, signed in as somebody of the cast; "" for an anonymous one."""

    def client(username: str) -> Client:
        browser = Client()
        if username:
            browser.force_login(cast[username])
        return browser

    return client


@pytest.fixture
def api(cast: dict[str, User]) -> Callable[..., APIClient]:
    """An API client with a token of somebody of the cast; "" for an anonymous one."""

    def client(username: str, *scopes: Scope) -> APIClient:
        caller = APIClient()
        if username:
            user = cast[username]
            _, clear = make_token(user, by=user, name="test", scopes=scopes or (Scope.READ, Scope.WRITE))
            caller.credentials(HTTP_AUTHORIZATION=f"Bearer {clear}")
        return caller

    return client


def worker_environment() -> dict[str, str]:
    """The environment in which a process of the product uses this run's test database and broker."""
    database = connection.settings_dict
    url = f"postgresql:///{database['NAME']}?host={database['HOST']}&user={database['USER']}"
    if database["PORT"]:
        url += f"&port={database['PORT']}"
    if database["PASSWORD"]:
        url += f"&password={database['PASSWORD']}"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "BROKER_URL": settings.CELERY_BROKER_URL,
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start a real Celery worker on the test database; every one started is killed at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        log = (tmp_path / f"worker-{len(started)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "factcheck", "worker", "--concurrency=1", "--loglevel=info"],
            cwd=ROOT,
            env=worker_environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        kill_hard(process)
    # Their sessions must be gone before the database is emptied.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


def kill_hard(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of a worker and of every process it started, as when the machine loses power."""
    if process.poll() is None:
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.kill()
    process.wait()


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Wait until a condition holds, at most `seconds`; the last value stands in the failure."""

    def wait(condition: Callable[[], object], *, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        value = condition()
        while not value and time.monotonic() < end:
            time.sleep(0.05)
            value = condition()
        assert value, f"not within {seconds} s: {value!r}"

    return wait
