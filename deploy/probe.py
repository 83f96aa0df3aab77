"""Is this process well? `python deploy/probe.py web|worker|beat`, exit code 0 for yes. For health checks.

web     asks /readyz, under a name that the desk answers to
worker  looks how old the row is that a task from beat writes: a worker may live and yet hear nothing of its
        broker. With several workers it tells that one of them works.
beat    looks how old its schedule file is, which it writes every three minutes
"""

import http.client
import os
import sys
import time
from pathlib import Path

import psycopg

PORT = int(os.environ.get("PORT", "8000"))
DEAF_AFTER = 120  # seconds
SILENT_AFTER = 600  # seconds
SCHEDULE = Path("/tmp/beat-schedule")  # noqa: S108 - inside a container, as docker-compose.yml says; the
# library that writes it may put a suffix behind the name.


def web() -> str:
    """Empty when the desk is ready, else what it answers."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=4)
    line.request("GET", "/readyz", headers={"Host": host})
    answer = line.getresponse()
    return "" if answer.status == http.client.OK else f"{answer.status} {answer.read(500)!r}"


def worker() -> str:
    """Empty when a task has run lately, else how long ago the last one was."""
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=4) as connection:
        row = connection.execute(
            "SELECT extract(epoch FROM clock_timestamp() - beat_at) FROM core_heartbeat WHERE name = 'worker'"
        ).fetchone()
    if row is None:
        return "no task has run yet"
    return "" if row[0] < DEAF_AFTER else f"the last task ran {row[0]:.0f} s ago"


def beat() -> str:
    """Empty when the schedule has been written lately, else how long ago that was."""
    written = [path.stat().st_mtime for path in SCHEDULE.parent.glob(f"{SCHEDULE.name}*")]
    if not written:
        return "the schedule has not been written yet"
    age = time.time() - max(written)
    return "" if age < SILENT_AFTER else f"the schedule was written {age:.0f} s ago"


if __name__ == "__main__":
    try:
        trouble = {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]()
    except (OSError, http.client.HTTPException, psycopg.Error) as error:
        trouble = str(error)
    if trouble:
        sys.exit(trouble)
