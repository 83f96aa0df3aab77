"""What the newsroom consists of: its processes, its address, and the line that greets whoever started it."""

import http.client
import json
import os
import sys
from pathlib import Path
from typing import Any

from factcheck.env import env
from factcheck.supervise.children import Child

THREADS = "4"


def environment(url: str, demo: bool) -> dict[str, str]:
    """The environment of every process: this one's, with the address under which the pages are found.

    A demonstration is said to be one before its data are there, since web starts while they are made.
    """
    fixed = {"PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    return {"SITE_URL": url, **({"DEMO": "1"} if demo else {}), **os.environ, **fixed}


def processes(folder: Path, var: Path, host: str, port: int, surroundings: dict[str, str]) -> list[Child]:
    """Web (first), worker and beat. The worker forks: a task that is killed takes no other with it.

    Where PostgreSQL is the embedded one they use a role that can neither change nor delete the record.
    """
    surroundings = {**surroundings, "DATABASE_AS_DESK": "1"}
    log = var / "log"
    (var / "beat").mkdir(mode=0o700, exist_ok=True)
    commands = {
        "web": [
            "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1",
            "--blocking-threads", THREADS, "--no-ws", "--access-log", "--workers-kill-timeout", "6",
            "factcheck.wsgi:application",
        ],
        "worker": [
            "celery", "-A", "factcheck", "--skip-checks", "worker", "--pool", "prefork",
            "--concurrency", env("WORKER_PROCESSES", "1"),
            "--without-gossip", "--without-mingle", "--loglevel", "INFO",
        ],
        "beat": [
            "celery", "-A", "factcheck.beat", "beat", "--schedule", str(var / "beat" / "schedule"),
            "--pidfile", "", "--loglevel", "INFO",
        ],
    }  # fmt: skip
    # Where this is empty Celery does not load Django, and beat has no use for it.
    without_django = {**surroundings, "DJANGO_SETTINGS_MODULE": ""}
    return [
        Child(
            name,
            [sys.executable, "-m", *command],
            log / f"{name}.log",
            folder,
            without_django if name == "beat" else surroundings,
        )
        for name, command in commands.items()
    ]


def first_page_answers(host: str, port: int) -> bool:
    """Whether the start page is answered, with anything but a server error."""
    line = http.client.HTTPConnection(local(host), port, timeout=10)
    try:
        line.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return line.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def local(host: str) -> str:
    """The address at which a server bound to `host` is reached from here."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def address(host: str, port: int) -> str:
    """The URL to type into a browser."""
    name = local(host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def greeting(var: Path, url: str) -> str:
    """One line: where the newsroom is, and who can sign in with which password (from var/demo.json)."""
    line = f"Ready: {url}"
    demo = read_demo(var)
    users = [user for user in demo.get("users", []) if {"username", "password", "role"} <= user.keys()]
    if not users:
        return line
    passwords = {user["password"] for user in users}
    if len(passwords) == 1:
        people = ", ".join(f"{user['username']} ({user['role']})" for user in users)
        return f"{line}  Sign in as {people}; password {passwords.pop()}"
    people = ", ".join(f"{user['username']} / {user['password']} ({user['role']})" for user in users)
    return f"{line}  Sign in as {people}"


def read_demo(var: Path) -> dict[str, Any]:
    """What var/demo.json holds; nothing when there is none or it cannot be read."""
    try:
        found = json.loads((var / "demo.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def move_demo(var: Path, url: str) -> None:
    """Correct the address in var/demo.json when the newsroom has another one than when it was written."""
    demo = read_demo(var)
    if not demo or demo.get("base_url") == url:
        return
    fresh = var / "demo.json.new"
    fresh.touch(mode=0o600)
    text = json.dumps(demo | {"base_url": url}, indent=2, ensure_ascii=False)
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.replace(var / "demo.json")
