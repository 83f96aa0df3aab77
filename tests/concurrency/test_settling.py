"""Rounds are settled, decided and published once, whoever is quickest."""

from time import monotonic
from typing import Any

import pytest
from django.db import connection

from claims.models import ClaimState
from factcheck.core.errors import Conflict, NotAllowed, VerbError, WrongState
from factcheck.core.models import Event, OutboxEntry, User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.hold_review import hold_review, resume_held
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.actions.send_back import send_back
from reviews.actions.triage_claim import triage_claim
from reviews.models import AttributionFinding, Notice, Publication, Review, Verdict
from reviews.notify.dispatch import drain
from reviews.workflow import State
from tests.concurrency.at_once import at_once, refusals
from tests.factories import (
    AS_OF,
    assess,
    held_until,
    in_state,
    make_claim,
    make_evidence,
    make_publication,
    make_review,
)

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def kinds(review: Review, *wanted: str) -> list[str]:
    return list(
        Event.objects.filter(review_id=review.pk, kind__in=wanted).order_by("id").values_list("kind", flat=True)
    )


def decide(review: Review, by: User) -> Any:
    return adjudicate(
        review.pk, by=by, rating="unproven", attribution=AttributionFinding.CONFIRMED, as_of=AS_OF, reason="So."
    )


@pytest.mark.parametrize(("second", "state", "kind"), [("unproven", "decided", "agreed"), ("false", "split", "split")])
def test_two_who_submit_together_settle_the_round_once(
    second: str, state: str, kind: str, cast: dict[str, User]
) -> None:
    for _ in range(4):
        review = in_state(State.IN_REVIEW, cast)
        results = at_once(
            lambda review=review: assess(review, cast["ada"]),
            lambda review=review: assess(review, cast["ben"], second),
        )
        assert refusals(results) == []
        review.refresh_from_db()
        assert review.state == state
        assert kinds(review, "review.agreed", "review.split") == [f"review.{kind}"]
        assert review.verdicts.count() == (state == "decided")
        assert review.assessments.count() == 2


def test_a_double_click_puts_in_one_assessment_and_one_piece_of_evidence(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    results = at_once(*(lambda: make_evidence(review, cast["ada"], url="https://news.example/a") for _ in range(3)))
    assert refusals(results) == [Conflict, Conflict]
    assert refusals(at_once(*(lambda: assess(review, cast["ada"]) for _ in range(3)))) == [NotAllowed, NotAllowed]
    assert (review.evidence.count(), review.assessments.count()) == (1, 1)


def test_a_split_is_decided_once(cast: dict[str, User]) -> None:
    for _ in range(3):
        review = in_state(State.SPLIT, cast)
        results = at_once(
            *(lambda name=name, review=review: decide(review, cast[name]) for name in ("cleo", "erin", "adam"))
        )
        assert refusals(results) == [WrongState, WrongState]
        assert (Verdict.objects.filter(review=review).count(), review.assignments.count()) == (1, 3)


def test_a_split_is_decided_or_sent_back_and_a_verdict_published_or_sent_back(cast: dict[str, User]) -> None:
    split, decided = in_state(State.SPLIT, cast), in_state(State.DECIDED, cast)
    results = at_once(
        lambda: decide(split, cast["cleo"]),
        lambda: send_back(split.pk, by=cast["erin"], question="Which officials?"),
        lambda: publish(decided.pk, by=cast["erin"]),
        lambda: send_back(decided.pk, by=cast["cleo"], question="Which officials?"),
    )
    decided.refresh_from_db()
    assert (decided.state == "published") == decided.publications.exists() == isinstance(results[3], VerbError)
    split.refresh_from_db()
    # Decided first, it can still be sent back; sent back first, there is nothing to decide.
    assert split.state in ("decided", "queued")
    assert split.verdicts.exists() == (not isinstance(results[0], VerbError))


def test_publications_are_numbered_without_gaps_in_the_order_of_their_commits(cast: dict[str, User]) -> None:
    """Whoever reads the sequence as it grows never finds a number later below one that was there already."""
    public = [make_publication(cast).review_id for _ in range(2)]
    ready = [in_state(State.DECIDED, cast).pk for _ in range(5)]
    total = 2 + 5 + 2
    seen: list[list[int]] = []

    def watch() -> None:
        end = monotonic() + 30
        while monotonic() < end and (not seen or len(seen[-1]) < total):
            seen.append(list(Publication.objects.order_by("sequence").values_list("sequence", flat=True)))

    results = at_once(
        watch,
        *(lambda pk=pk: publish(pk, by=cast["erin"]) for pk in ready),
        lambda: retract(public[0], by=cast["erin"], why="It was wrong."),
        lambda: correct(public[1], by=cast["cleo"], what="One.", why="It misled.", rationale="In other words."),
    )
    assert refusals(results) == []
    assert [found for found in seen if found != list(range(1, len(found) + 1))] == []
    assert seen[-1] == list(range(1, total + 1))
    assert all(made.body["sequence"] == made.sequence for made in Publication.objects.all())


def test_one_verdict_is_published_once(cast: dict[str, User]) -> None:
    review = in_state(State.DECIDED, cast)
    results = at_once(*(lambda name=name: publish(review.pk, by=cast[name]) for name in ("erin", "cleo", "adam")))
    assert refusals(results) == [WrongState, WrongState]
    assert Publication.objects.filter(review=review, is_current=True).count() == Publication.objects.count() == 1


def test_two_drains_tell_each_event_once(cast: dict[str, User]) -> None:
    for _ in range(8):
        in_state(State.PUBLISHED, cast)
    waiting = OutboxEntry.objects.filter(sent_at=None).count()
    told = at_once(drain, drain, drain)
    assert sum(told) == waiting
    assert not OutboxEntry.objects.filter(sent_at=None).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT (event_id, person_id)) FROM reviews_notice")
        rows, distinct = cursor.fetchone()
    assert rows == distinct == Notice.objects.count() > 0


def test_a_claim_has_one_open_review(cast: dict[str, User]) -> None:
    claim, closed = make_claim(cast["erin"]), in_state(State.CLOSED, cast)
    results = at_once(
        *(lambda: open_review(claim.pk, by=cast["erin"]) for _ in range(3)),
        lambda: open_review(closed.claim_id, by=cast["erin"]),
        lambda: reopen(closed.pk, by=cast["cleo"], reason="The ministry answered."),
    )
    assert refusals(results[:3]) == [Conflict, Conflict]
    assert refusals(results[3:]) == [Conflict]
    assert Review.objects.exclude(state="closed").count() == 2


def test_the_queue_never_holds_what_was_dropped(cast: dict[str, User]) -> None:
    for _ in range(5):
        claim = make_claim(cast["erin"])
        at_once(
            lambda pk=claim.pk: open_review(pk, by=cast["erin"]),
            lambda pk=claim.pk: triage_claim(pk, ClaimState.DROPPED, by=cast["cleo"]),
        )
        claim.refresh_from_db()
        assert claim.reviews.exists() == (claim.state == "kept")


def test_a_hold_ends_once_and_a_review_is_held_or_closed(cast: dict[str, User]) -> None:
    due, queued = held_until(make_review(cast["erin"]), cast["erin"]), make_review(cast["erin"])
    Review.objects.filter(pk=due.pk).update(hold_until=AS_OF)
    results = at_once(
        resume_held,
        resume_held,
        lambda: hold_review(queued.pk, by=cast["erin"], reason="waits", until=AS_OF.replace(year=2999)),
        lambda: close_review(queued.pk, by=cast["cleo"], reason=CloseReason.ABANDONED),
    )
    assert sum(results[:2]) == 1
    assert refusals(results) == [WrongState]
    assert kinds(due, "review.resumed") == ["review.resumed"]
