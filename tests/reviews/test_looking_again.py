"""What is overdue goes back, what is published comes back once a cause, and a verdict that was looked at stands."""

import pytest
from django.db.models import F

from factcheck.core.errors import Invalid, NotAllowed, WrongState
from factcheck.core.models import Event, OutboxEntry, User
from reviews.access import sees_round, visible_assessments, visible_events
from reviews.actions.bring_back import bring_back_for
from reviews.actions.correct import correct
from reviews.actions.let_stand import let_stand
from reviews.actions.publish import publish
from reviews.actions.release_review import release_review
from reviews.actions.reopen import reopen
from reviews.actions.return_review import return_review
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.eligibility import may_publish
from reviews.models import ComebackCause, Review, Stay
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_claim, make_evidence, make_publication, make_review

DATE = ComebackCause.REVIEW_DATE


def again(cast: dict[str, User]) -> Review:
    """A published review in whose new round Ada and Ben hold the parts and Ben's assessment is in."""
    review = make_publication(cast).review
    reopen(review.pk, by=cast["erin"], reason="A newer figure is out.")
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    assess(review, cast["ben"], "false")
    return review


@pytest.mark.parametrize("done", [False, True])
def test_what_is_returned_tells_nobody_what_is_done(cast: dict[str, User], done: bool) -> None:
    """Ada, whose part went back, sees the same whether Ben's assessment is in or not."""
    review = in_state(State.IN_REVIEW, cast)
    if done:
        assess(review, cast["ben"])
    return_review(review.pk, by=cast["erin"], reason="It is long overdue.")
    review.refresh_from_db()
    assert (review.state, review.version, review.free_parts) == ("queued", 4, 1 if done else 2)
    assert "review.returned" not in {event.kind for event in visible_events(cast["ada"], review)}
    assert review.assignments.filter(released_at__isnull=False).count() == (1 if done else 2)


def test_who_is_in_the_round_does_not_take_its_parts_back(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["cleo"], cast["ada"])
    with pytest.raises(NotAllowed, match="You have a part"):
        return_review(review.pk, by=cast["cleo"], reason="It is late.")
    with pytest.raises(Invalid):
        return_review(review.pk, by=cast["erin"], reason=" ")


def test_a_cause_brings_a_review_back_once(cast: dict[str, User]) -> None:
    review = make_publication(cast).review
    assert bring_back_for(review.pk, DATE, key="2026-01-01", words="The day to look again has come.")
    review.refresh_from_db()
    assert (review.state, review.round, review.free_parts, review.question) == (
        "queued", 2, 2, "The day to look again has come.",
    )  # fmt: skip
    assert not bring_back_for(review.pk, DATE, key="2026-01-02", words="Again.")
    let_stand(review.pk, by=cast["erin"], reason="Nothing is new.")
    assert not bring_back_for(review.pk, DATE, key="2026-01-01", words="The day to look again has come.")
    assert bring_back_for(review.pk, DATE, key="2026-01-02", words="The next day has come.")
    assert [event.by for event in Event.objects.filter(kind="review.came_back")] == [None, None]


def test_a_verdict_that_stands_leaves_its_half_round_blind(cast: dict[str, User]) -> None:
    review = again(cast)
    let_stand(review.pk, by=cast["erin"], reason="The newer figure counts something else.")
    review.refresh_from_db()
    assert (review.state, review.cut_short) == ("published", True)
    assert not sees_round(cast["ada"], review)
    assert not sees_round(cast["ben"], review)
    assert visible_assessments(cast["ada"], review).filter(round=2).count() == 0
    assert visible_assessments(cast["erin"], review).filter(round=2).count() == 1
    assert may_publish(cast["erin"], review)
    assert correct(review.pk, by=cast["erin"], what="The words.", why="They misled.", rationale="In other words.")


def test_no_verdict_stands_that_is_not_public(cast: dict[str, User]) -> None:
    with pytest.raises(WrongState, match="Nothing of"):
        let_stand(in_state(State.IN_REVIEW, cast).pk, by=cast["erin"], reason="It is right.")


def test_the_only_reviewer_corrects_nothing_in_public(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"], assessments_needed=1), cast["erin"], cast["cleo"])
    assess(review, cast["cleo"])
    publish(review.pk, by=cast["erin"])
    with pytest.raises(NotAllowed, match="another editor corrects it"):
        correct(review.pk, by=cast["cleo"], what="The words.", why="They misled.", rationale="In other words.")
    assert correct(review.pk, by=cast["erin"], what="The words.", why="They misled.", rationale="In other words.")


@pytest.mark.parametrize("state", list(State))
def test_each_state_is_one_stay_and_no_time_is_lost(cast: dict[str, User], state: State) -> None:
    review = in_state(state, cast)
    stays = list(review.stays.order_by("pk"))
    assert [stay.until for stay in stays] == [*(stay.since for stay in stays[1:]), None]
    assert (stays[-1].state, stays[-1].round, stays[-1].since) == (state, 1, review.state_since)
    assert stays[0].state == State.QUEUED
    assert not Stay.objects.filter(until__lt=F("since")).exists()


def test_parts_that_are_free_are_counted(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    assert review.free_parts == 2
    assert [assigned(review, cast["erin"], cast[name]).free_parts for name in ("ada", "ben")] == [1, 0]
    assert release_review(review.pk, by=cast["ada"]).free_parts == 1


def test_a_number_of_evidence_is_never_used_again(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    first, second = (make_evidence(review, cast["ada"]) for _ in range(2))
    withdraw_evidence(review.pk, second.pk, by=cast["ada"])
    third, others = make_evidence(review, cast["ada"]), make_evidence(review, cast["ben"])
    assert [item.number for item in (first, second, third, others)] == [1, 2, 3, 1]


def test_a_review_is_ranked_when_it_is_opened(cast: dict[str, User]) -> None:
    urgent, low = (make_review(cast["erin"], priority=level) for level in (1, 3))
    assert urgent.rank - low.rank == pytest.approx(60, abs=0.01)


def test_what_nobody_is_told_of_waits_in_no_outbox(cast: dict[str, User]) -> None:
    make_claim(cast["erin"])
    assert Event.objects.filter(kind="claim.added").exists()
    assert not OutboxEntry.objects.filter(event__kind="claim.added").exists()
