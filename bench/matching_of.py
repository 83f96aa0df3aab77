"""What `bench/matching.py` measures, in a process of its own: it needs the settings, and they the running server.

usage: python bench/matching_of.py DATA SET, with FACTCHECK_VAR and DJANGO_SETTINGS_MODULE set; prints JSON.
"""

import csv
import gzip
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import quantiles

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
django.setup()

from django.db import connection, transaction  # noqa: E402 - the lines above make these importable

from claims.actions._write_check_rows import write_check_rows  # noqa: E402
from claims.actions.count_words import count_words  # noqa: E402
from claims.actions.sort_in_words import sort_in_words  # noqa: E402
from claims.intake.check_row import CheckRow  # noqa: E402
from claims.intake.kinds import Format, Makes  # noqa: E402
from claims.models import ExternalCheck, Import  # noqa: E402
from claims.queries.matches import MatchKind, find_matches  # noqa: E402
from factcheck.core.models import User  # noqa: E402

_BATCH = 2_000


def measure(data: Path, tweets: Path) -> dict[str, object]:
    """The figures."""
    by = editor()
    numbers = bring_checks(by, checked_claims(data))
    answers = right_answers(tweets)
    precision, found_20, seconds = [], 0, []
    for tweet, text in asked(tweets):
        begun = time.perf_counter()
        found = find_matches(by, text, 20, kinds=[MatchKind.CHECK])
        seconds.append(time.perf_counter() - begun)
        ranked = [numbers[match.target.pk] for match in found]
        precision.append(average_precision(ranked[:5], answers[tweet]))
        found_20 += any(claim in answers[tweet] for claim in ranked)
    return {
        "name": "matching", "checks": len(numbers), "tweets": len(precision),
        "map_5": round(sum(precision) / len(precision), 4), "recall_20": round(found_20 / len(precision), 3),
        "p50_ms": round(quantiles(seconds, n=2)[0] * 1000, 1), "p95_ms": round(quantiles(seconds, n=20)[-1] * 1000, 1),
    }  # fmt: skip


def editor() -> User:
    """Somebody who may see the desk."""
    return User.objects.get_or_create(username="bench", defaults={"name": "Bench", "role": "editor"})[0]


def checked_claims(data: Path) -> Iterator[tuple[str, str, str]]:
    """Number, claim and title of each checked claim."""
    with gzip.open(data / "verified_claims.docs.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        for number, claim, title, *_ in rows:
            yield number, claim, title


def asked(tweets: Path) -> list[tuple[str, str]]:
    """Number and text of each tweet."""
    with next(tweets.glob("*.queries.tsv")).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        return [(row[0], row[1]) for row in rows]


def right_answers(tweets: Path) -> defaultdict[str, set[str]]:
    """The numbers of the claims that a tweet is about."""
    answers: defaultdict[str, set[str]] = defaultdict(set)
    for line in next(tweets.glob("*.qrels")).read_text().splitlines():
        tweet, _, claim, *_ = line.split()
        answers[tweet].add(claim)
    return answers


def bring_checks(by: User, rows: Iterable[tuple[str, str, str]]) -> dict[int, str]:
    """Bring claims in as checks of others, by the verb that imports use; their numbers by key."""
    work = Import.objects.create(created_by=by, format=Format.CLAIMREVIEW, makes=Makes.CHECKS)
    checks = [
        CheckRow(
            number=place, line=place, url=f"https://checks.example/{number}", claim_text=claim, title=title[:500],
            publisher="", publisher_site="checks.example", language="en",
        )
        for place, (number, claim, title) in enumerate(rows, start=1)
    ]  # fmt: skip
    for first in range(0, len(checks), _BATCH):
        with transaction.atomic():
            write_check_rows(work, checks[first : first + _BATCH], keep=True)
    sort_in_words()
    count_words(even_so=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE claims_externalcheck")
    return {pk: url.rpartition("/")[2] for pk, url in ExternalCheck.objects.values_list("pk", "url")}


def average_precision(ranked: list[str], right: set[str]) -> float:
    """The precision at each right answer, over all right answers; 0 where there are none."""
    hits, total = 0, 0.0
    for place, claim in enumerate(ranked, start=1):
        if claim in right:
            hits += 1
            total += hits / place
    return total / len(right) if right else 0.0


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[1]) / sys.argv[2])))
