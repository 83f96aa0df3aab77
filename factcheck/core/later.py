"""Work after the commit. Verbs name a task; they never import one."""

import logging
import time

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError
from kombu.pools import producers
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

# A worker may wait for the broker; whoever publishes stands in somebody's request. Without `max_retries` kombu would
# try again for seconds.
_IMPATIENT = {"max_retries": 0, "socket_timeout": 1.0, "socket_connect_timeout": 1.0}
# After a failure nothing is sent for so many seconds: a request that records ten events must not wait ten times.
_PAUSE = 5.0
_paused_until = 0.0


def after_commit(task_name: str, **ids: int | str) -> None:
    """Wake the task `task_name` with `ids` once the transaction has committed.

    Only a hint: the message may be lost or doubled, and a broker that is down must not fail or hold up the
    request. What the task works on stands in PostgreSQL, where a sweeper finds what no message reached.
    """

    wake = _Wake(task_name, ids)
    if not _is_waiting(wake):
        transaction.on_commit(wake, robust=True)


class _Wake:
    """A message that is still to be sent. Django asks a robust callback that failed for its name."""

    def __init__(self, task_name: str, ids: dict[str, int | str]) -> None:
        self.task_name, self.ids = task_name, ids
        self.__qualname__ = f"waking {task_name}"

    def __call__(self) -> None:
        _send(self.task_name, self.ids)


def _is_waiting(wake: _Wake) -> bool:
    """Whether the transaction sends the same message anyway: ten events wake the drain once.

    Not where a savepoint that may yet be undone would take the other with it and leave this one.
    """
    if wake.ids:  # told apart by what they are about, and too many to look through
        return False
    # A callback goes with each savepoint that was open when it was registered.
    open_now = set(connection.savepoint_ids)
    waiting = (other for savepoints, other, *_ in connection.run_on_commit if savepoints <= open_now)
    return any(isinstance(other, _Wake) and (other.task_name, other.ids) == (wake.task_name, {}) for other in waiting)


def _send(task_name: str, ids: dict[str, int | str]) -> None:
    global _paused_until
    task = current_app.tasks.get(task_name)
    if task is None:
        raise LookupError(f"No task is called {task_name}.")
    if time.monotonic() < _paused_until:
        return
    broker = current_app.connection_for_write(transport_options=_IMPATIENT)
    try:
        with producers[broker].acquire(block=True, timeout=1) as producer:
            task.apply_async(kwargs=ids, producer=producer)
    except (OperationalError, RedisError, OSError) as error:
        _paused_until = time.monotonic() + _PAUSE
        log.warning("Could not wake %s: %s. The sweeper will.", task_name, error)


def broker_answers() -> bool:
    """Whether messages can be sent now; asks the broker itself and waits a second at most."""
    try:
        with current_app.connection_for_write(transport_options=_IMPATIENT) as broker:
            broker.ensure_connection(max_retries=0)
    except (OperationalError, RedisError, OSError):
        return False
    return True
