"""Several people at the same instant, each in a thread with a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from factcheck.core.errors import VerbError


def at_once(*errands: Callable[[], Any]) -> list[Any]:
    """Run errands together; what each gave, or the refusal that it met. Any other error is raised."""
    start = Barrier(len(errands))

    def run(errand: Callable[[], Any]) -> Any:
        try:
            # Connected before the start, so that all set off together.
            connection.ensure_connection()
            start.wait(timeout=30)
            return errand()
        except VerbError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(errands)) as pool:
        return [future.result() for future in [pool.submit(run, errand) for errand in errands]]


def refusals(results: Sequence[Any]) -> list[type[VerbError]]:
    """The kinds of the refusals among results."""
    return [type(result) for result in results if isinstance(result, VerbError)]
