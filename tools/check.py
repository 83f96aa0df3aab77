#!/usr/bin/env python3
"""Every check that is no test, from the quickest to the slowest; the exit code is 1 when one finds something.

Run it as `make check`: it needs the libraries of requirements-dev.txt.
"""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from factcheck.embedded import hold_servers, var_folder  # noqa: E402 - needs the line above

CODE = ["factcheck", "claims", "reviews", "deploy", "manage.py"]
# An installation as it should be in production; nothing is connected to.
PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(64),
    "DATABASE_URL": "postgresql://factcheck:secret@db/factcheck",
    "REDIS_URL": "redis://:secret@redis:6379/0",
    "ALLOWED_HOSTS": "desk.example",
    "SITE_URL": "https://desk.example",
}
PYTHON = [sys.executable]
MANAGE = [sys.executable, "manage.py"]
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("style", [*PYTHON, "-m", "ruff", "check", "."], {}),
    ("format", [*PYTHON, "-m", "ruff", "format", "--check", "--output-format", "concise", "."], {}),
    ("layers", [str(Path(sys.executable).with_name("lint-imports"))], {}),
    ("deployment settings", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], {}),
    (
        "the API's description",
        [*MANAGE, "spectacular", "--validate", "--fail-on-warn", "--file", os.devnull],
        PRODUCTION,
    ),
    ("types", [*PYTHON, "-m", "mypy", *CODE], {}),
]


@contextmanager
def servers() -> Iterator[None]:
    """The embedded servers, for the check that compares migrations with a database."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        yield
        return
    with hold_servers(var_folder()):
        yield


def main() -> int:
    """Run all checks, whatever the earlier ones found, and print a line for each."""
    found = []
    with servers():
        for name, command, extra in CHECKS:
            begun = time.monotonic()
            ran = subprocess.run(  # noqa: S603 - a list, no shell
                command, cwd=ROOT, env={**os.environ, **extra}, capture_output=True, text=True, check=False
            )
            good = ran.returncode == 0
            sys.stdout.write(f"{'ok  ' if good else 'FAIL'}  {name} ({time.monotonic() - begun:.1f} s)\n")
            if not good:
                found.append(name)
                sys.stdout.write(ran.stdout + ran.stderr)
            sys.stdout.flush()
    sys.stdout.write(f"Found something: {', '.join(found)}\n" if found else "All checks are clean\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
