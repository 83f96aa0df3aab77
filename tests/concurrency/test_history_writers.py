"""Sixteen people work at once while the history is sealed: nobody waits for it, and nothing honest looks false."""

from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest
from django.db import connection, transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Role
from factcheck.core.events import EventKind
from factcheck.core.heads import read_heads
from factcheck.core.models import Event, Seal, User
from factcheck.core.sealing import seal
from factcheck.core.verifying import Verified, verify
from reviews.actions.add_comment import add_comment
from reviews.actions.assign_review import assign_review
from reviews.actions.correct import correct
from reviews.actions.publish import publish
from reviews.actions.retract import retract
from reviews.actions.set_priority import set_priority
from tests.concurrency.at_once import at_once
from tests.factories import assess, make_evidence, make_review

# What each of the sixteen does from beginning to end, with every verb a transaction of its own.
TURNS = 3

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
WRITERS, EACH = 16, 500


def write(user: User, number: int) -> int:
    """Many transactions, some of several events, some that come to nothing; all on few streams, so that they meet."""
    written = 0
    for count in range(EACH):
        size = 1 + (count % 5 == 0)
        try:
            with transaction.atomic():
                for part in range(size):
                    # None is the desk itself, which all of them write to.
                    review = (number + count + part) % 4 or None
                    record(EventKind.EVIDENCE_ADDED, by=user, about=user, review_id=review, data={"count": count})
                if count % 7 == 3:
                    raise Undone
            written += size
        except Undone:
            continue
    return written


class Undone(Exception):
    """The transaction comes to nothing."""


def keep_sealing(all_done: Flag) -> int:
    """Seal without a pause until everybody has finished, and once after."""
    turns = 0
    while not all_done.wait(0.01):
        seal()
        turns += 1
    seal()
    return turns


def keep_verifying(path: Path, all_done: Flag) -> list[Verified]:
    found = []
    while not all_done.wait(0.5):
        found.append(verify(keys={}, exported=read_heads(path) if path.exists() else []))
    return found


def test_no_false_alarm(cast: dict[str, User], settings: Any, tmp_path: Path) -> None:
    settings.HISTORY_HEADS = tmp_path / "heads.jsonl"
    settings.HISTORY_KEY = ""
    people = User.objects.bulk_create(
        User(username=f"writer-{number}", name=f"Writer {number}", role=Role.REVIEWER) for number in range(WRITERS)
    )
    all_done = Flag()
    left = list(range(WRITERS))

    def work(user: User, number: int) -> int:
        try:
            return write(user, number)
        finally:
            left.pop()
            if not left:
                all_done.set()

    *written, turns, looks = at_once(
        *(lambda user=user, number=number: work(user, number) for number, user in enumerate(people)),
        lambda: keep_sealing(all_done),
        lambda: keep_verifying(settings.HISTORY_HEADS, all_done),
    )
    assert turns > 3
    assert looks
    assert [each.faults for each in looks if each.faults] == []
    assert sum(written) == Event.objects.count() == Seal.objects.count()
    whole = verify(keys={}, exported=read_heads(settings.HISTORY_HEADS))
    assert (whole.seals, whole.waiting, whole.faults) == (sum(written), 0, [])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), max(number), count(DISTINCT (stream, prev)) = count(*),"
            " bool_and(position <= 1 OR EXISTS (SELECT FROM core_seal o WHERE (o.stream, o.position, o.digest)"
            " = (s.stream, s.position - 1, s.prev))) FROM core_seal s"
        )
        assert cursor.fetchone() == (sum(written), sum(written), True, True)


def work_through(user: User, erin: User, shared: list[int]) -> int:
    """Claims from the article to the verdict, and a word on reviews that all of them talk about; verbs that were done.

    No refusal is expected: nobody is in another's way, but on the shared reviews, whose rows they wait for.
    """
    done = 0
    for turn in range(TURNS):
        review = make_review(erin, assessments_needed=1)
        set_priority(review.pk, by=erin, level=1 + turn % 3 // 2, reason=f"Turn {turn} of {user}.")
        assign_review(review.pk, by=erin, username=user.username)
        make_evidence(review, user, publisher=f"Paper {user.pk}", url=f"https://paper.example/{user.pk}/{turn}")
        for each in shared:
            add_comment(each, by=user, body=f"Turn {turn} of {user}.")
        assess(review, user)
        publish(review.pk, by=erin)
        correct(review.pk, by=erin, what="The words.", why="They misled.", rationale=f"In other words {turn}.")
        retract(review.pk, by=erin, why="The source withdrew it.")
        done += 9 + len(shared)
    return done


def test_whole_verbs_raise_no_false_alarm(cast: dict[str, User], settings: Any, tmp_path: Path) -> None:
    """Sixteen people at their work, with all its locks, while it is sealed and verified: no deadlock, none is noted."""
    settings.HISTORY_HEADS = tmp_path / "heads.jsonl"
    settings.HISTORY_KEY = ""
    people = User.objects.bulk_create(
        User(username=f"writer-{number}", name=f"Writer {number}", role=Role.REVIEWER) for number in range(WRITERS)
    )
    erin = cast["erin"]
    shared = [make_review(erin).pk for _ in range(2)]
    all_done = Flag()
    left = list(range(WRITERS))

    def work(user: User) -> int:
        try:
            return work_through(user, erin, shared)
        finally:
            left.pop()
            if not left:
                all_done.set()

    *done, turns, looks = at_once(
        *(lambda user=user: work(user) for user in people),
        lambda: keep_sealing(all_done),
        lambda: keep_verifying(settings.HISTORY_HEADS, all_done),
    )
    assert done == [TURNS * 11] * WRITERS
    assert turns > 3
    assert [each.faults for each in looks if each.faults] == []
    assert Event.objects.count() == Seal.objects.count() >= sum(done)
    assert not Event.objects.filter(kind=EventKind.ROW_CHANGED).exists()
    whole = verify(keys={}, exported=read_heads(settings.HISTORY_HEADS))
    assert (whole.seals, whole.waiting, whole.faults) == (Event.objects.count(), 0, [])
