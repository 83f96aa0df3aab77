"""A review waits, goes on by itself, ends without a verdict, and is looked at again."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from claims.actions.decide_claim import decide_claim
from claims.models import ClaimState
from factcheck.core.errors import Conflict, Invalid, NotFound, WrongState
from factcheck.core.models import Event, User
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.expire_leases import expire_leases
from reviews.actions.hold_review import hold_review, resume_held, resume_review
from reviews.actions.open_review import open_kept, open_review
from reviews.actions.reopen import reopen
from reviews.models import Assignment, Review
from reviews.workflow import State
from tests.factories import assess, assigned, held_until, in_state, make_claim, make_review
from tests.situations import SITUATIONS, restrict


def today() -> date:
    return timezone.now().date()


# --- opening ------------------------------------------------------------------------------------------------


def test_a_review_is_opened_of_a_kept_claim_once(cast: dict[str, User], settings: Any) -> None:
    erin, claim = cast["erin"], make_claim(cast["erin"])
    review = open_review(claim.pk, by=erin)
    assert (review.state, review.priority, review.assessments_needed, review.round) == (State.QUEUED, 2, 2, 1)
    assert review.due_at is not None
    assert abs(review.due_at - timezone.now() - timedelta(days=settings.DUE_DAYS)) < timedelta(minutes=1)
    with pytest.raises(Conflict, match=f"A review of claim {claim.pk} is open already"):
        open_review(claim.pk, by=erin)
    for state in (ClaimState.UNDECIDED, ClaimState.DROPPED):
        other = make_claim(erin)
        decide_claim(other.pk, state, by=erin)
        with pytest.raises(WrongState, match=f"is {state}: keep it first"):
            open_review(other.pk, by=erin)
    for wrong in ({"priority": 0}, {"priority": 4}, {"assessments_needed": 3}, {"assessments_needed": 0}):
        with pytest.raises(Invalid):
            open_review(make_claim(erin).pk, by=erin, **wrong)


def test_the_kept_claims_of_a_document_are_sent_together(cast: dict[str, User]) -> None:
    ids = SITUATIONS["document"](cast)
    opened = open_kept(int(str(ids["pk"])), by=cast["erin"], priority=1)
    assert [(review.claim_id, review.priority) for review in opened] == [(ids["claim"], 1)]
    assert open_kept(int(str(ids["pk"])), by=cast["erin"]) == []


# --- hold and resume ----------------------------------------------------------------------------------------


def test_a_hold_names_what_is_waited_for_and_until_when(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    for reason, until, pointer in (("  ", today() + timedelta(days=1), "/reason"), ("waits", today(), "/until")):
        with pytest.raises(Invalid) as refused:
            hold_review(review.pk, by=cast["erin"], reason=reason, until=until)
        assert [fault.pointer for fault in refused.value.faults] == [pointer]
    held = hold_review(review.pk, by=cast["erin"], reason=" the ministry ", until=today() + timedelta(days=1))
    assert (held.hold_reason, held.hold_until) == ("the ministry", today() + timedelta(days=1))
    assert resume_review(review.pk, by=cast["erin"]).hold_reason == ""


def test_a_hold_ends_by_itself_on_its_day_and_not_before(cast: dict[str, User]) -> None:
    free, taken = held_until(make_review(cast["erin"]), cast["erin"]), held_until(
        assigned(make_review(cast["erin"]), cast["erin"], cast["ada"]), cast["erin"]
    )  # fmt: skip
    Review.objects.filter(state=State.ON_HOLD).update(hold_until=today() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        assert resume_held() == 0  # the database's day counts, not this machine's
    Review.objects.filter(state=State.ON_HOLD).update(hold_until=today())
    assert resume_held() == 2
    assert resume_held() == 0
    assert [Review.objects.get(pk=review.pk).state for review in (free, taken)] == ["queued", "in_review"]
    assert {event.by for event in Event.objects.filter(kind="review.resumed")} == {None}


def test_whoever_held_a_part_has_as_much_of_the_lease_left_as_before_the_hold(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    assess(review, cast["ben"])
    held_until(review, cast["erin"])
    now = timezone.now()
    # The hold began thirty days ago, when Ada had two days left.
    Review.objects.filter(pk=review.pk).update(state_since=now - timedelta(days=30), hold_until=today())
    review.assignments.update(lease_until=now - timedelta(days=28))
    assert resume_held() == 1
    assert expire_leases() == 0
    ada, ben = (Assignment.objects.get(review=review, user=cast[name]).lease_until for name in ("ada", "ben"))
    assert abs(ada - now - timedelta(days=2)) < timedelta(minutes=1)
    assert ben == now - timedelta(days=28)  # done: it needs no lease


# --- close and reopen ---------------------------------------------------------------------------------------


def test_a_review_ends_with_its_reason_and_frees_what_was_held(cast: dict[str, User]) -> None:
    erin, review = cast["erin"], in_state(State.IN_REVIEW, cast)
    assess(review, cast["ben"])
    closed = close_review(review.pk, by=erin, reason=CloseReason.NOT_CHECKABLE, note=" a forecast ")
    assert closed.close_reason == "Not checkable: a forecast"
    assert list(review.assignments.filter(released_at=None).values_list("user__username", flat=True)) == ["ben"]
    assert assign_review(make_review(erin).pk, by=erin, username="ada")


def test_a_duplicate_names_the_claim_it_repeats(cast: dict[str, User]) -> None:
    erin, review, other = cast["erin"], make_review(cast["erin"]), make_claim(cast["erin"])
    for repeats, words in ((None, "Say which claim it repeats"), (review.claim_id, "does not repeat itself")):
        with pytest.raises(Invalid, match=words):
            close_review(review.pk, by=erin, reason=CloseReason.DUPLICATE, duplicate_of=repeats)
    with pytest.raises(NotFound, match="no claim 999999"):
        close_review(review.pk, by=erin, reason=CloseReason.DUPLICATE, duplicate_of=999999)
    closed = close_review(review.pk, by=erin, reason=CloseReason.DUPLICATE, duplicate_of=other.pk)
    assert closed.close_reason == f"Duplicate of claim {other.pk}"


def test_a_claim_of_a_hidden_topic_cannot_be_named_as_repeated(cast: dict[str, User]) -> None:
    hidden = make_claim(cast["erin"])
    restrict(cast["cleo"])
    review = make_review(cast["erin"])
    with pytest.raises(NotFound, match=f"There is no claim {hidden.pk}"):
        close_review(review.pk, by=cast["erin"], reason=CloseReason.DUPLICATE, duplicate_of=hidden.pk)


def test_a_closed_review_is_looked_at_again_in_a_new_round(cast: dict[str, User]) -> None:
    review = in_state(State.CLOSED, cast)
    with pytest.raises(Invalid, match="Say why"):
        reopen(review.pk, by=cast["erin"], reason=" ")
    again = reopen(review.pk, by=cast["erin"], reason="The ministry answered.")
    assert (again.state, again.round, again.close_reason, again.question) == (
        "queued", 2, "", "The ministry answered.",
    )  # fmt: skip


def test_a_closed_review_stays_closed_while_another_of_its_claim_is_open(cast: dict[str, User]) -> None:
    review = in_state(State.CLOSED, cast)
    open_review(review.claim_id, by=cast["erin"])
    with pytest.raises(Conflict, match="Another review of this claim is open"):
        reopen(review.pk, by=cast["erin"], reason="The ministry answered.")
    assert Review.objects.get(pk=review.pk).state == State.CLOSED


def test_a_claim_dropped_after_its_review_closed_is_kept_again_first(cast: dict[str, User]) -> None:
    review = in_state(State.CLOSED, cast)
    decide_claim(review.claim_id, ClaimState.DROPPED, by=cast["erin"])
    with pytest.raises(WrongState, match=f"Claim {review.claim_id} is dropped: keep it first"):
        reopen(review.pk, by=cast["erin"], reason="The ministry answered.")
    decide_claim(review.claim_id, ClaimState.KEPT, by=cast["erin"])
    assert reopen(review.pk, by=cast["erin"], reason="The ministry answered.").state == State.QUEUED
    with pytest.raises(WrongState, match="is under review"):
        decide_claim(review.claim_id, ClaimState.DROPPED, by=cast["erin"])
