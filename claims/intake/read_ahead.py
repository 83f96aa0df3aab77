"""Preparing the next while the last is being written."""

import queue
import threading
from collections.abc import Generator, Iterator
from typing import TypeVar

T = TypeVar("T")
_END = object()


def read_ahead(items: Iterator[T], *, ahead: int = 2) -> Generator[T, None, None]:
    """Give what an iterator gives, in order, while a thread of its own goes on with it by `ahead` items.

    What the iterator raises is raised here after the items before it. The iterator is closed, in its thread, when
    this one is; then nothing of it is left running.
    """
    ready: queue.Queue[object] = queue.Queue(maxsize=ahead)
    is_over = threading.Event()

    def put(item: object) -> bool:
        while not is_over.is_set():
            try:
                ready.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def run() -> None:
        last: object = _END
        try:
            for item in items:
                if not put(item):
                    return
        except BaseException as error:
            last = _Raised(error)
        finally:
            close = getattr(items, "close", None)
            if close is not None:
                close()
            put(last)

    reader = threading.Thread(target=run, name="read-ahead", daemon=True)
    reader.start()
    try:
        while (item := ready.get()) is not _END:
            if isinstance(item, _Raised):
                raise item.error
            yield item  # type: ignore[misc]  # only what the iterator gave is neither
    finally:
        is_over.set()
        reader.join()


class _Raised:
    def __init__(self, error: BaseException) -> None:
        self.error = error
