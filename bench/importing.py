"""How fast and how lean a file of claims is imported, beside the fastest way into the same database.

usage: python bench/importing.py [--rows 300000] [--long 3000000] [--port 8790]

Starts the whole product on servers and in a folder of its own (web, worker, beat, PostgreSQL, Valkey), makes a CSV of
`rows` claims and measures in one run: psql's COPY of that file into a bare table with a key and one unique
index (the limit), and the import by HTTP upload through Celery, from the first byte sent until the import says done,
with validation, fingerprints, duplicates, links, figures, search index, events and the report of refused rows. A third
of the rows have a figure; one in a hundred is refused, another repeats an earlier one. Then a file of `long` rows is
imported and the largest memory of the worker compared. `--long 0` leaves that out.

The last line is JSON: `ratio` is rows a second of the import over those of COPY, `memory_growth` the fraction by which
the long file took more memory of the worker than the first.
"""

import argparse
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
COLUMNS = "claim,claimant,claim_date,language,link,external_id,value,unit,as_of,place,tags"
BARE = f"CREATE TABLE bare_probe (id bigserial PRIMARY KEY, {', '.join(f'{name} text' for name in COLUMNS.split(','))})"
ROUNDS = 3
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
        first = folder / "first.csv"
        write_csv(first, chosen.rows, "first")
        copied = [chosen.rows / copy_seconds(first, var) for _ in range(ROUNDS)]
        limit = median(copied)
        print(f"psql COPY: {limit:,.0f} rows/s (of {ROUNDS}: {', '.join(f'{each:,.0f}' for each in copied)})")
        seconds, work = import_file(client, first)
        rate = chosen.rows / seconds
        peak = memory(newsroom)
        print(f"whole import: {rate:,.0f} rows/s, {seconds:.1f} s; ratio {rate / limit:.3f}")
        print({name: work[name] for name in ("state", "read", "added", "known", "duplicates", "refused")})
        figures = {
            "name": "importing", "rows": chosen.rows, "copy_rows_per_second": round(limit),
            "import_rows_per_second": round(rate), "ratio": round(rate / limit, 3),
            "worker_idle_mb": idle["worker"], "worker_peak_mb": peak["worker"], "web_peak_mb": peak["web"],
        }  # fmt: skip
        if chosen.long:
            long = folder / "long.csv"
            write_csv(long, chosen.long, "long")
            seconds, work = import_file(client, long)
            grown = memory(newsroom)
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
        file.write(COLUMNS + "\n")
        for number in range(rows):
            text = " ".join(chosen.choices(words, k=25)).capitalize()
            day = f"2019-{chosen.randint(1, 12):02}-{chosen.randint(1, 28):02}"
            key = f"{name}-{number - 7 if number % 100 == 70 else number}"
            value = f'"about {chosen.randint(1, 90)},{chosen.randint(100, 999)}",deaths' if number % 3 == 0 else ","
            said_on = "2019-13-45" if number % 100 == 50 else day
            file.write(
                f'"{text}.",Speaker {chosen.randint(1, 500)},{said_on},en,https://example.org/{key},{key},'
                f'{value},{day},Iran,"toll, {number % 40}"\n'
            )


def copy_seconds(path: Path, var: Path) -> float:
    """How long psql takes to copy the file into a bare table with a key and a unique index."""
    script = (
        "DROP TABLE IF EXISTS bare_probe",
        BARE,
        "CREATE UNIQUE INDEX ON bare_probe (external_id, id)",
        "\\timing on",
        f"\\copy bare_probe ({COLUMNS}) FROM '{path}' WITH (FORMAT csv, HEADER true)",
        "\\timing off",
        "DROP TABLE bare_probe",
    )
    said = subprocess.run(
        [find_postgres().program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", addresses(var).database_url],
        input="\n".join(line if line.startswith("\\") else f"{line};" for line in script),
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return float(said.split("Time:")[1].split()[0]) / 1000


def import_file(client: httpx.Client, path: Path) -> tuple[float, dict[str, Any]]:
    """Seconds from the first byte sent until the import has ended, and the import."""
    begun = time.perf_counter()
    with path.open("rb") as file:
        answer = client.post("/api/v1/imports", files={"file": (path.name, file, "text/csv")})
    answer.raise_for_status()
    while True:
        work: dict[str, Any] = client.get(answer.headers["Location"]).raise_for_status().json()
        if work["state"] in ("done", "failed", "cancelled"):
            break
        time.sleep(0.2)
    seconds = time.perf_counter() - begun
    if work["state"] != "done":
        raise SystemExit(f"The import ended as {work['state']}: {work['problem']}")
    return seconds, work


def memory(newsroom: int) -> dict[str, int]:
    """The most resident memory that a process of the worker and of the web has had so far, in megabytes."""
    most = {"worker": 0, "web": 0}
    for each in psutil.Process(newsroom).children(recursive=True):
        try:
            words = " ".join(each.cmdline())
            status = Path(f"/proc/{each.pid}/status").read_text()
        except (psutil.NoSuchProcess, FileNotFoundError):
            continue
        of = "web" if "granian" in words else "worker" if " worker " in words else ""
        if of:
            peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
            most[of] = max(most[of], peak)
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
