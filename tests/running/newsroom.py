"""A newsroom as a person runs it, in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from factcheck.embedded import stop_servers
from factcheck.embedded.processes import PROC, wait_until

ROOT = Path(__file__).resolve().parents[2]
TOKEN = """
from factcheck.core.models import Scope, User
from factcheck.core.tokens import make_token
editor = User.objects.create(username="erin", name="Erin", role="editor")
print(make_token(editor, by=editor, name="test", scopes=(Scope.READ, Scope.WRITE))[1])
"""
NAMES = {"web": "granian", "worker": "--skip-checks", "beat": "factcheck.beat"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Up:
    """One `manage.py up` and what it has said so far."""

    var: Path
    port: int
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())

    def has_said(self, text: str, seconds: float = 60) -> bool:
        return wait_until(lambda: any(text in line for line in self.said), seconds)

    def is_up(self) -> bool:
        return self.has_said("Ready: ", 120) and wait_until(lambda: set(self.members()) == set(NAMES), 20)

    def members(self) -> dict[str, int]:
        """The first process of each kind that works for this newsroom."""
        found: dict[str, int] = {}
        for pid, command in processes_of(self.var):
            for name, mark in NAMES.items():
                if mark in command and "launch.py" not in command:
                    found.setdefault(name, pid)
        return found

    def processes(self) -> list[tuple[int, str]]:
        """Id and command of all that works for this newsroom."""
        return processes_of(self.var)

    def status(self) -> int:
        """The HTTP status of the start page; 0 while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0


def processes_of(var: Path) -> list[tuple[int, str]]:
    """Every process that was started for this var folder, by its environment or its command line, oldest first."""
    found = []
    for entry in PROC.iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with suppress(OSError):
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            surroundings = (entry / "environ").read_bytes().split(b"\0")
            if f"FACTCHECK_VAR={var}".encode() in surroundings or str(var) in command:
                found.append((int(entry.name), command))
    return sorted(pair for pair in found if pair[1])


def start_up(folder: Path, port: int | None = None) -> Up:
    """Start the newsroom of a var folder, and listen to what it says."""
    port = port or free_port()
    inherited = {name: os.environ[name] for name in os.environ.keys() - {"DATABASE_URL", "REDIS_URL"}}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--port", str(port)],
        cwd=ROOT,
        env={**inherited, "FACTCHECK_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "factcheck.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    up = Up(folder, port, process)
    Thread(target=up.listen, daemon=True).start()
    return up


@contextmanager
def ended_at_last(var: Path) -> Iterator[list[Up]]:
    """Newsrooms that are put into the list are killed at the end, with all that belongs to the var folder."""
    started: list[Up] = []
    yield started
    for up in started:
        up.process.kill()
        up.process.wait()
    for pid, _ in processes_of(var):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    stop_servers(var)


def editors_token(up: Up) -> str:
    """A token of an editor who is made for this."""
    environment = {**os.environ, "FACTCHECK_VAR": str(up.var), "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", TOKEN],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return said.split()[-1]
