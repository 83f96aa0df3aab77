"""What is due is remembered, rises and goes back; leases end with a warning; none of it tells of a colleague's work."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from factcheck.core.clock import database_now
from factcheck.core.errors import NotAllowed, WrongState
from factcheck.core.models import Event, User
from reviews.access import live_assignments, seen_parts, visible_assessments, visible_events
from reviews.actions.age_reviews import age_reviews
from reviews.actions.expire_leases import expire_leases
from reviews.actions.hold_review import resume_review
from reviews.actions.renew_lease import renew_lease
from reviews.actions.warn_leases import warn_leases
from reviews.models import Assignment, Notice, Policy, Review
from reviews.notify.dispatch import drain
from reviews.workflow import State
from tests.factories import assess, assigned, held_until, in_state, make_evidence, make_review

HOUR = timedelta(hours=1)


def due_in(review: Review, hours: float) -> Review:
    """The review with its due date moved, as time would."""
    Review.objects.filter(pk=review.pk).update(due_at=database_now() + hours * HOUR)
    review.refresh_from_db()
    return review


def lease_ends_in(user: User, hours: float) -> None:
    Assignment.objects.filter(user=user, released_at=None).update(lease_until=database_now() + hours * HOUR)


def lapse(user: User) -> None:
    lease_ends_in(user, -1)
    expire_leases()


def aged(review: Review, *hours: float) -> Review:
    """The review after the clock stood so many hours before (less than 0: after) its due date, one after the other."""
    for left in hours:
        due_in(review, left)
        age_reviews()
    review.refresh_from_db()
    return review


def told(user: User) -> list[str]:
    """The kinds of what a person was told of, in order."""
    drain()
    return list(Notice.objects.filter(person=user).order_by("event_id").values_list("event__kind", flat=True))


# --- reminder, escalation, return ---------------------------------------------------------------------------


def test_holders_of_unfinished_parts_are_reminded_once(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    version = review.version
    assess(review, cast["ada"])
    assert aged(review, 25).nudged == 0
    assert aged(review, 23, 22).nudged == 1
    assert [event.data["user"] for event in Event.objects.filter(kind="review.reminded")] == [cast["ben"].pk]
    assert "review.reminded" in told(cast["ben"])
    assert "review.reminded" not in told(cast["ada"]) + told(cast["erin"])
    assert review.version == version


def test_what_is_due_rises_and_its_editors_hear_once(cast: dict[str, User]) -> None:
    review, other = in_state(State.IN_REVIEW, cast), make_review(cast["erin"])
    before = review.rank
    aged(review, -1, -2)
    assert (review.escalations, review.nudged, review.state) == (1, 2, State.IN_REVIEW)
    assert review.rank - before == pytest.approx(25)
    assert review.rank > Review.objects.get(pk=other.pk).rank
    assert Event.objects.filter(kind="review.escalated", review_id=review.pk, by=None).count() == 1
    assert told(cast["erin"]).count("review.escalated") == told(cast["cleo"]).count("review.escalated") == 1
    assert "review.escalated" not in told(cast["ada"])


@pytest.mark.parametrize("done", [False, True])
def test_what_is_long_overdue_goes_back_with_a_new_date_by_its_policy(cast: dict[str, User], done: bool) -> None:
    Policy.objects.create(set_by=cast["erin"], due_days=9)
    review = in_state(State.IN_REVIEW, cast)
    if done:
        assess(review, cast["ben"])
    aged(review, -1, -71)
    assert review.state == State.IN_REVIEW
    aged(review, -73)
    assert (review.state, review.nudged, review.free_parts) == (State.QUEUED, 0, 1 if done else 2)
    assert review.due_at is not None
    assert abs(review.due_at - database_now() - timedelta(days=9)) < HOUR
    assert told(cast["ada"]).count("review.released") == 1
    assert told(cast["ben"]).count("review.released") == (0 if done else 1)
    assert aged(review, -1).escalations == 2


def test_what_waits_in_the_queue_rises_again_and_is_not_returned_from_who_takes_it_late(cast: dict[str, User]) -> None:
    review = aged(make_review(cast["erin"]), -1, -73)
    assert (review.state, review.nudged, review.escalations) == (State.QUEUED, 0, 1)
    changed = Event.objects.get(kind="review.due_changed")
    assert (changed.by, changed.data["reason"]) == (None, "the review is long overdue")
    assigned(review, cast["erin"], cast["ada"])
    assert age_reviews() == 0
    assert aged(review, -1).escalations == 2


def test_the_adjudicators_part_goes_back_alone(cast: dict[str, User]) -> None:
    review = assigned(in_state(State.SPLIT, cast), cast["erin"], cast["noor"])
    aged(review, 2)
    assert [event.data["user"] for event in Event.objects.filter(kind="review.reminded")] == [cast["noor"].pk]
    aged(review, -1, -73)
    assert (review.state, review.nudged) == (State.SPLIT, 0)
    assert set(review.assignments.filter(released_at=None).values_list("user__username", flat=True)) == {"ada", "ben"}
    assert aged(review, -1, -73).state == State.SPLIT


@pytest.mark.parametrize("state", [State.ON_HOLD, State.DECIDED, State.CLOSED, State.PUBLISHED, State.RETRACTED])
def test_what_nobody_works_on_does_not_age(cast: dict[str, User], state: State) -> None:
    review = in_state(state, cast)
    assert aged(review, -1, -73, 1).nudged == 0
    assert not Event.objects.filter(kind__in=["review.reminded", "review.escalated", "review.returned"]).exists()


def test_a_due_date_stands_still_on_hold(cast: dict[str, User]) -> None:
    review = held_until(due_in(make_review(cast["erin"]), 5), cast["erin"])
    due = review.due_at
    Review.objects.filter(pk=review.pk).update(state_since=database_now() - 100 * HOUR)
    resumed = resume_review(review.pk, by=cast["erin"])
    assert due is not None
    assert resumed.due_at is not None
    assert abs(resumed.due_at - due - 100 * HOUR) < timedelta(minutes=1)


def test_the_last_day_of_the_calendar_is_no_trouble(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"], due_at=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
    held_until(review, cast["erin"])
    Review.objects.filter(pk=review.pk).update(state_since=database_now() - 100 * HOUR)
    assert resume_review(review.pk, by=cast["erin"]).due_at == review.due_at
    assert age_reviews() == 0


def test_a_resumed_review_stands_where_it_stood_whatever_is_done(cast: dict[str, User]) -> None:
    """In the queue with one part done: the hold must not bring to light that somebody is done."""
    for done in (False, True):
        review = in_state(State.IN_REVIEW, cast)
        if done:
            assess(review, cast["ben"])
        aged(review, -1, -73)
        held_until(review, cast["erin"])
        assert resume_review(review.pk, by=cast["erin"]).state == State.QUEUED


# --- oracles ------------------------------------------------------------------------------------------------


def seen(user: User, review: Review) -> dict[str, Any]:
    """All that ageing leaves where a person sees it."""
    review.refresh_from_db()
    drain()
    notices = Notice.objects.filter(person=user, event__review_id=review.pk).order_by("event_id")
    return {
        "review": (review.state, review.round, review.nudged, review.escalations),
        "assignments": [part.part for part in seen_parts(user, review, live_assignments(review))],
        "assessments": visible_assessments(user, review).count(),
        "events": [(event.kind, sorted(event.data)) for event in visible_events(user, review)],
        "notices": [(notice.event.kind, notice.event.data.get("user")) for notice in notices],
    }


NOTHING, EVIDENCE, ASSESSMENT, LAPSED = "nothing", "evidence", "assessment", "lapsed"
WORK: dict[str, Callable[[Review, User], object]] = {
    NOTHING: lambda review, user: None,
    EVIDENCE: make_evidence,
    ASSESSMENT: assess,
    LAPSED: lambda review, user: lapse(user),
}


@pytest.mark.parametrize("hours", [(23,), (-1,), (23, -1, -73), (-1, -73, 23, -1)])
def test_what_ageing_shows_a_holder_does_not_depend_on_the_colleague(
    cast: dict[str, User], hours: tuple[int, ...]
) -> None:
    """Two reviews are told apart by Ben's work alone: Ada sees the same of both."""
    shown = []
    for work in WORK.values():
        review = in_state(State.IN_REVIEW, cast)
        work(review, cast["ben"])
        aged(review, *hours)
        shown.append(seen(cast["ada"], review))
    assert shown == [shown[0]] * len(WORK)


@pytest.mark.parametrize("hours", [23, -1])
def test_who_comes_after_the_reminder_cannot_tell_whether_somebody_came_before(
    cast: dict[str, User], hours: int
) -> None:
    shown = []
    for first in ([], [cast["ben"]]):
        review = aged(assigned(make_review(cast["erin"]), cast["erin"], *first), hours)
        assigned(review, cast["erin"], cast["ada"])
        aged(review, hours)
        shown.append([kind for kind, _ in seen(cast["ada"], review)["notices"]])
    assert shown[0] == shown[1] == ["review.assigned"]


# --- leases -------------------------------------------------------------------------------------------------


def test_the_end_of_a_lease_is_told_once_to_its_holder_and_can_be_put_off(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    assert warn_leases() == 0
    lease_ends_in(cast["ada"], 11)
    assert [warn_leases(), warn_leases()] == [1, 0]
    assert [told(cast[name]).count("review.lease_ending") for name in ("ada", "ben", "erin")] == [1, 0, 0]
    part = renew_lease(review.pk, by=cast["ada"])
    assert abs(part.lease_until - database_now() - 72 * HOUR) < HOUR
    lease_ends_in(cast["ada"], 11)
    assert warn_leases() == 1
    make_evidence(review, cast["ada"])
    assert warn_leases() == 0
    assert not Event.objects.filter(kind="review.lease_ending", data__user=cast["ben"].pk).exists()


def test_a_short_lease_is_warned_of_in_its_last_quarter(cast: dict[str, User]) -> None:
    Policy.objects.create(set_by=cast["erin"], lease_hours=8)
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    assert abs(Assignment.objects.get().lease_until - database_now() - 8 * HOUR) < HOUR
    assert warn_leases() == 0
    lease_ends_in(cast["ada"], 1.9)
    assert warn_leases() == 1
    renew_lease(review.pk, by=cast["ada"])


def test_only_who_holds_an_unfinished_part_renews(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    for name, words in (("noor", "You hold no part"), ("erin", "You hold no part"), ("rita", "you may not")):
        with pytest.raises(NotAllowed, match=words):
            renew_lease(review.pk, by=cast[name])
    assess(review, cast["ben"])
    with pytest.raises(NotAllowed, match="Your part of this round is in"):
        renew_lease(review.pk, by=cast["ben"])
    held_until(review, cast["erin"])
    with pytest.raises(WrongState, match="its leases stand still"):
        renew_lease(review.pk, by=cast["ada"])


@pytest.mark.parametrize("minutes", [-10, 10])
def test_the_clock_of_the_machine_moves_no_lease_and_no_due_date(cast: dict[str, User], minutes: int) -> None:
    review = due_in(in_state(State.IN_REVIEW, cast), 0.05)
    lease_ends_in(cast["ada"], 0.05)
    lease_ends_in(cast["ben"], -0.05)
    Review.objects.filter(pk=review.pk).update(nudged=1)
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        assert age_reviews() == 0
        assert expire_leases() == 1
        part = renew_lease(review.pk, by=cast["ada"])
    assert abs(part.lease_until - database_now() - 72 * HOUR) < timedelta(minutes=1)
