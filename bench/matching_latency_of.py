"""What `bench/matching_latency.py` measures, in a process of its own: it needs the settings, and they the server.

usage: python bench/matching_latency_of.py TEXTS ASKED CLAIMS..., with FACTCHECK_VAR and DJANGO_SETTINGS_MODULE set.
"""

import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import quantiles
from typing import Any

import psutil
from django.db import connection
from django.test.utils import CaptureQueriesContext
from matching_of import bring_checks, checked_claims, editor  # sets up what the imports below need

from claims.access import visible_claims
from claims.actions.count_words import count_words
from claims.matching.words import asked_words
from claims.models import Claim
from claims.queries.asked_terms import CLAIMS, terms_of
from claims.queries.likeness import BUDGET, looks_of, nearest
from claims.queries.matches import find_matches
from factcheck.core.words import words_of

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_INDEX_ROWS = 200_000
_FILL = """
INSERT INTO claims_claim (quote, prefix, suffix, text, language, kind, said_on, state, worth, reasons, fingerprint,
    words, url, place, as_of, tags, external_id, row_key, extractor, added_at, version)
SELECT '', '', '', btrim(one.text || ' ' || other.text), 'en', 'other', '', 'kept', 0.5, '{}',
    encode(sha256(convert_to(btrim(one.words || ' ' || other.words), 'UTF8')), 'hex'),
    btrim(one.words || ' ' || other.words),
    '', '', '', '{}', '', '', '', now(), 1
FROM generate_series(%s::int, %s::int) AS n
JOIN first_half one ON one.half = abs(hashint4(n)) %% %s
JOIN second_half other ON other.half = abs(hashint4(n + 500000000)) %% %s
"""

_BARE = "SELECT id FROM claims_claim WHERE array_to_tsvector(string_to_array(words, ' ')) @@ "


def main(texts: Path, asked: int, sizes: list[int]) -> dict[str, Any]:
    """The figures, printed as they come."""
    by = editor()
    if texts.joinpath("verified_claims.docs.tsv.gz").is_file():
        real = [claim for _, claim, _ in checked_claims(texts)]
        bring_checks(by, checked_claims(texts))
    else:
        real = [line for path in sorted(texts.iterdir()) for line in _SENTENCE.split(path.read_text(encoding="utf-8"))]
    halves(real)
    figures: dict[str, Any] = {"name": "matching_latency"}
    filled = 0
    for size in sizes:
        begun = time.perf_counter()
        fill(filled + 1, size, len(real))
        filled = size
        print(f"{size:,} claims, filled in {time.perf_counter() - begun:.0f} s", flush=True)
        begun = time.perf_counter()
        count_words(even_so=True)
        told: dict[str, Any] = {"counting_seconds": round(time.perf_counter() - begun, 1)}
        told |= ask(by, asked, size)
        print(told, flush=True)
        figures |= {f"{name}_{size}": value for name, value in told.items()}
    figures |= index_cost(min(_INDEX_ROWS, filled))
    return figures


def halves(real: Iterable[str]) -> None:
    """The halves of real claims, numbered, in two tables."""
    with connection.cursor() as cursor:
        for table in ("first_half", "second_half"):
            cursor.execute(f"CREATE TEMP TABLE {table} (half int PRIMARY KEY, text text, words text)")
        for n, text in enumerate(real):
            words = text.split()
            cut = len(words) // 2
            for table, part in (("first_half", words[:cut]), ("second_half", words[cut:])):
                half = " ".join(part).replace("\0", "")
                cursor.execute(f"INSERT INTO {table} VALUES (%s, %s, %s)", [n, half, words_of(half)])  # noqa: S608
        cursor.execute("ANALYZE first_half, second_half")


def fill(first: int, last: int, texts: int) -> None:
    """Claims with these numbers; the triggers of the product do not run meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_claim DISABLE TRIGGER USER")
        cursor.execute(_FILL, [first, last, texts, texts])
        cursor.execute("ALTER TABLE claims_claim ENABLE TRIGGER USER")
        cursor.execute("SELECT sort_waiting_words()")
        cursor.execute("VACUUM ANALYZE claims_claim")


def ask(by: Any, asked: int, size: int) -> dict[str, Any]:
    """Ask for claims as they stand, and for the same by their text."""
    chosen = random.Random(size)
    keys = list(Claim.objects.order_by("pk").values_list("pk", flat=True)[:: max(1, size // (asked * 5))])
    claims = list(Claim.objects.filter(pk__in=chosen.sample(keys, asked)).prefetch_related("attributions", "figures"))
    for claim in claims[:5]:
        find_matches(by, claim)  # connections, plans and caches
    before = processor_seconds()
    whole = [seconds(lambda claim=claim: find_matches(by, claim)) for claim in claims]
    worked = (processor_seconds() - before) / len(whole)
    first = sum(found[0].target == claim for claim in claims if (found := find_matches(by, claim.text, 3)))
    ranked, bare = [], []
    for claim in claims:
        terms = terms_of(asked_words(claim.text))[CLAIMS]
        with CaptureQueriesContext(connection) as captured:
            nearest(visible_claims(by), terms, same=claim.fingerprint, limit=20)
        ranked.append(database_seconds(captured[-1]["sql"]))
        query = " | ".join(look.query for look in looks_of(terms.terms, BUDGET))
        bare.append(database_seconds(_BARE + f"'{query.replace(chr(39), chr(39) * 2)}'::tsquery"))
    told: dict[str, Any] = {"itself_first": f"{first} of {len(claims)}", "processor_ms": round(worked * 1000, 1)}
    for name, times in (("", whole), ("database_", ranked), ("bare_", bare)):
        told |= {f"{name}p50_ms": middle(times), f"{name}p95_ms": slow(times)}
    told["ratio"] = round(told["database_p50_ms"] / told["bare_p50_ms"], 2)
    return told


def index_cost(rows: int) -> dict[str, Any]:
    """What the index on words costs: the same rows written with it, its list sorted in, and without."""
    took = []
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE timed AS SELECT id, words FROM claims_claim LIMIT %s", [rows])
        for is_indexed in (False, True):
            cursor.execute("CREATE TABLE timed_words (id bigint, words text)")
            if is_indexed:
                cursor.execute(
                    "CREATE INDEX timed_index ON timed_words USING gin"
                    " (array_to_tsvector(string_to_array(words, ' '))) WITH (gin_pending_list_limit = 262144)"
                )
            begun = time.perf_counter()
            cursor.execute("INSERT INTO timed_words SELECT id, words FROM timed")
            if is_indexed:
                cursor.execute("SELECT gin_clean_pending_list('timed_index')")
            took.append(time.perf_counter() - begun)
            cursor.execute("DROP TABLE timed_words")
    return {
        "index_rows": rows, "bare_seconds": round(took[0], 2), "index_seconds": round(took[1], 2),
        "index_ratio": round(took[1] / took[0], 1),
    }  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def processor_seconds() -> float:
    """What this process and its session of the database have worked so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (session,) = cursor.fetchone()
    return sum(sum(psutil.Process(pid).cpu_times()[:2]) for pid in (os.getpid(), session))


def database_seconds(sql: str) -> float:
    """What the database says a statement took, planning and all."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + sql.replace("%", "%%"), [])
        (answer,) = cursor.fetchone()
    plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]
    return float(plan["Execution Time"] + plan["Planning Time"]) / 1000


def middle(times: list[float]) -> float:
    return round(quantiles(times, n=2)[0] * 1000, 1)


def slow(times: list[float]) -> float:
    return round(quantiles(times, n=20)[-1] * 1000, 1)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), [int(size) for size in sys.argv[3:]])))
