"""With many reviews waiting the next one is found by the index of the ranks, without sorting or reading them all."""

import json
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.models import User
from reviews.actions.take_next import take_next
from reviews.models import Assignment
from tests.factories import make_review
from tests.unwatched import unwatched

MANY = 20_000
CLAIMS = """
INSERT INTO claims_claim (quote, prefix, suffix, text, language, kind, said_on, state, worth, reasons, fingerprint,
    words, url, place, as_of, tags, external_id, row_key, extractor, added_at, version)
SELECT '', '', '', n || ' people were there', 'en', 'other', '', 'kept', 0, '{}', lpad(n::text, 64, '0'),
    '', '', '', '', '{}', '', '', '', now(), 1 FROM generate_series(1, %s) n
"""
REVIEWS = """
INSERT INTO reviews_review (claim_id, state, version, round, scale_id, assessments_needed, priority, rank,
    places, free_parts, cut_short, escalations, nudged, opened_by_id, opened_at, state_since, hold_reason, close_reason,
    question)
SELECT claim.id, 'queued', 1, 1, (SELECT id FROM reviews_scale WHERE is_default), 2, 2, random() * 100 - 2500,
    1, 2, false, 0, 0, %s, now(), now(), '', '', '' FROM claims_claim claim WHERE claim.fingerprint LIKE '00000%%'
"""


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", []) for node in nodes(part))]


def test_the_next_review_is_found_by_the_index_of_the_ranks(cast: dict[str, User]) -> None:
    make_review(cast["erin"])
    with unwatched("claims_claim", "reviews_review") as cursor:
        cursor.execute(CLAIMS, [MANY])
        cursor.execute(REVIEWS, [cast["erin"].pk])
        cursor.execute("ANALYZE claims_claim, reviews_review, reviews_assignment")
    with CaptureQueriesContext(connection) as asked:
        assert isinstance(take_next(by=cast["ada"]), Assignment)
    (sought,) = (query["sql"] for query in asked if "SKIP LOCKED" in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sought}")
        (answer,) = cursor.fetchone()
    found = nodes((json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"])
    assert any(node.get("Index Name") == "review_rank" for node in found)
    assert not any(node["Node Type"] == "Sort" for node in found)
    read = [node for node in found if node.get("Relation Name") in ("reviews_review", "claims_claim")]
    assert all(node["Node Type"] in ("Index Scan", "Index Only Scan") for node in read)
    assert all(node["Actual Rows"] * node["Actual Loops"] < 10 for node in read)
