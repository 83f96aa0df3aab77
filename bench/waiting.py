"""How fast queue, first page, lists, reports and the clock's tasks are with up to a million reviews waiting.

usage: python bench/waiting.py [--waiting 10000 100000 1000000] [--times 20] [--port 8795] [--only WORDS]

Starts PostgreSQL and Valkey in a folder of its own and the product's web server. For each number of waiting reviews it
fills the tables by SQL (a tenth as many published ones, with two assessments and the stays of each), asks each page
`--times` times, one request at a time, and runs each task of the clock once. Beside them stands a bare view: a WSGI
application of ten lines in the same kind of server that reads fifty rows of the queue by its index and answers JSON.

The last line is JSON: `NAME_<n>` is [p50, p95] in milliseconds with n waiting, tasks are milliseconds, `plan_<n>` says
how the next review is found: the nodes of the plan and its time.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
import psycopg
from taking import ROOT, manage, process, wait_until_up

from factcheck import embedded
from factcheck.embedded import addresses

PEOPLE = """
from importlib import import_module
from django.conf import settings
from factcheck.core.models import User
for name, role in (("bench-editor", "editor"), ("bench-ada", "reviewer"), ("bench-ben", "reviewer")):
    person, _ = User.objects.get_or_create(username=name, defaults={"name": name.title(), "role": role})
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({"_auth_user_id": str(person.pk), "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
                    "_auth_user_hash": person.get_session_auth_hash()})
    session.create()
    print(session.session_key)
"""
TASKS = """
import json, time
from reviews.actions.age_reviews import age_reviews
from reviews.actions.begin_leaves import begin_leaves
from reviews.actions.bring_back import bring_back
from reviews.actions.check_quotes import unchecked_sources
from reviews.actions.expire_leases import expire_leases
from reviews.actions.hold_review import resume_held
from reviews.actions.recheck_citations import recheck_citations
from reviews.actions.rerank import rerank_lately
from reviews.actions.warn_leases import warn_leases
def sweep_quotes():
    return len(unchecked_sources().values_list("pk", flat=True)[:50])
found = {}
for task in (expire_leases, warn_leases, age_reviews, rerank_lately, resume_held, begin_leaves, bring_back,
             recheck_citations, sweep_quotes):
    began = time.perf_counter()
    done = task()
    found[task.__name__] = [round((time.perf_counter() - began) * 1000), done]
print(json.dumps(found))
"""
PLAN = """
import json
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factcheck.core.models import User
from reviews.actions.take_next import take_next
with CaptureQueriesContext(connection) as asked:
    take_next(by=User.objects.get(username="bench-ada"))
sought = next(query["sql"] for query in asked if "SKIP LOCKED" in query["sql"])
with connection.cursor() as cursor:
    cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sought)
    (answer,) = cursor.fetchone()
plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]
def nodes(node):
    return [node["Node Type"] + (" " + node["Index Name"] if "Index Name" in node else "")] + [
        below for part in node.get("Plans", []) for below in nodes(part)]
print(json.dumps({"ms": round(plan["Execution Time"], 2), "nodes": nodes(plan["Plan"])}))
"""
_TABLES = (
    "claims_claim", "reviews_review", "reviews_stay", "reviews_assignment", "reviews_assessment", "claims_source",
    "reviews_evidence",
)  # fmt: skip
FIRST = """
INSERT INTO claims_topic (slug, title, is_restricted, created_at)
SELECT 'bench-' || n, 'Bench topic ' || n, n = 1, now() FROM generate_series(1, 20) n;
INSERT INTO reviews_desk (slug, name, is_open, made_at)
SELECT 'bench-' || n, 'Bench desk ' || n, true, now() FROM generate_series(1, 5) n
"""
# Triggers of the product do not run meanwhile: what `open_review` and the verbs after it write, but for the events.
FILL = """
CREATE TEMP TABLE had AS SELECT coalesce(max(id), 0) AS id FROM claims_claim;
INSERT INTO claims_claim (quote, prefix, suffix, text, language, kind, said_on, state, worth, reasons, fingerprint,
    words, url, place, as_of, tags, external_id, row_key, extractor, added_at, version, topic_id)
SELECT '', '', '', n || ' people were there, said Mr ' || n %% 1000, (ARRAY['en', 'fa', 'ar', 'de'])[1 + n %% 4],
    'other', '', 'kept', (n %% 100) / 100.0, ARRAY[(ARRAY['figure', 'named', 'denied'])[1 + n %% 3]],
    lpad(n::text, 64, '0'), n || ' people were there said mr ' || n %% 1000, '', '', '', '{}', '', '', '',
    now() - n %% 60 * interval '1 day', 1,
    CASE WHEN n %% 3 = 0 THEN (SELECT min(id) FROM claims_topic WHERE slug LIKE 'bench-%%') + n / 7 %% 20 END
FROM generate_series(%(first)s, %(last)s) n;
INSERT INTO reviews_review (claim_id, state, version, round, scale_id, assessments_needed, priority, due_at, rank,
    places, free_parts, cut_short, escalations, nudged, opened_by_id, opened_at, state_since, hold_reason, close_reason,
    question, desk_id, published_at)
SELECT claim.id, CASE WHEN claim.id %% 11 = 5 THEN 'published' ELSE 'queued' END, 1, 1,
    (SELECT id FROM reviews_scale WHERE is_default), 2, 1 + claim.id %% 3,
    now() + (claim.id %% 720 + 30) * interval '1 hour', (60 - 30 * (claim.id %% 3)) - 2500 + random() * 60, 1,
    CASE WHEN claim.id %% 11 = 5 THEN 0 ELSE 2 END, false, 0, 0, (SELECT min(id) FROM core_user),
    now() - claim.id %% 60 * interval '1 day', now() - claim.id %% 30 * interval '1 day', '', '', '',
    CASE WHEN claim.id %% 2 = 0 THEN (SELECT min(id) FROM reviews_desk) + claim.id / 2 %% 5 END,
    CASE WHEN claim.id %% 11 = 5 THEN now() END
FROM claims_claim claim, had WHERE claim.id > had.id;
INSERT INTO reviews_stay (review_id, state, round, since, until)
SELECT review.id, stay.state, 1, opened_at + stay.begins, opened_at + stay.ends
FROM had JOIN reviews_review review ON review.claim_id > had.id
JOIN (VALUES ('queued', interval '0', interval '5 hours'), ('in_review', '5 hours', '20 hours'),
    ('decided', '20 hours', '22 hours'), ('published', '22 hours', NULL)) stay (state, begins, ends)
    ON review.state = 'published'
UNION ALL SELECT review.id, 'queued', 1, opened_at, NULL
FROM had JOIN reviews_review review ON review.claim_id > had.id WHERE review.state = 'queued';
INSERT INTO reviews_assignment (review_id, round, part, user_id, assigned_by_id, assigned_at, lease_until, done_at)
SELECT review.id, 1, part.name, person.id, person.id, opened_at, opened_at + interval '3 days', opened_at
FROM had JOIN reviews_review review ON review.claim_id > had.id AND review.state = 'published'
CROSS JOIN (VALUES ('first', 'bench-ada'), ('second', 'bench-ben')) part (name, holder)
JOIN core_user person ON person.username = part.holder;
INSERT INTO reviews_assessment (id, review_id, round, assignment_id, by_id, rating_id, scale_id, attribution, rationale,
    as_of, override_reason, submitted_at, private_note)
SELECT gen_random_uuid(), review.id, 1, part.id, part.user_id, rating.id, review.scale_id, 'confirmed', 'So it is.',
    current_date, 'No second source was to be found.', opened_at + interval '20 hours', ''
FROM had JOIN reviews_review review ON review.claim_id > had.id AND review.state = 'published'
JOIN reviews_assignment part ON part.review_id = review.id
JOIN reviews_rating rating ON rating.scale_id = review.scale_id
    AND rating.position = 1 + (review.id + (part.part = 'second' AND review.id %% 5 = 0)::int) %% 4;
CREATE TEMP TABLE cited AS SELECT gen_random_uuid() AS id, part.review_id, part.user_id, part.assigned_at
FROM had JOIN reviews_review review ON review.claim_id > had.id AND review.state = 'published'
JOIN reviews_assignment part ON part.review_id = review.id;
INSERT INTO claims_source (id, title, url, kind, added_at, added_by_id, copy_asked_at, copy_problem, copy_state,
    copy_tries)
SELECT id, 'A report', 'https://news.example/' || review_id, 'report', assigned_at, user_id, now(), '', 'kept', 1
FROM cited;
INSERT INTO reviews_evidence (id, review_id, round, source_id, stance, quote, note, number, quote_state, added_by_id,
    added_at)
SELECT gen_random_uuid(), review_id, 1, id, 'corroborates', 'people were there', '', 1, 'not_found', user_id,
    assigned_at FROM cited;
DROP TABLE cited;
DROP TABLE had
"""
WAITING = "SELECT count(*) FROM reviews_review WHERE state = 'queued'"
BARE = """
SELECT review.id, review.state, rank, review.due_at, claim.text FROM reviews_review review
JOIN claims_claim claim ON claim.id = review.claim_id
WHERE review.state IN ('queued', 'in_review') AND free_parts > 0 ORDER BY rank DESC, review.id LIMIT 50
"""
PAGES = {
    "bare": "", "home": "/desk/", "queue": "/desk/queue/", "unassigned": "/desk/queue/?view=unassigned",
    "published": "/desk/queue/?view=published", "by_due": "/desk/queue/?sort=due", "by_age": "/desk/queue/?sort=age",
    "by_newest": "/desk/queue/?sort=newest", "by_worth": "/desk/queue/?sort=worth",
    "page_100": "/desk/queue/?page=100", "topic": "/desk/queue/?topic=bench-2", "language": "/desk/queue/?language=fa",
    "no_language": "/desk/queue/?language=xx", "level": "/desk/queue/?level=1", "desk": "/desk/queue/?desk=bench-2",
    "late": "/desk/queue/?due=late", "older": "/desk/queue/?older_than=30", "reason": "/desk/queue/?reason=figure",
    "no_reason": "/desk/queue/?reason=nothing", "assignee": "/desk/queue/?assignee=bench-ada",
    "words": "/desk/queue/?q=people", "word": "/desk/queue/?q=777777", "reviewer_home": "/desk/",
    "reviewer_queue": "/desk/queue/", "reviewer_mine": "/desk/queue/?assignee=me", "people": "/desk/people/",
    "reports": "/desk/reports/?period=1y", "claims": "/desk/claims/", "api": "/api/v1/reviews",
    "api_priority": "/api/v1/reviews?order=priority", "api_due": "/api/v1/reviews?order=due",
    "api_age": "/api/v1/reviews?order=age", "api_state": "/api/v1/reviews?state=queued",
    "api_level": "/api/v1/reviews?level=1&order=priority", "api_language": "/api/v1/reviews?language=fa",
}  # fmt: skip


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The bare view: fifty rows of the queue as JSON, and nothing else."""
    global _bare
    if _bare is None:
        _bare = psycopg.connect(os.environ["BARE_DATABASE"], autocommit=True)
    rows = [
        {"id": key, "state": state, "rank": rank, "due_at": due.isoformat(), "text": text}
        for key, state, rank, due, text in _bare.execute(BARE).fetchall()
    ]
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(rows).encode()]


_bare: psycopg.Connection[Any] | None = None


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description="How fast the desk is with many reviews waiting.")
    parser.add_argument("--waiting", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--port", type=int, default=8795)
    parser.add_argument("--only", nargs="*", default=[], help="names of pages, and plan or tasks")
    parser.add_argument("--var", type=Path, help="a folder whose servers run, to keep what was filled")
    chosen = parser.parse_args()
    figures: dict[str, Any] = {"name": "waiting"}
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder, ExitStack() as running:
        var = chosen.var or Path(folder) / "var"
        os.environ |= {"FACTCHECK_VAR": str(var), "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
        if chosen.var is None:
            running.enter_context(embedded.hold_servers(var, postgres=True, valkey=True))
            manage("migrate", "-v", "0")
        database = addresses(var).database_url
        manage("collectstatic", "--noinput", "-v", "0")
        editor, reviewer, _ = manage("shell", "-v", "0", "-c", PEOPLE).split()
        os.environ |= {"BARE_DATABASE": database, "PYTHONPATH": str(ROOT / "bench")}
        for number, target in enumerate(("factcheck.wsgi:application", "waiting:application")):
            running.enter_context(
                process(
                    Path(folder), "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
                    str(chosen.port + number), "--workers", "1", "--no-ws", target,
                )
            )  # fmt: skip
        address = f"http://127.0.0.1:{chosen.port}"
        wait_until_up(address)
        for waiting in sorted(chosen.waiting):
            fill(database, waiting)
            figures |= {
                f"{name}_{waiting}": told
                for name, told in measure(chosen, address, {"editor": editor, "reviewer": reviewer})
            }
    print(json.dumps(figures))
    return 0


def measure(chosen: argparse.Namespace, address: str, sessions: dict[str, str]) -> Iterable[tuple[str, Any]]:
    """Each figure with its name; it is printed too."""
    for name, path in PAGES.items():
        if chosen.only and name not in chosen.only:
            continue
        who = "reviewer" if name.startswith("reviewer") else "editor"
        told = ask(bare_of(address) if name == "bare" else address + path, sessions[who], chosen.times)
        print(f"{name:16} p50 {told[0]:7.1f} ms   p95 {told[1]:7.1f} ms", flush=True)
        yield name, told
    for name, code in (("plan", PLAN), ("tasks", TASKS)):
        if not chosen.only or name in chosen.only:
            told = json.loads(manage("shell", "-v", "0", "-c", code).splitlines()[-1])
            print(name, told, flush=True)
            yield name, told


def bare_of(address: str) -> str:
    """Where the bare view answers: at the next port."""
    host, _, port = address.rpartition(":")
    return f"{host}:{int(port) + 1}"


def fill(database: str, waiting: int) -> None:
    """Bring the queue to so many waiting reviews and let the planner know."""
    began = time.perf_counter()
    with psycopg.connect(database, autocommit=True) as connection:
        (there,), (last,) = (
            connection.execute(statement).fetchone() or (0,)
            for statement in (WAITING, "SELECT coalesce(max(id), 0) FROM claims_claim")
        )
        if there >= waiting:
            return
        # One in eleven is published.
        values = {"first": last + 1, "last": last + round((waiting - there) * 1.1)}
        off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in _TABLES]
        first = [] if last else FIRST.split(";")
        for statement in (*first, *off, *(FILL % values).split(";"), *(line.replace("DIS", "EN") for line in off)):
            connection.execute(statement)
        connection.execute("VACUUM ANALYZE")
    print(f"{waiting:,} waiting, filled in {time.perf_counter() - began:.0f} s", flush=True)


def ask(url: str, session: str, times: int) -> list[float]:
    """Milliseconds of the median answer and of the slowest twentieth."""
    seconds = []
    with httpx.Client(cookies={"sessionid": session}, timeout=300) as client:
        for number in range(times + 2):
            began = time.perf_counter()
            answer = client.get(url)
            spent = time.perf_counter() - began
            if answer.status_code != 200:
                raise RuntimeError(f"{url} answered {answer.status_code}: {answer.text[:300]}")
            if number >= 2:  # connections, plans and caches
                seconds.append(spent)
            if spent > 20:  # nobody waits for twenty of these
                return [round(spent * 1000, 1)] * 2
    return [round(part * 1000, 1) for part in (quantiles(seconds, n=2)[0], quantiles(seconds, n=20)[-1])]


if __name__ == "__main__":
    sys.exit(main())
