"""`python -m factcheck.supervise [--demo] [--host HOST] [--port PORT]`: run the newsroom until Ctrl-C.

Step by step: checks, servers, database and static files (and the demonstration), web, worker and beat;
then watch.
"""

import argparse
import os
import select
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

from factcheck.embedded import EmbeddedError, hold_servers, var_folder
from factcheck.embedded.launch import die_with
from factcheck.embedded.places import REPOSITORY
from factcheck.env import EnvError, env, env_int
from factcheck.supervise import checks, newsroom
from factcheck.supervise.checks import Refusal
from factcheck.supervise.children import Child, clear_leftovers, remember, stop
from factcheck.supervise.preparing import prepare
from factcheck.supervise.servers_watch import ServersWatch

STEPS = 4
FIRST_PAGE_SECONDS = 90.0
GREEN = "\N{ESCAPE}[32m{}\N{ESCAPE}[0m"


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, SIGTERM or a closed terminal."""


def on_signal(number: int, _: FrameType | None) -> None:
    """Turn the first signal into an exception wherever we are; a second one must not break the stopping."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(signal.Signals(number).name)


def tell(line: str, where: TextIO | None = None) -> None:
    """Print a line at once; a terminal that is gone must not stop the stopping."""
    with suppress(OSError):
        print(line, file=where or sys.stdout, flush=True)


class Steps:
    """Prints `[2/4] What is done`, what takes time below it, and how long it took."""

    def __init__(self) -> None:
        self.number = 0
        self.begun = time.monotonic()

    def next(self, what: str) -> None:
        self.number += 1
        tell(f"[{self.number}/{STEPS}] {what}")

    @staticmethod
    def detail(line: str) -> None:
        tell(f"      {line}")

    def seconds(self) -> str:
        return f"{time.monotonic() - self.begun:.1f} s"


def options(words: Sequence[str]) -> argparse.Namespace:
    """The command line; host and port come from the environment when they are not given. Raises EnvError."""
    parser = argparse.ArgumentParser(prog="manage.py up", description="Run the newsroom on this machine.")
    parser.add_argument("--demo", action="store_true", help="make the demonstration newsroom first")
    parser.add_argument("--host", default=env("HOST", "127.0.0.1"), help="address to listen on (HOST)")
    parser.add_argument("--port", type=int, help="port to listen on (PORT, else 8000)")
    parser.add_argument("--with-parent", action="store_true", help="stop when the parent process ends")
    chosen = parser.parse_args(words)
    if chosen.port is None:
        chosen.port = env_int("PORT", 8000)
    if not 1 <= chosen.port <= 65535:
        raise EnvError(f"PORT must be between 1 and 65535, but it is {chosen.port}.")
    return chosen


def wait_for_first_page(chosen: argparse.Namespace, web: Child) -> None:
    """Wait until the web process answers. Raises Refusal when it dies or stays silent."""
    end = time.monotonic() + FIRST_PAGE_SECONDS
    while not newsroom.first_page_answers(chosen.host, chosen.port):
        if how := web.ended():
            raise Refusal(f"web {how} at its start: {web.last_words()}. Its log: {web.log}")
        if time.monotonic() > end:
            raise Refusal(
                f"The first page has not answered for {FIRST_PAGE_SECONDS:.0f} s: {web.last_words()}. "
                f"Its log: {web.log}"
            )
        time.sleep(0.1)


def watch(children: Sequence[Child], servers: ServersWatch, note: Path) -> None:
    """Look after the processes until a signal comes. Raises Refusal when one dies too often, Stopped."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    while True:
        for child in children:
            if how := child.ended():
                child.sweep()
                words = f"{child.name} {how}, its last words: {child.last_words()} (log: {child.log})"
                words += checks.full_disk(child.log.parent)
                if not child.may_restart():
                    raise Refusal(f"{words}. It has died too often, so everything stops.")
                tell(f"{words}. Starting it again ({len(child.deaths)}).")
                child.start()
                remember(note, children)
        servers.look()
        if select.select([reader], [], [], 2.0)[0]:
            os.read(reader, 4096)


def run(chosen: argparse.Namespace, held: ExitStack, steps: Steps) -> None:
    """All steps, then watch. What must be undone is put on `held`. Raises Refusal, EmbeddedError, Stopped."""
    if chosen.with_parent:
        die_with(os.getppid())
    var = var_folder()
    url = env("SITE_URL", newsroom.address(chosen.host, chosen.port)).rstrip("/")
    note = var / "up.groups"
    steps.next("Checking Python, the disk and the port")
    checks.check_python()
    checks.check_room(var)
    held.enter_context(checks.only_one(var, url))
    if left := clear_leftovers(note, REPOSITORY):
        steps.detail(f"Ended {left} processes that an earlier run left behind")
    checks.check_port(chosen.host, chosen.port)

    steps.next("Starting PostgreSQL and Valkey")
    postgres, valkey = not env("DATABASE_URL", ""), not env("REDIS_URL", "")
    held.enter_context(hold_servers(var, postgres=postgres, valkey=valkey, say=steps.detail))
    (var / "log").mkdir(mode=0o700, exist_ok=True)

    steps.next("Preparing the database, the static files" + (" and the demonstration" if chosen.demo else ""))
    surroundings = newsroom.environment(url, chosen.demo)
    children = newsroom.processes(REPOSITORY, var, chosen.host, chosen.port, surroundings)
    held.callback(note.unlink, missing_ok=True)
    held.callback(stop, children)
    web = children[0]

    def start_web() -> None:
        """While the demonstration is made, the web server loads: it needs only the tables."""
        web.start()
        remember(note, children)

    prepare(chosen.demo, REPOSITORY, var / "log" / "prepare.log", surroundings, steps.detail, start_web)
    newsroom.move_demo(var, url)

    steps.next("Starting web, worker and beat")
    # Web first: on a small machine three that start at once keep the first page waiting.
    wait_for_first_page(chosen, web)
    for child in children[1:]:
        child.start()
    remember(note, children)
    line = newsroom.greeting(var, url)
    tell(GREEN.format(line) if sys.stdout.isatty() else line)
    tell(f"      Started in {steps.seconds()}. Logs: {var / 'log'}. Ctrl-C stops everything.")
    watch(children, ServersWatch(var, postgres=postgres, valkey=valkey, say=tell), note)


def main(words: Sequence[str]) -> int:
    """Run the newsroom; return the exit code: 0 when it was asked to stop, 1 when it could not go on."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # nohup asks for a hang-up to be ignored; a shell does the same with Ctrl-C for what runs behind it, but
        # there a signal can only be meant for us.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, on_signal)
    try:
        with ExitStack() as held:
            try:
                run(options(words), held, Steps())
            except Stopped:
                tell("\nStopping")
        tell("Stopped")
    except Stopped:
        return 1
    except (Refusal, EmbeddedError, EnvError) as error:
        tell(str(error), sys.stderr)
        return 1
    except OSError as error:
        tell(f"The newsroom cannot go on: {error.filename or ''} {error.strerror or error}", sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
