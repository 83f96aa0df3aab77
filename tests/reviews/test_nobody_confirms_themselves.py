"""A first reviewer who tries to be the second, the adjudicator or the only publisher: 10,000 tries, none succeeds.

By verbs, calls, pages, in bulk, by import, in SQL past all of them, and two at the same instant.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from factcheck.core.errors import VerbError
from factcheck.core.models import User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.assign_review import assign_review
from reviews.actions.publish import publish
from reviews.actions.release_review import release_review
from reviews.actions.submit_assessment import submit_assessment
from reviews.actions.take_next import take_next
from reviews.models import Assignment, Part, Review
from tests.claims.importing import imported_file
from tests.concurrency.at_once import at_once
from tests.factories import assess, assigned, make_review
from tests.reviews.self_confirmation import BEFORE, BY_SQL, BY_VERB, FINDING, Case, alone, cases, confirmed, statement

SEED = 20_191_115
VERBS, STATEMENTS, CALLS, PAGES, IMPORTS, RACES = 1_500, 8_000, 160, 80, 20, 120  # a race is two tries
EACH = 10  # tries after each preparation
assert VERBS + STATEMENTS + CALLS + PAGES + IMPORTS + 2 * RACES == 10_000


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within is taken back."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        connection.needs_rollback = False
        transaction.savepoint_rollback(point)


def prepared(case: Case, cast: dict[str, User], chance: random.Random, seen: Counter[str]) -> str:
    """Something changes first: of three drawn what happened least, for some is seldom possible; else nothing does."""
    for name in sorted(chance.sample([*BEFORE], k=3), key=lambda name: seen[f"after {name}"]):
        try:
            with transaction.atomic():
                BEFORE[name](case, cast)
        except VerbError:
            continue
        case.who.refresh_from_db()
        return name
    return "nothing"


def test_by_verbs(cast: dict[str, User]) -> None:
    chance, found, seen = random.Random(SEED), cases(cast), Counter[str]()
    for _ in range(VERBS // EACH):
        case = chance.choice(found)
        role = case.who.role
        with undone():
            before = prepared(case, cast, chance, seen)
            seen[f"after {before}"] += 1
            for name in chance.choices([*BY_VERB], k=EACH):
                with undone():
                    try:
                        with transaction.atomic():
                            BY_VERB[name](case, cast, chance)
                    except VerbError:
                        seen["refused"] += 1
                    else:
                        seen["done"] += 1
                        assert confirmed() == [], (case.name, case.who, before, name)
        case.who.role = role
    # Chance that was refused everywhere, or nowhere, would prove nothing.
    assert VERBS / 2 < seen["refused"] < VERBS * 0.95, seen
    assert all(seen[f"after {before}"] for before in BEFORE), seen


def test_in_sql_the_database_refuses_by_itself(cast: dict[str, User]) -> None:
    chance, found, seen = random.Random(SEED), cases(cast), Counter[tuple[str, str]]()
    for _ in range(STATEMENTS):
        case, name = chance.choice(found), chance.choice([*BY_SQL])
        sql = statement(name, case, cast, chance)
        with undone():
            try:
                with connection.cursor() as cursor:
                    cursor.execute(sql)
                    touched = cursor.rowcount
                    if touched:
                        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            except Error:
                seen[name, "refused"] += 1
            else:
                seen[name, "done" if touched else "nothing to do"] += 1
                assert confirmed() == [], (case.name, case.who, sql)
    assert all(seen[name, "refused"] for name in BY_SQL), seen


def test_the_watch_sees_what_it_watches_for(cast: dict[str, User]) -> None:
    """Without the rules of the database each statement succeeds somewhere, and is seen."""
    chance, seen = random.Random(SEED), Counter[str]()
    found = cases(cast)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("assignment", "assessment", "verdict", "publication"):
            cursor.execute(f"ALTER TABLE reviews_{table} DISABLE TRIGGER USER")
        cursor.execute("DROP INDEX assignment_one_part_a_person, assignment_one_holder_a_part")
        for name in ("assessment_by_its_holder", "assessment_one_a_person"):
            cursor.execute(f"ALTER TABLE reviews_assessment DROP CONSTRAINT {name}")
    for case in found:
        for name in BY_SQL:
            with undone():
                try:
                    with connection.cursor() as cursor:
                        cursor.execute(statement(name, case, cast, chance))
                except Error:
                    continue
                seen.update(kind for kind, _ in confirmed())
    assert set(seen) == {
        "two parts", "two assessments of a round", "an assessment for another", "decided on their own",
        "published alone", "decides what they were in",
    }  # fmt: skip


CALL: list[tuple[str, Callable[[Case], dict[str, Any]]]] = [
    ("api_assign", lambda case: {"user": case.who.username}),
    ("api_assign", lambda case: {"user": case.who.username, "part": "second"}),
    ("api_assign", lambda case: {"user": case.who.username, "part": "adjudicator"}),
    ("api_reassign", lambda case: {"user": case.who.username, "part": "second", "reason": "So."}),
    ("api_take_next", lambda case: {}),
    ("api_assessments", lambda case: {**FINDING, "rationale": "It is so.", "override_reason": "x" * 30}),
    ("api_adjudicate", lambda case: {**FINDING, "reason": "So.", "rationale": "So."}),
    ("api_publish", lambda case: {"what": "It.", "why": "So."}),
    ("api_correct", lambda case: {"what": "It.", "why": "So.", "rationale": "In other words."}),
    ("api_reviews_bulk", lambda case: {"reviews": [case.review.pk], "do": "assign", "people": [case.who.username]}),
]


def test_by_calls(cast: dict[str, User], api: Callable[..., APIClient]) -> None:
    chance, found, seen = random.Random(SEED), cases(cast), Counter[int]()
    clients = {name: api(name) for name in ("ada", "cleo", "erin", "adam")}
    for _ in range(CALLS):
        case, (name, body) = chance.choice(found), chance.choice(CALL)
        by = chance.choice([case.who.username, "erin", "adam"] if "assign" in name else [case.who.username])
        with undone():
            address = (
                reverse(name) if name in ("api_take_next", "api_reviews_bulk") else reverse(name, args=[case.review.pk])
            )
            seen[clients[by].post(address, body(case), format="json").status_code] += 1
            assert confirmed() == [], (case.name, case.who, by, name)
    assert set(seen) <= {200, 201, 204, 403, 409, 422}, seen
    assert seen[403] + seen[409] > CALLS / 3


PAGE: list[tuple[str, Callable[[Case], dict[str, Any]]]] = [
    ("assign", lambda case: {"username": case.who.username}),
    ("take_next", lambda case: {}),
    ("review", lambda case: {**FINDING, "rationale": "It is so.", "override_reason": "x" * 30}),
    ("adjudicate", lambda case: {**FINDING, "reason": "So.", "rationale": "So."}),
    ("publish", lambda case: {"what": "It.", "why": "So."}),
    ("correct", lambda case: {
        **FINDING, "kind": "correction", "what": "It.", "why": "So.", "rationale": "In other words.",
    }),
    ("queue_bulk", lambda case: {"review": [case.review.pk], "do": "assign", "first": case.who.username}),
]  # fmt: skip


def test_by_pages(cast: dict[str, User], as_person: Callable[[str], Client]) -> None:
    chance, found, seen = random.Random(SEED), cases(cast), Counter[int]()
    people = {name: as_person(name) for name in ("ada", "cleo", "erin", "adam")}
    for _ in range(PAGES):
        case, (name, body) = chance.choice(found), chance.choice(PAGE)
        by = chance.choice(
            [case.who.username, "erin", "adam"] if name in ("assign", "queue_bulk") else [case.who.username]
        )
        with undone():
            address = reverse(name) if name in ("take_next", "queue_bulk") else reverse(name, args=[case.review.pk])
            seen[people[by].post(address, body(case)).status_code] += 1
            assert confirmed() == [], (case.name, case.who, by, name)
    assert set(seen) <= {200, 302, 403, 409, 422}, seen
    assert seen[403] + seen[409] + seen[422] > PAGES / 4


def test_by_import(cast: dict[str, User]) -> None:
    """A file may name reviewers, ratings and who publishes: nobody gets a part or a verdict by it."""
    found = cases(cast)
    for number in range(IMPORTS):
        case = found[number % len(found)]
        before = list(Assignment.objects.order_by("pk").values())
        text = "claim,claimant,reviewer,second,adjudicator,rating,verdict,published by,state\n"
        who = case.who.username
        text += f'"{case.review.claim.text}",Reuters,{who},{who},{who},true,true,{who},published\n'
        with undone():
            imported_file(cast["cleo"], text, mapping={"claim": "text", "claimant": "claimant"})
            assert confirmed() == []
            assert list(Assignment.objects.order_by("pk").values()) == before


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_instant(cast: dict[str, User]) -> None:
    chance, erin, adam, cleo, ben = random.Random(SEED), cast["erin"], cast["adam"], cast["cleo"], cast["ben"]
    won = Counter[int]()

    def give(review: Review, by: User, part: Part) -> Callable[[], Any]:
        return lambda: assign_review(review.pk, by=by, username="cleo", part=part)

    def split_after(review: Review) -> Review:
        assigned(review, erin, ben, cast["ada"])
        assess(review, ben)
        assess(review, cast["ada"], "half-true")
        return review

    def both_parts() -> tuple[Callable[[], Any], ...]:
        review = make_review(erin)
        return give(review, erin, Part.FIRST), give(review, adam, Part.SECOND)

    def taken_and_given() -> tuple[Callable[[], Any], ...]:
        review = make_review(erin)
        return lambda: take_next(by=cleo), give(review, erin, Part.SECOND)

    def handed_back_and_given() -> tuple[Callable[[], Any], ...]:
        review = assigned(make_review(erin), erin, cleo)
        return lambda: release_review(review.pk, by=cleo), give(review, erin, Part.SECOND)

    def assessed_and_published() -> tuple[Callable[[], Any], ...]:
        review = assigned(make_review(erin, assessments_needed=1), erin, cleo)
        return (
            lambda: submit_assessment(review.pk, by=cleo, rationale="So.", override_reason="x" * 30, **FINDING),
            lambda: publish(review.pk, by=cleo),
        )

    def published_twice() -> tuple[Callable[[], Any], ...]:
        review = alone(cast, cleo)
        return lambda: publish(review.pk, by=cleo), lambda: publish(review.pk, by=erin)

    def decided_twice() -> tuple[Callable[[], Any], ...]:
        review = split_after(make_review(erin))
        return tuple(
            lambda by=by: adjudicate(review.pk, by=by, reason="So.", rationale="So.", **FINDING) for by in (cleo, ben)
        )

    kinds = [both_parts, taken_and_given, handed_back_and_given, assessed_and_published, published_twice, decided_twice]
    for number in range(RACES):
        pair = kinds[number % len(kinds)]()
        results = at_once(*chance.sample(pair, 2))
        won[sum(not isinstance(result, VerbError) for result in results)] += 1
        assert confirmed() == [], kinds[number % len(kinds)].__name__
    assert won[1] > RACES / 3
