"""Runs `manage.py prepare`, and only there Django is loaded."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from factcheck.embedded.processes import launcher
from factcheck.supervise.checks import Refusal
from factcheck.supervise.children import Child, kill_group

# The line of the command after which pages can be served; the demonstration follows it.
SERVABLE = "Ready for web"


def prepare(
    demo: bool,
    folder: Path,
    log: Path,
    environment: Mapping[str, str],
    say: Callable[[str], None],
    when_servable: Callable[[], None],
) -> None:
    """Run the command in `folder`, say its lines, and call `when_servable` as soon as pages can be served.

    Raises Refusal with the command's last words when it fails.
    """
    command = [sys.executable, "manage.py", "prepare", *(["--demo"] if demo else [])]
    with log.open("ab") as errors:
        process = subprocess.Popen(  # noqa: S603 - a list, no shell
            [*launcher("--die-with", str(os.getpid())), *command],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, cwd=folder,
            env=dict(environment), start_new_session=True, text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
    try:
        for line in process.stdout or ():
            if line.rstrip() == SERVABLE:
                when_servable()
            else:
                say(line.rstrip())
        code = process.wait()
    finally:
        # Whether it is done or we were told to stop: nothing that it started stays.
        kill_group(process.pid)
        process.wait()
    if code != 0:
        words = Child("prepare", command, log, folder, environment).last_words()
        raise Refusal(f"The database could not be prepared: {words}. Its log: {log}")
