"""Start, find and stop both embedded servers of one var folder, one starter at a time.

A server outlives the process that started it, so that a killed parent costs nothing: the next one finds
it. Whoever needs the servers for a while holds them (`hold_servers`); the last one to let go stops them.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from factcheck.embedded.errors import EmbeddedError
from factcheck.embedded.guise import ELSEWHERE, make_var
from factcheck.embedded.places import Places, make_folders, places
from factcheck.embedded.postgres import DATABASE, DESK_USER, USER, ensure_postgres, postgres_runs, stop_postgres
from factcheck.embedded.valkey import ensure_valkey, stop_valkey, valkey_runs

LOCK_SECONDS = 180.0
# Bytes: a new cluster takes 40 MB and its first log 16 MB; a full disk in the middle of work stops
# PostgreSQL.
ROOM_FOR_NEW = 200_000_000
ROOM_TO_WORK = 60_000_000


@dataclass(frozen=True)
class Servers:
    """Addresses of the two servers. One socket, two spellings: redis-py's and Celery's."""

    database_url: str  # postgresql://factcheck@/factcheck?host=...
    desk_database_url: str  # the same as the role of web, worker and beat
    redis_url: str  # unix:///...?db=0 (redis-py, Django's cache)
    broker_url: str  # redis+socket:///...?virtual_host=1 (Celery; a database of its own)
    database: str
    database_user: str
    database_host: Path  # folder of PostgreSQL's socket
    redis_socket: Path


def quiet(_: str) -> None:
    """Say nothing."""


def addresses(var: Path) -> Servers:
    """Where the servers of `var` are, or will be; starts and makes nothing."""
    where = places(var)
    socket = quote(str(where.valkey_socket))
    database = f"@/{DATABASE}?host={quote(str(where.postgres_sockets), safe='')}"
    return Servers(
        database_url=f"postgresql://{USER}{database}",
        desk_database_url=f"postgresql://{DESK_USER}{database}",
        redis_url=f"unix://{socket}?db=0",
        broker_url=f"redis+socket://{socket}?virtual_host=1",
        database=DATABASE,
        database_user=USER,
        database_host=where.postgres_sockets,
        redis_socket=where.valkey_socket,
    )


def ensure_servers(
    var: Path, *, postgres: bool = True, valkey: bool = True, say: Callable[[str], None] = quiet
) -> Servers:
    """Find the running servers of `var` or start them, and return their addresses.

    `postgres` and `valkey` tell which of them is wanted, `say` is given a line for each thing that takes
    time. Raises EmbeddedError, one line, when a server cannot be had.
    """
    where = places(var)
    with plain_errors(where):
        make_var(where.var)
        make_folders(where)
        with start_lock(where), ExitStack() as undo:
            undo.callback(remove_if_empty, where)
            bring_up(where, postgres, valkey, say)
            undo.pop_all()
    return addresses(var)


def stop_servers(var: Path) -> None:
    """End the servers of `var`, whoever uses them; nothing happens when none runs. Raises EmbeddedError."""
    where = places(var)
    if not where.var.exists():
        return
    with plain_errors(where), start_lock(where):
        bring_down(where)


@contextmanager
def hold_servers(
    var: Path, *, postgres: bool = True, valkey: bool = True, say: Callable[[str], None] = quiet
) -> Iterator[Servers]:
    """`ensure_servers` for the length of a block; the last holder of all processes to leave stops them.

    A holder that is killed holds no longer, since the kernel drops its lock. Raises EmbeddedError.
    """
    where = places(var)
    with ExitStack() as held:
        with plain_errors(where):
            make_var(where.var)
            make_folders(where)
            users = held.enter_context(opened(where.var / "servers.users"))
            held.callback(let_go, where, users)
            with start_lock(where):
                fcntl.flock(users, fcntl.LOCK_SH)
                bring_up(where, postgres, valkey, say)
        yield addresses(var)


def let_go(where: Places, users: int) -> None:
    """Stop the servers unless somebody else holds them too; also what a failed or broken off start left."""
    with plain_errors(where), start_lock(where):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        bring_down(where)


def missing_servers(var: Path, *, postgres: bool = True, valkey: bool = True) -> list[tuple[str, Path]]:
    """Those of the wanted servers whose process is gone, each with its log. Cheap: nothing is started."""
    where = places(var)
    missing = []
    if postgres and not postgres_runs(where):
        missing.append(("PostgreSQL", where.postgres_log))
    if valkey and not valkey_runs(where):
        missing.append(("Valkey", where.valkey_log))
    return missing


def bring_up(where: Places, postgres: bool, valkey: bool, say: Callable[[str], None]) -> None:
    """Both servers, under the lock."""
    if postgres:
        check_room(where)
        ensure_postgres(where, say)
    if valkey:
        ensure_valkey(where, say)


def bring_down(where: Places) -> None:
    """Neither server, under the lock."""
    if where.postgres_home.exists():
        stop_postgres(where)
    if where.valkey_home.exists():
        stop_valkey(where)
    remove_if_empty(where)


def remove_if_empty(where: Places) -> None:
    """Remove the sockets' folders, which may be outside `var`, unless there is something in them."""
    for folder in (where.postgres_sockets, where.run):
        with suppress(OSError):
            folder.rmdir()


def check_room(where: Places) -> None:
    """Raises EmbeddedError when the disk of `var` is too full to begin."""
    new = not any(where.postgres_home.glob("*/PG_VERSION")) and not (where.postgres_home / ELSEWHERE).exists()
    needed = ROOM_FOR_NEW if new else ROOM_TO_WORK
    free = shutil.disk_usage(where.var).free
    if free < needed:
        raise EmbeddedError(
            f"The disk is full: {free // 1_000_000} MB are free at {where.var}, "
            f"{needed // 1_000_000} MB are needed. Free some space, or set FACTCHECK_VAR to another disk."
        )


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """A file descriptor of a lock file, closed to others and not handed down to programs."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def start_lock(where: Places) -> Iterator[None]:
    """One process at a time starts or stops the servers. Raises EmbeddedError after LOCK_SECONDS."""
    path = where.var / "servers.lock"
    end = time.monotonic() + LOCK_SECONDS
    with opened(path) as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise EmbeddedError(
                        f"Another process has been starting or stopping the servers for {LOCK_SECONDS:.0f} s "
                        f"(lock {path}). Look for it, end it and start again."
                    ) from None
                time.sleep(0.05)
        yield


@contextmanager
def plain_errors(where: Places) -> Iterator[None]:
    """Turn what the system refuses into one line that names the file and the cause."""
    try:
        yield
    except OSError as error:
        what = error.filename if error.filename is not None else where.var
        raise EmbeddedError(
            f"The embedded servers cannot use {what}: {error.strerror or error}. "
            "Free some space or correct the permissions, or set FACTCHECK_VAR to another folder."
        ) from error
