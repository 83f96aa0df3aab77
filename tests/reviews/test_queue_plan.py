"""With many reviews waiting each order of the queue is read from its index, without a sort."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.core.models import User
from tests.factories import assigned, make_review
from tests.reviews.test_take_next_plan import CLAIMS, MANY, REVIEWS, nodes
from tests.unwatched import unwatched

LARGE = {"reviews_review", "claims_claim"}


@pytest.fixture
def filled(cast: dict[str, User]) -> User:
    assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    with unwatched("claims_claim", "reviews_review") as cursor:
        cursor.execute(CLAIMS, [MANY])
        cursor.execute(REVIEWS, [cast["erin"].pk])
        cursor.execute(
            "UPDATE reviews_review SET due_at = now() + id % 500 * interval '1 hour',"
            " opened_at = now() - id % 400 * interval '1 hour', priority = 1 + id % 3 WHERE state = 'queued'"
        )
        cursor.execute("ANALYZE claims_claim, claims_document, claims_topic, reviews_review, reviews_desk")
    return cast["erin"]


def plans(asked: CaptureQueriesContext) -> list[tuple[str, list[dict[str, Any]]]]:
    """The statements that read a large table, each with the steps of its plan."""
    found = []
    for query in asked.captured_queries:
        sql = query["sql"]
        if sql.startswith("SELECT") and any(f'"{table}"' in sql for table in LARGE):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql.replace('%', '%%')}", [])
                (answer,) = cursor.fetchone()
            found.append((sql, nodes((json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"])))
    return found


INDEXES = {
    "sort=priority": "review_open_rank",
    "sort=due": "review_open_due",
    "sort=age": "review_open_age",
    "sort=newest": "review_open_age",
    "level=2": "review_level_rank",
}


# One test for all: filling and emptying the queue takes far longer than asking.
def test_each_order_has_its_index(as_person: Callable[[str], Client], filled: User) -> None:
    erin = as_person("erin")
    for asked, index in INDEXES.items():
        with CaptureQueriesContext(connection) as captured:
            erin.get(f"/desk/queue/?{asked}")
        (steps,) = (steps for sql, steps in plans(captured) if "LIMIT 51" in sql and '"claims_claim"."text"' in sql)
        assert any(step.get("Index Name") == index for step in steps), (asked, steps)
        assert not any("Sort" in step["Node Type"] for step in steps), (asked, steps)
