"""Processes that are started with us, ended with us, and started again when they die."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from factcheck.embedded.processes import PROC, launcher, rotate, tail, wait_until

POLITE_SECONDS = 8.0
# One that cannot start dies so often within seconds; one that somebody keeps killing does not.
RESTARTS = 12
RESTARTS_WITHIN = 120.0  # seconds


@dataclass
class Child:
    """One process with its own process group, so that what it started can be ended with it."""

    name: str
    command: Sequence[str]
    log: Path
    folder: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it, with its output appended to its log. It dies when this process does, in any way."""
        rotate(self.log)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 - a list, no shell
                [*launcher("--die-with", str(os.getpid())), *self.command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=dict(self.environment),
                start_new_session=True,
            )

    def ended(self) -> str:
        """How it ended, in words; empty while it runs."""
        code = None if self.process is None else self.process.poll()
        if code is None:
            return ""
        return f"ended by signal {-code}" if code < 0 else f"ended with exit code {code}"

    def may_restart(self) -> bool:
        """Note a death now; whether there have been few enough of late to try again."""
        now = time.monotonic()
        self.deaths = [then for then in self.deaths if now - then < RESTARTS_WITHIN] + [now]
        return len(self.deaths) <= RESTARTS

    def last_words(self) -> str:
        """The last line of its log that is not blank."""
        lines = [line.strip() for line in tail(self.log).splitlines() if line.strip()]
        return lines[-1][:200] if lines else "nothing"

    def sweep(self) -> None:
        """Kill whatever it left behind in its group: a dead server's own children may still hold its port."""
        if self.process is not None:
            kill_group(self.process.pid)


def kill_group(group: int) -> None:
    """SIGKILL to all that is left of a process group."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def stop(children: Sequence[Child], seconds: float = POLITE_SECONDS) -> None:
    """Ask every child to end, all at once; after `seconds` kill those that have not, and what they left."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        if process.poll() is None:
            process.terminate()
    wait_until(lambda: all(process.poll() is not None for process in running), seconds)
    for child in children:
        child.sweep()
    for process in running:
        process.wait()


def remember(path: Path, children: Sequence[Child]) -> None:
    """Note the process groups, for the next start to find should this one be killed."""
    groups = [child.process.pid for child in children if child.process is not None]
    path.write_text(json.dumps(groups), encoding="utf-8")


def clear_leftovers(path: Path, folder: Path) -> int:
    """End what a killed predecessor left running; return how many process groups that were.

    Only processes that work in `folder` count, since a number may have gone to a stranger in the meantime.
    """
    try:
        groups = [int(group) for group in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return 0
    left = [group for group in groups if members(group, folder)]
    for group in left:
        # They have been told by the kernel already, when their parent ended.
        if not wait_until(partial(is_gone, group, folder), POLITE_SECONDS):
            kill_group(group)
    path.unlink(missing_ok=True)
    return len(left)


def is_gone(group: int, folder: Path) -> bool:
    """Whether no process of the group works in `folder` any more."""
    return not members(group, folder)


def members(group: int, folder: Path) -> list[int]:
    """The living processes of a group that work in `folder` (Linux; elsewhere none can be found)."""
    found = []
    for entry in PROC.iterdir() if PROC.joinpath("self").exists() else ():
        if not entry.name.isdigit():
            continue
        try:
            # Behind the name, which is in brackets and may hold anything: state, parent, process group.
            words = (entry / "stat").read_text(encoding="latin-1").rpartition(")")[2].split()
            if words[0] == "Z" or int(words[2]) != group or not os.path.samefile(entry / "cwd", folder):
                continue
        except (OSError, ValueError):
            continue
        found.append(int(entry.name))
    return found
