#!/usr/bin/env python3
"""Make .venv and install the locked libraries into it, once for each state of the lock.

    python tools/bootstrap.py [--dev] [--this-python]

--dev          the libraries for tests and checks as well
--this-python  make .venv anew when another version of Python made it; else any new enough one stays

--this-python  make .venv anew when another version of Python made it; else any new enough stays
error: no newer syntax in this file, and nothing but the standard library.
"""
# ruff: noqa: S603 - the programs run here are this Python and pip, as lists, without a shell

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
APPS = ["factcheck", "claims", "reviews"]
NAMES = ["requirements.txt", "requirements-dev.txt"]
ROOM = 700 * 1000 * 1000  # bytes that the libraries and pip's own work take on the disk
PIP_SETTINGS = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    "PIP_USER": "0",
    "PYTHONUNBUFFERED": "1",
}


class Refusal(Exception):
    """The set-up cannot go on; the message is one line with the cause and what to do."""


def check_python():
    """Raise Refusal when this Python is too old or cannot make virtual environments."""
    if sys.version_info < OLDEST:
        raise Refusal(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, but {sys.executable} is "
            f"Python {sys.version.split()[0]}. Name a newer one: make demo PYTHON=python3.12"
        )
    try:
        import ensurepip  # noqa: F401, PLC0415 - whether it is there is the question
        import venv  # noqa: F401, PLC0415
    except ImportError:
        raise Refusal(
            f"{sys.executable} has no venv module. On Debian and Ubuntu install it: "
            f"apt-get install python3.{sys.version_info[1]}-venv"
        ) from None


def fingerprint(lock):
    """The state of a lock file."""
    with open(lock, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def is_installed(name):
    """Whether .venv holds what the lock `name` asks for now."""
    try:
        with open(os.path.join(VENV, ".installed-" + name)) as file:
            return file.read() == fingerprint(os.path.join(ROOT, name))
    except OSError:
        return False


def note_installed(name):
    """Remember the state of the lock `name`; the larger set holds the smaller one."""
    for each in NAMES[: NAMES.index(name) + 1]:
        with open(os.path.join(VENV, ".installed-" + each), "w") as file:
            file.write(fingerprint(os.path.join(ROOT, each)))


def venv_python():
    """The path of the environment's Python."""
    return os.path.join(VENV, "bin", "python")


def usable(exactly):
    """Whether .venv has a Python that starts and is new enough (or, if `exactly`, of this one's version)."""
    code = "import pip, sys; print('%d %d' % sys.version_info[:2])"
    try:
        found = subprocess.check_output([venv_python(), "-c", code], stderr=subprocess.DEVNULL).decode().split()
    except (OSError, subprocess.CalledProcessError):
        return False
    version = tuple(int(number) for number in found)
    return version == sys.version_info[:2] if exactly else version >= OLDEST


def make_venv():
    """Make .venv anew. Raise Refusal with the last words of `venv` when that fails."""
    free = shutil.disk_usage(ROOT).free
    if free < ROOM:
        raise Refusal(
            f"The disk is full: {free // 1000000} MB are free at {ROOT}, {ROOM // 1000000} MB are needed "
            "for the libraries. Free some space and start again."
        )
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if made.returncode != 0:
        said = made.stdout.decode("utf-8", "replace")
        raise Refusal(f"The virtual environment {VENV} could not be made: {last_line(said)}")


def last_line(text):
    """The last line of `text` that says something, an error line if there is one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR", "Error"))]
    return (errors or lines or ["no reason given"])[-1]


def install(lock):
    """Install everything of `lock`, hashes checked, and show progress. Raise Refusal with pip's words."""
    with open(lock) as file:
        total = len(re.findall(r"^[A-Za-z0-9._-]+==", file.read(), re.MULTILINE))
    command = [venv_python(), "-m", "pip", "install", "--require-hashes", "--progress-bar", "off", "-r", lock]
    pip = subprocess.Popen(
        command,
        env=dict(os.environ, **PIP_SETTINGS),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seen, said = 0, []
    for raw in pip.stdout:
        line = raw.decode("utf-8", "replace").rstrip()
        said.append(line)
        del said[:-200]
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            progress(seen, total, line.split()[1 if line.startswith("Collecting") else 3].split("==")[0])
        elif line.startswith("Installing collected packages"):
            progress(total, total, "unpacking")
    if pip.wait() != 0:
        reason = last_line("\n".join(said))
        if "No space left on device" in reason:
            reason = "the disk is full. Free some space and start again."
        raise Refusal(f"pip could not install {os.path.relpath(lock, ROOT)}: {reason}")


def progress(number, total, name):
    """Show how far it is: on one line of a terminal, every tenth elsewhere."""
    number = min(number, total)
    if sys.stdout.isatty():
        sys.stdout.write(f"\r      {number} of {total}  {name[:40]:40}")
        sys.stdout.write("\n" if name == "unpacking" else "")
    elif number % 10 == 0 or name == "unpacking":
        sys.stdout.write(f"      {number} of {total}  {name}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def only_one():
    """One installation at a time: two that write the same files break each other."""
    with open(os.path.abspath(__file__)) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.stdout.write("Waiting for another installation to end\n")
            sys.stdout.flush()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def bring_up(name, exactly):
    """Bring .venv up to the lock `name`; nothing is done when it is there already. Raise Refusal, OSError."""
    fits = usable(exactly)
    if fits and is_installed(name):
        return
    sys.stdout.write(f"Installing the libraries of {name} into .venv (once, about a minute)\n")
    sys.stdout.flush()
    if not fits:
        make_venv()
    install(os.path.join(ROOT, name))
    # So that the first start need not: as pip does with what it installs.
    subprocess.call([venv_python(), "-m", "compileall", "-q", *[os.path.join(ROOT, each) for each in APPS]])
    note_installed(name)


def main(words):
    """Check, then install what is missing; return the exit code."""
    try:
        check_python()
        with only_one():
            bring_up(NAMES["--dev" in words], "--this-python" in words)
        return 0
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
    except OSError as error:
        what = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error))
        sys.stderr.write(f"The libraries could not be installed: {what} ({error.filename or VENV})\n")
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped before the libraries were installed; the next start goes on.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
