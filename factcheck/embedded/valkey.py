"""The embedded Valkey: broker of Celery and cache. It keeps nothing on the disk.

PostgreSQL holds all state and Valkey may be wiped at any moment, so there is no snapshot and no
append-only file. noeviction, because a broker that drops keys drops messages.
"""

import signal
import socket
from collections.abc import Callable
from pathlib import Path

from factcheck.embedded.binaries import find_valkey
from factcheck.embedded.causes import explain
from factcheck.embedded.errors import EmbeddedError
from factcheck.embedded.places import Places
from factcheck.embedded.processes import (
    alive,
    all_at_work,
    belongs,
    end,
    plain_environment,
    start_detached,
    tail,
    wait_until,
)

FASTER = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))
PROGRAM = "valkey-server"
READY_SECONDS = 20.0
# The title stays the command line (set-proc-title), since a process is told from others by it.
SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": '""',
    "appendonly": "no",
    "maxmemory": "256mb",
    "maxmemory-policy": "noeviction",
    "databases": "4",
    "daemonize": "no",
    "set-proc-title": "no",
    "always-show-logo": "no",
    "loglevel": "notice",
}


def ensure_valkey(where: Places, say: Callable[[str], None]) -> None:
    """Find the running server of `where`, or start one; afterwards it answers.

    The caller holds the start lock. Raises EmbeddedError, OSError.
    """
    program = find_valkey()
    if valkey_runs(where) and answers(where.valkey_socket):
        return
    clear_away(where)
    start(program, where, say)


def write_settings(where: Places) -> Path:
    """Write valkey.conf anew and return its path."""
    settings = SETTINGS | {
        "dir": quote(where.valkey_home),
        "unixsocket": quote(where.valkey_socket),
        "pidfile": quote(where.valkey_home / "valkey.pid"),
    }
    path = where.valkey_home / "valkey.conf"
    lines = ["# Written at each start by factcheck/embedded/valkey.py."]
    lines += [f"{name} {value}" for name, value in settings.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def quote(path: Path) -> str:
    """A path as one word of valkey.conf."""
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


def answers(path: Path, seconds: float = 3.0) -> bool:
    """Whether a server at this socket says PONG within `seconds`."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(seconds)
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def valkey_runs(where: Places) -> bool:
    """Whether the server is alive, by the process it noted itself."""
    try:
        pid = int((where.valkey_home / "valkey.pid").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return alive(pid) and belongs(pid, PROGRAM, where.valkey_home)


def clear_away(where: Places) -> None:
    """End whatever still works in the folder, and remove the socket it left. Raises EmbeddedError."""
    left = all_at_work(PROGRAM, where.valkey_home)
    if left and not end(left, FASTER):
        raise EmbeddedError(
            f"A Valkey that cannot be ended works in {where.valkey_home} (process {left[0]}). End it and start again."
        )
    where.valkey_socket.unlink(missing_ok=True)


def start(program: Path, where: Places, say: Callable[[str], None]) -> None:
    """Start the server and wait until it answers. Raises EmbeddedError with the cause from its log."""
    settings = write_settings(where)
    log = where.valkey_log
    before = log.stat().st_size if log.exists() else 0
    pid = start_detached([str(program), str(settings)], log, plain_environment())
    say("Waiting for Valkey")
    wait_until(lambda: answers(where.valkey_socket) or not alive(pid), READY_SECONDS)
    if not alive(pid) or not answers(where.valkey_socket):
        ended = not alive(pid)
        end([pid], FASTER)
        grown = log.stat().st_size - before
        said = tail(log, grown if 0 < grown < 20_000 else 4000) if ended else "it did not answer in time"
        raise EmbeddedError(explain("Valkey", said, where.valkey_home, log))


def stop_valkey(where: Places) -> None:
    """End the server of `where`, if one runs. Raises EmbeddedError."""
    clear_away(where)
