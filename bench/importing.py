"""How fast and how lean a file of claims is imported, beside the fastest way into the same database.

usage: python bench/importing.py [--rows 300000] [--long 3000000] [--port 8790]

Starts the whole product on servers and in a folder of its own (web, worker, beat, PostgreSQL, Valkey), makes a CSV of
`rows` claims with claimant, day, language, address and id, and measures in one run: psql's COPY of the rows into a bare
table (key, text, address, JSON, unique hash, time: the limit), and the import by HTTP upload through Celery, from the
first byte sent until the import says done, with validation, fingerprints, duplicates, parties, search index, events
and the report of refused rows. One row in a hundred is refused, another repeats an earlier one. Then a file of `long`
rows is imported and the largest memory of the worker compared. `--long 0` leaves that out.

The last line is JSON: `ratio` is rows a second of the import over those of COPY, `memory_growth` the fraction by which
the long file took more memory of the worker than the first.
"""

import argparse
import csv
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from factcheck.embedded import addresses  # noqa: E402
from factcheck.embedded.binaries import find_postgres  # noqa: E402

SYLLABLES = "ka lo mi ne pu ra si to ve wa xi yo zu ba de fi go hu ja ke li mo nu pe".split()
COLUMNS = ("claim", "claimant", "claim_date", "language", "link", "external_id")
BARE = "CREATE TABLE bare (id bigint PRIMARY KEY, text text, url text, rest jsonb, hash text, at timestamptz)"
ROUNDS = 3
READER = "claims.intake.reader"
LOOK_EVERY = 2.0  # seconds
TOKEN = """
from factcheck.core.models import Scope, User
from factcheck.core.tokens import make_token
editor, _ = User.objects.get_or_create(username="bench", defaults={"name": "Bench", "role": "editor"})
print(make_token(editor, by=editor, name="bench", scopes=(Scope.READ, Scope.WRITE))[1])
"""


def main() -> int:
    """Run it. 0 when all rows came out as they should."""
    parser = argparse.ArgumentParser(description="How fast and how lean a file of claims is imported.")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--long", type=int, default=3_000_000)
    parser.add_argument("--port", type=int, default=8790)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        var = Path(folder) / "var"
        os.environ["FACTCHECK_VAR"] = str(var)
        with (Path(folder) / "newsroom.log").open("wb") as log:
            newsroom = subprocess.Popen(
                [sys.executable, "-m", "factcheck.supervise", "--port", str(chosen.port)],
                cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            figures = measure(chosen, Path(folder), var, newsroom.pid)
        finally:
            newsroom.terminate()
            newsroom.wait(60)
    print(json.dumps(figures))
    return 0


def measure(chosen: argparse.Namespace, folder: Path, var: Path, newsroom: int) -> dict[str, Any]:
    """The figures, as they are printed on the last line."""
    with httpx.Client(base_url=f"http://127.0.0.1:{chosen.port}", timeout=600) as client:
        wait_until_up(client)
        client.headers["Authorization"] = f"Bearer {token()}"
        idle = memory(newsroom)
        first, bare = folder / "first.csv", folder / "bare.csv"
        write_csv(first, chosen.rows, "first")
        write_bare(first, bare)
        copied = [chosen.rows / copy_seconds(bare, var) for _ in range(ROUNDS)]
        limit = median(copied)
        print(f"psql COPY: {limit:,.0f} rows/s (of {ROUNDS}: {', '.join(f'{each:,.0f}' for each in copied)})")
        seconds, work, peak = import_file(client, first, newsroom)
        rate = chosen.rows / seconds
        sorting = sorting_seconds(var)
        print(f"whole import: {rate:,.0f} rows/s, {seconds:.1f} s; ratio {rate / limit:.3f}")
        print({name: work[name] for name in ("state", "read", "added", "known", "duplicates", "refused")})
        figures = {
            "name": "importing", "rows": chosen.rows, "copy_rows_per_second": round(limit),
            "import_rows_per_second": round(rate), "ratio": round(rate / limit, 3),
            "sorting_seconds": round(sorting, 1),
            "worker_idle_mb": idle["worker"], "worker_peak_mb": peak["worker"], "web_peak_mb": peak["web"],
        }  # fmt: skip
        if chosen.long:
            long = folder / "long.csv"
            write_csv(long, chosen.long, "long")
            seconds, work, grown = import_file(client, long, newsroom)
            print(f"{chosen.long:,} rows: {chosen.long / seconds:,.0f} rows/s; {work['state']}; memory {grown}")
            figures |= {
                "long_rows": chosen.long, "long_rows_per_second": round(chosen.long / seconds),
                "long_worker_peak_mb": grown["worker"], "long_web_peak_mb": grown["web"],
                "memory_growth": round(grown["worker"] / peak["worker"] - 1, 3),
            }  # fmt: skip
        return figures


def write_csv(path: Path, rows: int, name: str) -> None:
    """A file of claims of some 170 characters by 500 speakers; `name` sets the rows of two files apart."""
    chosen = random.Random(f"words of {name}")
    words = ["".join(chosen.choices(SYLLABLES, k=chosen.randint(2, 4))) for _ in range(20_000)]
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
        for number in range(rows):
            text = " ".join(chosen.choices(words, k=25)).capitalize()
            key = f"{name}-{number - 7 if number % 100 == 70 else number}"
            day = "2019-13-45" if number % 100 == 50 else f"2019-{chosen.randint(1, 12):02}-{chosen.randint(1, 28):02}"
            file.write(f'"{text}.",Speaker {chosen.randint(1, 500)},{day},en,https://example.org/{key},{key}\n')


def write_bare(path: Path, bare: Path) -> None:
    """The same rows as they go into the bare table: key, text, address, the rest as JSON, a hash and a time."""
    with path.open(encoding="utf-8", newline="") as file, bare.open("w", encoding="utf-8", newline="") as copy:
        lines = csv.writer(copy)
        for number, row in enumerate(csv.DictReader(file)):
            digest = hashlib.sha256(f"{number} {row['claim']}".encode()).hexdigest()
            text, link = row.pop("claim"), row.pop("link")
            lines.writerow([number, text, link, json.dumps(row), digest, "2026-11-21T10:00:00Z"])


def copy_seconds(bare: Path, var: Path) -> float:
    """How long psql takes to copy the rows into a bare table with a key and a unique index on the hash."""
    script = (
        "DROP TABLE IF EXISTS bare;",
        f"{BARE};",
        "CREATE UNIQUE INDEX ON bare (hash);",
        "\\timing on",
        f"\\copy bare FROM '{bare}' WITH (FORMAT csv)",
        "\\timing off",
        "DROP TABLE bare;",
    )
    return float(psql(var, "\n".join(script)).split("Time:")[1].split()[0]) / 1000


def import_file(client: httpx.Client, path: Path, newsroom: int) -> tuple[float, dict[str, Any], dict[str, int]]:
    """Seconds from the first byte sent until the import has ended, the import, and the most memory taken by then."""
    most: dict[str, int] = {}
    looked = 0.0
    begun = time.perf_counter()
    with path.open("rb") as file:
        answer = client.post("/api/v1/imports", files={"file": (path.name, file, "text/csv")})
    answer.raise_for_status()
    while True:
        work: dict[str, Any] = client.get(answer.headers["Location"]).raise_for_status().json()
        if work["state"] in ("done", "failed", "cancelled"):
            break
        if time.perf_counter() - looked > LOOK_EVERY:
            # The process that reads the file ends with it.
            most = {of: max(size, most.get(of, 0)) for of, size in memory(newsroom).items()}
            looked = time.perf_counter()
        time.sleep(0.2)
    seconds = time.perf_counter() - begun
    if work["state"] != "done":
        raise SystemExit(f"The import ended as {work['state']}: {work['problem']}")
    return seconds, work, {of: max(size, most.get(of, 0)) for of, size in memory(newsroom).items()}


def sorting_seconds(var: Path) -> float:
    """How much longer the worker goes on to sort the new words into the index of the search."""
    begun = time.perf_counter()
    # What another role runs is hidden, its locks are not: whoever sorts holds the first page of the index.
    asked = (
        "SELECT count(*) FROM pg_locks WHERE locktype = 'page' AND relation = 'claim_words_found'::regclass"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    time.sleep(0.2)  # from "done" to there
    while psql(var, asked, "-t").strip() != "0":
        time.sleep(0.1)
    return time.perf_counter() - begun


def psql(var: Path, script: str, *options: str) -> str:
    """What psql says to a script, as the owner of the database. Raises CalledProcessError at the first error."""
    return subprocess.run(
        [find_postgres().program("psql"), "-X", "-q", *options, "-v", "ON_ERROR_STOP=1", addresses(var).database_url],
        input=script, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def memory(newsroom: int) -> dict[str, int]:
    """The most resident memory that processes have had so far, in megabytes.

    That of the worker includes that of the process which reads for it.
    """
    most = {"worker": 0, "web": 0, "reader": 0}
    for each in psutil.Process(newsroom).children(recursive=True):
        try:
            words = " ".join(each.cmdline())
            status = Path(f"/proc/{each.pid}/status").read_text()
        except (psutil.NoSuchProcess, FileNotFoundError):
            continue
        of = "web" if "granian" in words else "worker" if " worker " in words else "reader" if READER in words else ""
        if of:
            peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
            most[of] = max(most[of], peak)
    most["worker"] += most.pop("reader")
    return most


def token() -> str:
    """A token of an editor who is made for this."""
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", TOKEN], cwd=ROOT, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return said.stdout.split()[-1]


def wait_until_up(client: httpx.Client) -> None:
    """Wait for the first page. Raises TimeoutError after two minutes."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            if client.get("/healthz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError("The newsroom did not start within 120 s.")


if __name__ == "__main__":
    raise SystemExit(main())
