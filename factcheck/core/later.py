"""Work after the commit. Verbs name a task; they never import one."""

import logging
import time

from celery import current_app
from django.db import transaction
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

    def send() -> None:  # no partial: Django asks a robust callback that failed for its name
        _send(task_name, ids)

    transaction.on_commit(send, robust=True)


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
