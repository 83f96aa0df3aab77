"""The embedded PostgreSQL: make a cluster, find the running server or start it, end it.

The server is looked for by its data folder and asked whether it answers, since its process id file may be
stale and the id given to someone else. Safety before speed: fsync stays on, and a server is never started
while a process of an earlier one still works in the folder.
"""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from factcheck.embedded.binaries import find_postgres
from factcheck.embedded.causes import explain
from factcheck.embedded.errors import EmbeddedError
from factcheck.embedded.guise import Guise, choose_guise, cluster
from factcheck.embedded.places import Places
from factcheck.embedded.processes import (
    alive,
    all_at_work,
    belongs,
    end,
    plain_environment,
    start_detached,
    tail,
    wait_until,
)

DATABASE = "factcheck"
USER = "factcheck"
# Web, worker and beat: it can neither change nor delete the record (`manage.py grant_rights`).
DESK_USER = "factcheck_desk"
SUPERUSER = "postgres"
VECTORS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
        CREATE EXTENSION IF NOT EXISTS vector;
    END IF;
END $$
"""
PORT = 5432  # only a part of the socket's name: no TCP port is opened
FASTER = (
    (signal.SIGINT, 30.0),
    (signal.SIGQUIT, 10.0),
    (signal.SIGKILL, 10.0),
)  # fast, immediate, last resort
NO_ANSWER_SECONDS = 20.0
RECOVERY_SECONDS = 600.0

# What this program relies on; given at each start, so no file can change it.
RELIED_ON = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "fsync": "on",
    "full_page_writes": "on",
    "logging_collector": "off",
}
# Small and silent; put into postgresql.conf when the cluster is made, where a person may change it.
# io_method=sync saves three processes.
CHOSEN = {
    "max_connections": "60",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "512MB",
    "io_method": "sync",
    "max_worker_processes": "4",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "2",
    "min_wal_size": "32MB",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_checkpoints": "off",
}


def ensure_postgres(where: Places, say: Callable[[str], None]) -> None:
    """Find the running server of `where`, or start one; afterwards it answers and has the database.

    The caller holds the start lock. Raises EmbeddedError, OSError.
    """
    guise = choose_guise(where, find_postgres())
    if guise.note:
        say(guise.note)
    if not (guise.data / "PG_VERSION").exists():
        say("Making the database cluster")
        make_cluster(where, guise)
    own_sockets = where.postgres_sockets
    own_sockets.mkdir(mode=0o700, exist_ok=True)
    guise.give(own_sockets)
    pid = running(guise.data)
    if pid is None or not answers(where, guise, pid):
        clear_away(where, guise.data)
        start(where, guise, say)
    make_database(where, guise)


def make_cluster(where: Places, guise: Guise) -> None:
    """Run initdb beside the final place and move the result there, so that a kill leaves no half cluster.

    The builtin locale provider sorts and folds case alike on every machine, whatever locales it has.
    """
    fresh = guise.data.with_name(guise.data.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    guise.give(fresh)
    ran = subprocess.run(  # noqa: S603 - a list, no shell
        guise.command(
            "initdb", "--pgdata=.", f"--username={SUPERUSER}", "--auth=trust", "--encoding=UTF8",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            *(f"--set={name}={value}" for name, value in CHOSEN.items()), folder=fresh,
        ),
        env=plain_environment(), cwd="/", capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise EmbeddedError(explain("initdb", ran.stderr, fresh.parent, None))
    if guise.data.exists():
        guise.data.rmdir()
    fresh.rename(guise.data)


def running(data: Path) -> int | None:
    """The process id of the server that works in `data`, from its own file, if that one is really it."""
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if alive(pid) and belongs(pid, "postgres", data) else None


def postgres_runs(where: Places) -> bool:
    """Whether the server behind the socket is alive: its lock file names the process and the data folder."""
    try:
        lines = (where.postgres_sockets / f".s.PGSQL.{PORT}.lock").read_text(encoding="utf-8").splitlines()
        return alive(int(lines[0])) and belongs(int(lines[0]), "postgres", Path(lines[1]))
    except (OSError, ValueError, IndexError):
        return False


def ask(where: Places, guise: Guise) -> int:
    """What pg_isready says: 0 it takes connections, 1 it starts or stops, 2 no answer."""
    command = [
        str(guise.binaries.program("pg_isready")), "-q", "-t", "3", "-h", str(where.postgres_sockets),
        "-p", str(PORT), "-d", "postgres", "-U", SUPERUSER,
    ]  # fmt: skip
    return subprocess.run(command, env=plain_environment(), cwd="/", check=False).returncode  # noqa: S603


def answers(where: Places, guise: Guise, pid: int) -> bool:
    """Wait until the server takes connections. False when it has ended, or has been silent for too long.

    One that says that it is starting may be reading back a long log after a crash, and gets longer.
    """
    begun = heard = time.monotonic()
    while alive(pid):
        state = ask(where, guise)
        if state == 0:
            return True
        now = time.monotonic()
        if state == 1:
            heard = now
        if now - heard > NO_ANSWER_SECONDS or now - begun > RECOVERY_SECONDS:
            return False
        time.sleep(0.05)
    return False


def clear_away(where: Places, data: Path) -> None:
    """End whatever still works in `data`, then remove the marks of a server that is gone.

    They must go, since PostgreSQL believes them when the old process id has gone to a stranger. But the one
    in `data` also names the shared memory that a new server must not find in use. So they are removed only
    where we can see for ourselves that no process works in the folder; elsewhere PostgreSQL decides.
    Raises EmbeddedError.
    """
    pid = running(data)
    if pid is not None:
        end([pid], FASTER)
    # Children of a killed server notice its end by themselves within moments.
    wait_until(lambda: not all_at_work("postgres", data), 2.0)
    left = all_at_work("postgres", data)
    if left and not end(left, ((signal.SIGQUIT, 2.0), (signal.SIGKILL, 10.0))):
        raise EmbeddedError(
            f"A PostgreSQL that cannot be ended works in {data} (process {left[0]}). End it and start again."
        )
    if Path("/proc/self").exists():
        (data / "postmaster.pid").unlink(missing_ok=True)
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (where.postgres_sockets / name).unlink(missing_ok=True)


def start(where: Places, guise: Guise, say: Callable[[str], None]) -> None:
    """Start the server and wait until it takes connections. Raises EmbeddedError with the cause."""
    log = where.postgres_log
    before = log.stat().st_size if log.exists() else 0
    settings = RELIED_ON | {"unix_socket_directories": str(where.postgres_sockets)}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = guise.command("postgres", "-D", str(guise.data), *words, folder=guise.data)
    pid = start_detached(command, log, plain_environment())
    say("Waiting for PostgreSQL")
    if not answers(where, guise, pid):
        ended = not alive(pid)
        end([pid], FASTER)
        grown = log.stat().st_size - before
        said = tail(log, grown if 0 < grown < 20_000 else 4000) if ended else "it did not answer in time"
        raise EmbeddedError(explain("PostgreSQL", said, guise.data, log))


def make_database(where: Places, guise: Guise) -> None:
    """Make the roles and the database when they are missing.

    The owner may make other databases, for tests; it is no superuser, as in production. The desk's role owns
    nothing, and is given its rights once the tables are there.
    """
    have = psql(
        where, guise, f"SELECT rolname FROM pg_roles WHERE rolname IN ('{USER}', '{DESK_USER}') UNION ALL "  # noqa: S608 - constants
        f"SELECT 'database' FROM pg_database WHERE datname = '{DATABASE}'",
    ).split()  # fmt: skip
    if USER not in have:
        psql(where, guise, f"CREATE ROLE {USER} LOGIN CREATEDB")
    if DESK_USER not in have:
        psql(where, guise, f"CREATE ROLE {DESK_USER} LOGIN")
    # Only a superuser may make pgvector. What is made of the template has it too: the databases of tests.
    psql(where, guise, VECTORS, database="template1")
    if "database" in have:
        psql(where, guise, VECTORS, database=DATABASE)
    else:
        psql(where, guise, f"CREATE DATABASE {DATABASE} OWNER {USER}")


def psql(where: Places, guise: Guise, statement: str, database: str = "postgres") -> str:
    """Run one statement as the superuser; return its rows, unaligned. Raises EmbeddedError."""
    ran = subprocess.run(  # noqa: S603 - a list, no shell
        [
            str(guise.binaries.program("psql")), "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1",
            "-h", str(where.postgres_sockets), "-p", str(PORT), "-U", SUPERUSER, "-d", database,
            "-c", statement,
        ],
        env=plain_environment(), cwd="/", capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    if ran.returncode != 0:
        raise EmbeddedError(explain("PostgreSQL", ran.stderr, guise.data, where.postgres_log))
    return ran.stdout


def stop_postgres(where: Places) -> None:
    """End the server of `where`, if one runs, the gentle way first. Raises EmbeddedError."""
    data = cluster(where)
    pid = running(data)
    if pid is not None and not end([pid], FASTER):
        raise EmbeddedError(f"PostgreSQL (process {pid}) cannot be ended. Its log: {where.postgres_log}")
    clear_away(where, data)
