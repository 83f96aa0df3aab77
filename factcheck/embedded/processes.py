"""Finding, starting and ending server processes that may have outlived whoever started them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")
PROC = Path("/proc")
ROTATE_AT = 8 * 1024 * 1024
TICK = 0.02  # seconds between two looks

# Popen objects of servers started here: kept so that the end of one can be collected, never to hold it.
_started: list[subprocess.Popen[bytes]] = []


def launcher(*options: str) -> list[str]:
    """The beginning of a command line that goes through `launch.py` with `options`."""
    return [sys.executable, "-I", "-S", str(LAUNCH), *options, "--"]


def plain_environment() -> dict[str, str]:
    """What a server or its tools need of the environment; no PG* variable may steer them."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def rotate(log: Path) -> None:
    """Put an old log aside as `<name>.1` once it has grown past ROTATE_AT bytes."""
    if log.exists() and log.stat().st_size > ROTATE_AT:
        log.replace(log.with_name(log.name + ".1"))


def start_detached(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> int:
    """Start a program in a session of its own, with its output appended to `log`; return its process id.

    In its own session neither Ctrl-C nor the end of the terminal reaches it: it is ended on purpose only.
    """
    rotate(log)
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - a list, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            cwd="/",
            start_new_session=True,
        )
    _started.append(process)
    return process.pid


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be collected does not."""
    for process in _started:
        if process.pid == pid and process.poll() is not None:
            _started.remove(process)
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        # The state is the first word behind the name, which is in brackets and may hold anything.
        return (PROC / str(pid) / "stat").read_text(encoding="latin-1").rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return not PROC.joinpath("self").exists()


def belongs(pid: int, program: str, folder: Path) -> bool:
    """Whether `pid` is `program` at work in `folder`: PostgreSQL and Valkey both make their data folder
    their own.

    This tells our server from another one that got its old process id, and from another clone's.
    """
    if not PROC.joinpath("self").exists():
        shown = subprocess.run(  # noqa: S603 - a list, no shell
            ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout
        return program in shown and str(folder) in shown
    try:
        # A program that was replaced by an upgrade shows " (deleted)" behind its path.
        name = Path(os.readlink(PROC / str(pid) / "exe")).name.removesuffix(" (deleted)")
        work = PROC / str(pid) / "cwd"
        # One whose folder was removed under it serves nobody any more, and still holds memory.
        return name == program and (os.readlink(work) == f"{folder} (deleted)" or os.path.samefile(work, folder))
    except OSError:
        return False


def all_at_work(program: str, folder: Path) -> list[int]:
    """Every process of `program` that works in `folder` (Linux; elsewhere none can be found)."""
    if not PROC.joinpath("self").exists():
        return []
    pids = (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())
    return [pid for pid in pids if belongs(pid, program, folder) and alive(pid)]


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Look again and again until `true()` or until `seconds` have passed; return which it was."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(TICK)
    return True


def end(pids: Sequence[int], steps: Sequence[tuple[signal.Signals, float]]) -> bool:
    """Send each signal of `steps` in turn to those of `pids` still there, and wait up to its seconds for
    their end.

    Returns whether all have ended.
    """
    for number, seconds in steps:
        for pid in pids:
            if alive(pid):
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    continue
        if wait_until(lambda: not any(alive(pid) for pid in pids), seconds):
            return True
    return not any(alive(pid) for pid in pids)


def tail(log: Path, size: int = 4000) -> str:
    """The last `size` bytes of a log as text; empty when there is none."""
    try:
        with log.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - size))
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""
