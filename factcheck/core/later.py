"""Work after the commit. Verbs name a task; they never import one."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def after_commit(task_name: str, **ids: int) -> None:
    """Wake the task `task_name` with `ids` once the transaction has committed.

    Only a hint: the message may be lost or doubled, and a broker that is down must not fail or hold up the
    request (publishing waits a second at most, see the broker settings). What the task works on stands in
    PostgreSQL, where a sweeper finds what no message reached.
    """
    transaction.on_commit(partial(_send, task_name, ids), robust=True)


def _send(task_name: str, ids: dict[str, int]) -> None:
    task = current_app.tasks.get(task_name)
    if task is None:
        raise LookupError(f"No task is called {task_name}.")
    try:
        task.apply_async(kwargs=ids)
    except (OperationalError, OSError) as error:
        log.warning("Could not wake %s: %s. The sweeper will.", task_name, error)
