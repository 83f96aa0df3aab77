"""Waking a task after the commit: a broker that is away or deaf holds nobody up and fails nothing."""

import logging
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from redis import Redis

from factcheck.core import later
from factcheck.core.later import after_commit

TASK = "core.beat_heart"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause is left over from another test, and none is left behind."""
    monkeypatch.setattr(later, "_paused_until", 0.0)


@pytest.fixture
def broker_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have messages go to another address."""
    return lambda address: monkeypatch.setattr(current_app.conf, "broker_write_url", address)


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    path = tmp_path / "deaf.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(20)
        yield f"redis+socket://{path}?virtual_host=0"


def queue() -> Redis:
    return Redis.from_url(
        settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    )


def seconds_for(messages: int) -> float:
    began = time.monotonic()
    for _ in range(messages):
        later._send(TASK, {})
    return time.monotonic() - began


def test_a_message_reaches_the_broker() -> None:
    queue().delete("celery")
    later._send(TASK, {})
    assert queue().llen("celery") == 1
    queue().delete("celery")


@pytest.mark.parametrize("address", ["redis+socket:///nonexistent/broker.sock", "redis://127.0.0.1:1/0"])
def test_a_broker_that_is_gone_costs_no_time(
    broker_at: Callable[[str], None], caplog: pytest.LogCaptureFixture, address: str
) -> None:
    broker_at(address)
    with caplog.at_level(logging.WARNING, "factcheck.core.later"):
        assert seconds_for(20) < 1
    assert [record.getMessage() for record in caplog.records if "The sweeper will" not in record.getMessage()] == []
    assert len(caplog.records) == 1


def test_a_broker_that_never_answers_costs_a_second_once(broker_at: Callable[[str], None], deaf: str) -> None:
    broker_at(deaf)
    assert seconds_for(20) < 2


def test_messages_go_again_when_the_pause_is_over(
    broker_at: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, deaf: str
) -> None:
    monkeypatch.setattr(later, "_PAUSE", 0.2)
    broker_at(deaf)
    later._send(TASK, {})
    broker_at(settings.CELERY_BROKER_URL)
    queue().delete("celery")
    later._send(TASK, {})
    assert queue().llen("celery") == 0
    time.sleep(0.25)
    later._send(TASK, {})
    assert queue().llen("celery") == 1
    queue().delete("celery")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_before_the_commit_or_without_it() -> None:
    queue().delete("celery")
    with transaction.atomic():
        after_commit(TASK)
        transaction.set_rollback(True)
    assert queue().llen("celery") == 0
    with transaction.atomic():
        after_commit(TASK)
        assert queue().llen("celery") == 0
    assert queue().llen("celery") == 1
    queue().delete("celery")


@pytest.mark.django_db(transaction=True)
def test_a_name_that_no_task_has_harms_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """`tests/architecture` holds every name that is used against the tasks there are."""
    queue().delete("celery")
    with transaction.atomic():
        after_commit("nobody.knows")
        after_commit(TASK)
    assert "No task is called nobody.knows" in caplog.text
    assert queue().llen("celery") == 1
    assert connection.in_atomic_block is False
    queue().delete("celery")


@pytest.mark.django_db(transaction=True)
def test_one_transaction_wakes_a_task_once_and_one_about_something_each_time() -> None:
    queue().delete("celery")
    with transaction.atomic():
        for _ in range(10):
            after_commit(TASK)
    assert queue().llen("celery") == 1
    with transaction.atomic():
        for number in (1, 2, 2):
            after_commit("claims.archive_source", source_id=str(number))
    assert queue().llen("celery") == 4
    queue().delete("celery")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("undone", [True, False])
def test_a_savepoint_that_is_undone_takes_no_other_message_with_it(undone: bool) -> None:
    queue().delete("celery")
    with transaction.atomic():
        with transaction.atomic():
            after_commit(TASK)
            transaction.set_rollback(undone)
        after_commit(TASK)
        with transaction.atomic():
            after_commit(TASK)
    assert queue().llen("celery") == (1 if undone else 2)
    queue().delete("celery")
