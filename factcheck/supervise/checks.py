"""What must be so before anything is started; each refusal is one line that says what to do."""

import errno
import fcntl
import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.embedded import make_var

OLDEST_PYTHON = (3, 11)
ROOM = 150_000_000  # bytes, to begin
NO_ROOM = 5_000_000


class Refusal(Exception):
    """The newsroom cannot start or go on; the message is one line with the cause and what to do."""


def check_python() -> None:
    """Raises Refusal when this Python is too old."""
    if sys.version_info < OLDEST_PYTHON:
        raise Refusal(
            f"Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer is needed, but this is "
            f"Python {sys.version.split()[0]}. Name a newer one: make demo PYTHON=python3.12"
        )


def check_room(var: Path) -> None:
    """Raises Refusal when the disk of the var folder is nearly full, or the folder cannot be used."""
    try:
        make_var(var)
        free = shutil.disk_usage(var).free
    except OSError as error:
        raise Refusal(f"{var} cannot be used: {error.strerror}. Set FACTCHECK_VAR to a folder of your own.") from None
    if not var.is_dir():
        raise Refusal(f"{var} is no folder. Remove it, or set FACTCHECK_VAR to a folder of your own.")
    if not os.access(var, os.W_OK | os.X_OK):
        raise Refusal(f"{var} cannot be written: no permission. Set FACTCHECK_VAR to a folder of your own.")
    if free < ROOM:
        raise Refusal(
            f"The disk is full: {free // 1_000_000} MB are free at {var}, {ROOM // 1_000_000} MB are needed. "
            "Free some space, or set FACTCHECK_VAR to a folder on another disk."
        )


def full_disk(var: Path) -> str:
    """Words for a disk without any room, the commonest reason why everything dies at once; else nothing."""
    free = shutil.disk_usage(var).free
    return f"; the disk is full: {free // 1_000_000} MB are free at {var}" if free < NO_ROOM else ""


def check_port(host: str, port: int) -> None:
    """Raises Refusal when nothing can be bound to host and port."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise Refusal(f"The host {host} is not known here ({error.strerror}). Use 127.0.0.1.") from None
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as probe:
        # As the web server does: a connection of an earlier run that lingers is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refusal(
                    f"Port {port} is taken by another program. Choose another: PORT={port + 123} make demo"
                ) from None
            raise Refusal(
                f"Port {port} of {host} cannot be used: {error.strerror}. Choose another: PORT=8123 make demo"
            ) from None


@contextmanager
def only_one(var: Path, url: str) -> Iterator[None]:
    """Hold the var folder for this process; the lock goes with the process, however it ends.

    Raises Refusal when another newsroom runs from it, naming that one's process and address.
    """
    descriptor = os.open(var / "up.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(
                f"The newsroom of {var} runs already{other(descriptor)}. Stop it with Ctrl-C where it was "
                "started, or give this one a folder of its own in FACTCHECK_VAR and a port in PORT."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps({"process": os.getpid(), "url": url}).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def other(descriptor: int) -> str:
    """Who holds the lock, in words; empty when that one has not written it yet."""
    try:
        held = json.loads(os.pread(descriptor, 4096, 0))
        return f" (process {held['process']}, {held['url']})"
    except (ValueError, KeyError, TypeError):
        return ""
