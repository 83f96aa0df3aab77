"""How many reviews a second people take and hand in by HTTP, with few and with a million waiting.

usage: python bench/taking.py [--waiting 1000 1000000] [--pairs 400] [--needed 1] [--workers 2] [--port 8791]

Starts PostgreSQL and Valkey in a folder of its own, a worker, and the product's web server with `--workers` processes.
For each number of waiting reviews it fills the tables by SQL, and lets eight reviewers take the next review and submit
an assessment of it, `--pairs` times in all. In the same run eight plain connections take rows of the same table by
SELECT ... FOR UPDATE SKIP LOCKED and an UPDATE, one at a time: the most that any way of taking could reach there.

The last line is JSON: `pairs_<n>` are take-and-submit pairs a second with n waiting, `raw_<n>` the rows a second of the
plain loop, `share_<n>` the first over the second, `take_p95_ms_<n>` and `submit_p95_ms_<n>` the slowest twentieth;
`ratio` is the pairs with fewest waiting over those with most: 1 would be no difference.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from factcheck import embedded  # noqa: E402
from factcheck.embedded import addresses  # noqa: E402

PEOPLE = 8
RAW_SECONDS = 3.0
TOKENS = """
from factcheck.core.models import Scope, User
from factcheck.core.tokens import make_token
for number in range(%d):
    person, _ = User.objects.get_or_create(
        username=f"bench-{number}", defaults={"name": f"Bench {number}", "role": "reviewer", "load_limit": 30000})
    print(make_token(person, by=person, name="bench", scopes=(Scope.READ, Scope.WRITE))[1])
"""
# What `open_review` writes, but for the events; triggers of the product do not run meanwhile.
FILL = """
ALTER TABLE claims_claim DISABLE TRIGGER USER;
ALTER TABLE reviews_review DISABLE TRIGGER USER;
INSERT INTO claims_claim (quote, prefix, suffix, text, language, kind, said_on, state, worth, reasons, fingerprint,
    words, url, place, as_of, tags, external_id, row_key, extractor, added_at, version)
SELECT '', '', '', n || ' people were there', 'en', 'other', '', 'kept', 0, '{}', lpad(n::text, 64, '0'),
    '', '', '', '', '{}', '', '', '', now(), 1
FROM generate_series(%(first)s, %(last)s) n;
INSERT INTO reviews_review (claim_id, state, version, round, scale_id, assessments_needed, priority, due_at, rank,
    places, free_parts, cut_short, escalations, nudged, opened_by_id, opened_at, state_since, hold_reason, close_reason,
    question)
SELECT claim.id, 'queued', 1, 1, (SELECT id FROM reviews_scale WHERE is_default), %(needed)s, 2, now() + '1 year',
    random() * 100 - 2500, 1, %(needed)s, false, 0, 0, (SELECT min(id) FROM core_user), now(), now(), '', '', ''
FROM claims_claim claim WHERE NOT EXISTS (SELECT 1 FROM reviews_review WHERE claim_id = claim.id);
INSERT INTO reviews_stay (review_id, state, round, since)
SELECT id, 'queued', 1, state_since FROM reviews_review review
WHERE NOT EXISTS (SELECT 1 FROM reviews_stay WHERE review_id = review.id);
ALTER TABLE claims_claim ENABLE TRIGGER USER;
ALTER TABLE reviews_review ENABLE TRIGGER USER;
"""
WAITING = "SELECT count(*) FROM reviews_review WHERE state IN ('queued', 'in_review') AND free_parts > 0"
# A table of its own, so that what is taken so is still there for the product.
BARE = """
DROP TABLE IF EXISTS bare;
CREATE TABLE bare AS SELECT id, rank, state, free_parts FROM reviews_review WHERE state = 'queued';
CREATE INDEX ON bare (rank DESC, id) WHERE state = 'queued' AND free_parts > 0;
ALTER TABLE bare ADD PRIMARY KEY (id);
"""
RAW = """
UPDATE bare SET state = 'in_review', free_parts = free_parts - 1 WHERE id = (
    SELECT id FROM bare WHERE state = 'queued' AND free_parts > 0
    ORDER BY rank DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED)
"""
FINDING = {
    "rating": "unproven", "attribution": "confirmed", "rationale": "The figure rests on unnamed officials.",
    "as_of": "2020-01-01", "override_reason": "No second independent source could be found in time.",
}  # fmt: skip


def main() -> int:
    """Run it. 0 when every pair came out as it should."""
    parser = argparse.ArgumentParser(description="How many reviews a second people take and hand in.")
    parser.add_argument("--waiting", type=int, nargs="+", default=[1000, 1_000_000])
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--needed", type=int, choices=(1, 2), default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--port", type=int, default=8791)
    chosen = parser.parse_args()
    if min(chosen.waiting) <= 0 or chosen.pairs < 20 * PEOPLE:
        parser.error(f"at least {20 * PEOPLE} pairs, and a queue that is not empty")
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder, ExitStack() as running:
        var = Path(folder) / "var"
        os.environ |= {"FACTCHECK_VAR": str(var), "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
        running.enter_context(embedded.hold_servers(var, postgres=True, valkey=True))
        manage("migrate", "-v", "0")
        manage("collectstatic", "--noinput", "-v", "0")
        tokens = manage("shell", "-v", "0", "-c", TOKENS % PEOPLE).split()
        running.enter_context(process(Path(folder), "celery", "-A", "factcheck", "worker", "--concurrency", "1"))
        running.enter_context(
            process(
                Path(folder), "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(chosen.port),
                "--workers", str(chosen.workers), "--blocking-threads", "4", "--no-ws", "factcheck.wsgi:application",
            )
        )  # fmt: skip
        address = f"http://127.0.0.1:{chosen.port}"
        wait_until_up(address)
        figures: dict[str, Any] = {"name": "taking", "people": PEOPLE, "needed": chosen.needed}
        for waiting in sorted(chosen.waiting):
            figures |= measure(chosen, address, addresses(var).database_url, tokens, waiting)
    few, many = min(chosen.waiting), max(chosen.waiting)
    figures["ratio"] = round(figures[f"pairs_{few}"] / figures[f"pairs_{many}"], 2)
    print(json.dumps(figures))
    return 0


def measure(chosen: argparse.Namespace, address: str, database: str, tokens: list[str], waiting: int) -> dict[str, Any]:
    """The figures with so many reviews waiting."""
    began = time.perf_counter()
    fill(database, waiting, chosen.needed)
    print(f"{waiting:,} waiting, filled in {time.perf_counter() - began:.0f} s")
    work(address, tokens, 5 * PEOPLE)  # connections, plans and caches
    seconds, takes, submits = work(address, tokens, chosen.pairs)
    raw = raw_per_second(database)
    pairs = chosen.pairs / seconds
    print(f"{pairs:,.1f} pairs/s; plain SKIP LOCKED {raw:,.0f} rows/s; share {pairs / raw:.3f}")
    return {
        f"pairs_{waiting}": round(pairs, 1), f"raw_{waiting}": round(raw), f"share_{waiting}": round(pairs / raw, 3),
        f"take_p95_ms_{waiting}": round(p95(takes)), f"submit_p95_ms_{waiting}": round(p95(submits)),
    }  # fmt: skip


def fill(database: str, waiting: int, needed: int) -> None:
    """Bring the queue to so many waiting reviews and let the planner know."""
    with psycopg.connect(database, autocommit=True) as connection:
        there = connection.execute(WAITING).fetchone()
        last = connection.execute("SELECT coalesce(max(id), 0) FROM claims_claim").fetchone()
        assert there is not None
        assert last is not None
        lacking = waiting - there[0]
        values = {"first": last[0] + 1, "last": last[0] + lacking, "needed": needed}
        for statement in (FILL % values).split(";"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("VACUUM ANALYZE")


class Desk:
    """One person's connection. The standard library's client, for a richer one takes a part of the same two cores."""

    def __init__(self, address: str, token: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def post(self, path: str, body: dict[str, str] | None = None, *, expected: int) -> dict[str, Any]:
        """The JSON that answers. Raises RuntimeError for another status than the expected."""
        self._connection.request("POST", path, json.dumps(body).encode() if body else b"", self._headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status != expected:
            raise RuntimeError(f"{path} answered {answer.status}: {text[:300]!r}")
        return dict(json.loads(text))


def work(address: str, tokens: list[str], pairs: int) -> tuple[float, list[float], list[float]]:
    """Seconds that eight people needed for so many pairs, and the seconds of each take and submit."""
    left = count()
    takes: list[float] = []
    submits: list[float] = []

    def person(token: str) -> None:
        desk = Desk(address, token)
        while next(left) < pairs:
            began = time.perf_counter()
            taken = desk.post("/api/v1/reviews/take-next", expected=200)
            between = time.perf_counter()
            desk.post(f"/api/v1/reviews/{taken['id']}/assessments", FINDING, expected=201)
            takes.append(between - began)
            submits.append(time.perf_counter() - between)

    began = time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(person, tokens))
    return time.perf_counter() - began, takes, submits


def raw_per_second(database: str) -> float:
    """Rows a second that eight plain connections take from a bare copy of the queue."""
    with psycopg.connect(database, autocommit=True) as connection:
        for statement in BARE.split(";"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("ANALYZE bare")
    end = time.perf_counter() + RAW_SECONDS

    def take(_: int) -> int:
        taken = 0
        with psycopg.connect(database, autocommit=True) as connection:
            while time.perf_counter() < end and connection.execute(RAW).rowcount:
                taken += 1
        return taken

    began = time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as pool:
        taken = sum(pool.map(take, range(PEOPLE)))
    return taken / (time.perf_counter() - began)


def p95(seconds: list[float]) -> float:
    """Milliseconds below which nineteen of twenty stay."""
    return quantiles(seconds, n=20)[-1] * 1000


def manage(*words: str) -> str:
    """What a command of the product says."""
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


@contextmanager
def process(folder: Path, *words: str) -> Iterator[None]:
    """A process of the product, ended at the end."""
    with (folder / f"{words[0]}.log").open("wb") as log:
        child = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        child.terminate()
        child.wait(60)


def wait_until_up(address: str) -> None:
    """Wait for the first answer. Raises TimeoutError after two minutes."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            if httpx.get(f"{address}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError("The web server did not start within 120 s.")


if __name__ == "__main__":
    raise SystemExit(main())
