"""Whoever is away holds nothing that is not done, and is told so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.core.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.models import Event, User
from reviews.access import visible_events
from reviews.actions.begin_leaves import begin_leaves
from reviews.actions.end_leave import end_leave
from reviews.actions.hold_review import resume_review
from reviews.actions.set_leave import set_leave
from reviews.models import Leave, Notice
from reviews.notify.dispatch import drain
from reviews.notify.words import words
from reviews.tasks import begin_leaves_task
from reviews.workflow import State
from tests.factories import assess, assigned, held_until, in_state, make_review

DAY = timedelta(days=1)


def away(person: User, *, by: User | None = None, start: int = 0, days: int = 7) -> Leave:
    first = timezone.localdate() + start * DAY
    return set_leave(person.username, by=by or person, from_on=first, until_on=first + days * DAY)


def test_what_is_not_finished_goes_back_and_what_is_done_stays(cast: dict[str, User]) -> None:
    erin, ada = cast["erin"], cast["ada"]
    alone = assigned(make_review(erin), erin, ada)
    shared = in_state(State.IN_REVIEW, cast)
    done = in_state(State.IN_REVIEW, cast)
    assess(done, ada)
    away(ada)
    for review, state, free in ((alone, "queued", 2), (shared, "in_review", 1), (done, "in_review", 0)):
        review.refresh_from_db()
        assert (review.state, review.free_parts) == (state, free)
    held = ada.assignments.filter(released_at__isnull=True)
    assert [part.review_id for part in held] == [done.pk]
    drain()
    told = Notice.objects.get(event__kind="leave.begun")
    assert told.person == ada
    assert words(told.event) == f"Your leave has begun. What you had not finished went back: {alone}, {shared}."


def test_an_adjudicator_who_leaves_hands_the_decision_back(cast: dict[str, User]) -> None:
    review = in_state(State.SPLIT, cast)
    assigned(review, cast["erin"], cast["noor"])
    away(cast["noor"])
    review.refresh_from_db()
    assert review.state == State.SPLIT
    assert not review.assignments.filter(part="adjudicator", released_at__isnull=True).exists()


def test_a_review_on_hold_waits_on_and_then_goes_on_without_them(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    review = assigned(make_review(erin), erin, cast["ada"])
    held_until(review, erin)
    away(cast["ada"])
    review.refresh_from_db()
    assert (review.state, review.free_parts) == ("on_hold", 2)
    # It goes on from where it was: its state must not tell whether a colleague is done.
    assert resume_review(review.pk, by=erin).state == State.IN_REVIEW


def test_the_clock_begins_a_leave_on_its_first_day_and_once(cast: dict[str, User]) -> None:
    ada = cast["ada"]
    review = assigned(make_review(cast["erin"]), cast["erin"], ada)
    leave = away(ada, start=3)
    assert begin_leaves() == 0
    assert ada.assignments.filter(released_at__isnull=True).exists()
    Leave.objects.filter(pk=leave.pk).update(from_on=timezone.localdate())
    assert begin_leaves_task() == 1
    assert begin_leaves_task() == 0
    review.refresh_from_db()
    assert review.state == State.QUEUED
    assert Event.objects.filter(kind="leave.begun").count() == 1


def test_a_leave_that_is_called_off_never_begins(cast: dict[str, User]) -> None:
    leave = away(cast["ada"], start=3)
    end_leave(leave.pk, by=cast["ada"])
    Leave.objects.filter(pk=leave.pk).update(from_on=timezone.localdate())
    assert begin_leaves() == 0
    with pytest.raises(WrongState, match="is over"):
        end_leave(leave.pk, by=cast["ada"])
    # The days are free again.
    away(cast["ada"], start=4)


def test_days_that_make_no_leave_are_refused(cast: dict[str, User]) -> None:
    ada, today = cast["ada"], timezone.localdate()
    for first, last, pointers in (
        (today - DAY, today + DAY, ["/from_on"]),
        (today + DAY, today, ["/until_on"]),
        (today, today + 1000 * DAY, ["/until_on"]),
    ):
        with pytest.raises(Invalid) as refusal:
            set_leave("ada", by=ada, from_on=first, until_on=last)
        assert [fault.pointer for fault in refusal.value.faults] == pointers
    away(ada, start=2, days=3)
    for start, days in ((0, 2), (5, 1), (3, 1), (0, 30)):
        with pytest.raises(Conflict, match="overlap"):
            away(ada, start=start, days=days)
    away(ada, start=6, days=1)
    away(ada, start=0, days=1)


def test_a_leave_is_set_by_oneself_or_by_who_manages_people(cast: dict[str, User]) -> None:
    with pytest.raises(NotAllowed):
        away(cast["ada"], by=cast["erin"])
    leave = away(cast["ada"], by=cast["adam"])
    assert leave.set_by == cast["adam"]
    with pytest.raises(NotFound):
        end_leave(leave.pk, by=cast["erin"])
    end_leave(leave.pk, by=cast["adam"])
    with pytest.raises(NotFound):
        set_leave("nobody", by=cast["adam"], from_on=timezone.localdate(), until_on=timezone.localdate())


def test_an_administrator_inside_the_round_is_not_told_by_the_leave_that_a_part_was_open(
    cast: dict[str, User],
) -> None:
    """What Adam does himself stands on the history for him: the going back is therefore nobody's doing."""
    for done in (False, True):
        review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["adam"])
        if done:
            assess(review, cast["ada"])
        leave = away(cast["ada"], by=cast["adam"])
        kinds = [event.kind for event in visible_events(cast["adam"], review)]
        assert kinds == ["review.opened"]
        end_leave(leave.pk, by=cast["adam"])
