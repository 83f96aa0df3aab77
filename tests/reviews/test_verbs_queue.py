"""An editor runs the queue: priority, due date, desk, and who goes on with a part."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from factcheck.core.errors import Invalid, NotAllowed, NotFound, Stale, VerbError, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.actions.move_to_desk import move_to_desk
from reviews.actions.reassign_review import reassign_review
from reviews.actions.set_due import set_due
from reviews.actions.set_priority import set_priority
from reviews.models import Desk, Part, Review
from reviews.notify.dispatch import drain
from reviews.priority import points, rank
from reviews.queries.history import history
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_review
from tests.reviews.unchanged import prints
from tests.situations import restrict

Run = Callable[..., Any]
RUNS: dict[str, Run] = {
    "priority": lambda pk, by, **more: set_priority(pk, by=by, **{"level": 1, "reason": "Breaking news", **more}),
    "due": lambda pk, by, **more: set_due(
        pk, by=by, **{"due_at": timezone.now() + timedelta(days=9), "reason": "Breaking news", **more}
    ),
    "desk": lambda pk, by, **more: move_to_desk(pk, by=by, **{"desk": "iran", "reason": "Breaking news", **more}),
}


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk.objects.create(slug="iran", name="Iran")


def last_words(person: User, review: Review) -> str:
    return history(person, review)[-1].words


def refusals(run: Callable[[], object]) -> str:
    """What a refused verb says, after which nothing is written."""
    before = prints()
    with pytest.raises(VerbError) as refused:
        run()
    assert prints() == before
    return refused.value.detail


def test_a_priority_moves_a_review_in_the_queue_and_says_why(cast: dict[str, User]) -> None:
    review, other = make_review(cast["erin"]), make_review(cast["erin"])
    changed = set_priority(review.pk, by=cast["erin"], level=1, reason="  A minister\nrepeated it  ")
    assert (changed.priority, changed.version) == (1, review.version + 1)
    assert changed.rank == pytest.approx(rank(points(1, review.claim.worth), review.opened_at))
    assert changed.rank > other.rank + 29
    assert last_words(cast["erin"], changed) == "set the priority to 1: A minister repeated it"
    assert set_priority(review.pk, by=cast["erin"], level=3, reason="No longer").rank < other.rank - 29


def test_the_points_of_places_and_escalations_stay_when_the_level_changes(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    Review.objects.filter(pk=review.pk).update(places=3, reach=10_000, escalations=1)
    changed = set_priority(review.pk, by=cast["erin"], level=1, reason="Breaking news")
    expected = points(1, review.claim.worth, reach=10_000, places=3, escalations=1)
    assert changed.rank == pytest.approx(rank(expected, review.opened_at))


def test_a_due_date_starts_the_reminders_anew(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    Review.objects.filter(pk=review.pk).update(nudged=2, escalations=1)
    due = timezone.now() + timedelta(days=30)
    changed = set_due(review.pk, by=cast["erin"], due_at=due, reason="The court sits later")
    assert (changed.due_at, changed.nudged, changed.escalations) == (due, 0, 1)
    event = Event.objects.filter(kind=EventKind.REVIEW_DUE_CHANGED).get()
    assert review.due_at is not None
    assert event.data["before"] == review.due_at.isoformat()
    assert event.data["after"] == due.isoformat()
    assert last_words(cast["erin"], changed).endswith(": The court sits later")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime(2020, 1, 1, tzinfo=UTC), "has passed"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "too far ahead"),
        (datetime(1, 1, 1, tzinfo=UTC), "has passed"),
        (timezone.now() + timedelta(days=3000), "too far ahead"),
    ],
)
def test_a_due_date_is_one_to_come_and_near(cast: dict[str, User], due: datetime, words: str) -> None:
    review = make_review(cast["erin"])
    assert words in refusals(lambda: set_due(review.pk, by=cast["erin"], due_at=due, reason="So"))


def test_a_review_moves_to_a_desk_and_from_it(cast: dict[str, User], desk: Desk) -> None:
    review = make_review(cast["erin"])
    moved = move_to_desk(review.pk, by=cast["erin"], desk="iran", reason="They know the people")
    assert moved.desk == desk
    assert last_words(cast["erin"], moved) == "moved it to the desk Iran: They know the people"
    back = move_to_desk(review.pk, by=cast["erin"], desk="", reason="Nobody there has time")
    assert back.desk is None
    assert last_words(cast["erin"], back) == "moved it to no desk: Nobody there has time"


def test_only_a_desk_that_is_open_takes_reviews(cast: dict[str, User], desk: Desk) -> None:
    review = make_review(cast["erin"])
    Desk.objects.update(is_open=False)
    said = refusals(lambda: move_to_desk(review.pk, by=cast["erin"], desk="iran", reason="So"))
    assert said == "The desk Iran is closed. Choose an open one."
    for slug in ("nowhere", "a\0b"):
        said = refusals(partial(move_to_desk, review.pk, by=cast["erin"], desk=slug, reason="So"))
        assert said.startswith("There is no desk ")


@pytest.mark.parametrize("name", RUNS)
def test_what_is_already_so_is_no_event(name: str, cast: dict[str, User], desk: Desk) -> None:
    review, due = make_review(cast["erin"]), timezone.now() + timedelta(days=9)
    more = {"due_at": due} if name == "due" else {}
    first = RUNS[name](review.pk, cast["erin"], **more)
    before = prints()
    assert RUNS[name](review.pk, cast["erin"], **more).version == first.version
    assert prints() == before


@pytest.mark.parametrize("name", RUNS)
def test_only_editors_run_the_queue_and_say_why(name: str, cast: dict[str, User], desk: Desk) -> None:
    review = make_review(cast["erin"])
    for who in ("ada", "noor", "rita"):
        said = refusals(partial(RUNS[name], review.pk, cast[who]))
        assert "may not set priorities, due dates and desks" in said
    assert "Say why" in refusals(lambda: RUNS[name](review.pk, cast["erin"], reason=" \n"))
    assert "Remove it." in refusals(lambda: RUNS[name](review.pk, cast["erin"], reason="a\0b"))
    restrict(cast["cleo"])
    with pytest.raises(NotFound):
        RUNS[name](review.pk, cast["erin"])


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("state", State)
def test_what_waits_for_no_work_has_no_place_in_the_queue(
    name: str, state: State, cast: dict[str, User], desk: Desk
) -> None:
    review = in_state(state, cast)
    if state in (State.PUBLISHED, State.CLOSED, State.RETRACTED):
        with pytest.raises(WrongState, match="nothing of it waits"):
            RUNS[name](review.pk, cast["erin"])
    else:
        assert RUNS[name](review.pk, cast["erin"]).state == state


@pytest.mark.parametrize("name", RUNS)
def test_an_old_page_changes_nothing(name: str, cast: dict[str, User], desk: Desk) -> None:
    review = make_review(cast["erin"])
    assert RUNS[name](review.pk, cast["erin"], expected_version=review.version).version == review.version + 1
    with pytest.raises(Stale):
        RUNS[name](review.pk, cast["erin"], expected_version=review.version)


@pytest.mark.parametrize("level", [0, 4, -1])
def test_a_priority_is_one_of_three(cast: dict[str, User], level: int) -> None:
    review = make_review(cast["erin"])
    assert "Use 1 (urgent)" in refusals(lambda: set_priority(review.pk, by=cast["erin"], level=level, reason="So"))


# --- reassigning --------------------------------------------------------------------------------------------


def test_a_part_goes_from_one_to_another_with_the_reason(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    part = reassign_review(review.pk, by=cast["erin"], username="noor", part=Part.SECOND, reason="Ben is away")
    assert (part.user, part.part) == (cast["noor"], Part.SECOND)
    review.refresh_from_db()
    assert (review.state, review.free_parts) == (State.IN_REVIEW, 0)
    assert [line.words for line in history(cast["erin"], review)[-2:]] == [
        "the part second of Ben Lindqvist went back: Ben is away",
        "gave Noor Rahimi the part second",
    ]
    drain()
    assert cast["noor"].notices.filter(event__review_id=review.pk).exists()


def test_the_only_part_at_work_needs_no_name(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    assert reassign_review(review.pk, by=cast["erin"], username="ben", reason="So").part == Part.FIRST
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    said = refusals(lambda: reassign_review(review.pk, by=cast["erin"], username="noor", reason="So"))
    assert said == "Two people are at work. Say whose part is meant."
    part = reassign_review(review.pk, by=cast["erin"], username="noor", reason="So", holder="ada")
    assert part.part == Part.FIRST


def test_the_adjudicator_is_replaced(cast: dict[str, User]) -> None:
    review = assigned(in_state(State.SPLIT, cast), cast["erin"], cast["noor"])
    part = reassign_review(review.pk, by=cast["erin"], username="cleo", reason="Noor is away")
    assert (part.part, part.user) == (Part.ADJUDICATOR, cast["cleo"])


@pytest.mark.parametrize(
    ("asked", "kind", "words"),
    [
        ({"username": "ben", "part": Part.FIRST}, NotAllowed, "a person holds one part"),
        ({"username": "rita", "part": Part.FIRST}, NotAllowed, "may not"),
        ({"username": "nobody", "part": Part.FIRST}, Invalid, "nobody called nobody"),
        ({"username": "ada", "part": Part.FIRST}, Invalid, "has this part already"),
        ({"username": "noor", "part": Part.ADJUDICATOR}, WrongState, "Nobody holds this part"),
        ({"username": "noor", "holder": "cleo"}, WrongState, "Nobody holds this part"),
        ({"username": "noor", "part": Part.FIRST, "reason": " "}, Invalid, "Say why"),
    ],
)
def test_who_may_not_go_on_leaves_the_part_where_it_is(
    asked: dict[str, Any], kind: type[VerbError], words: str, cast: dict[str, User]
) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    before = prints()
    with pytest.raises(kind, match=words):
        reassign_review(review.pk, by=cast["erin"], **{"reason": "So", **asked})
    assert prints() == before


def test_what_is_in_stays(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    assess(review, cast["ada"])
    said = refusals(lambda: reassign_review(review.pk, by=cast["erin"], username="noor", reason="So"))
    assert said == "The work of this part is in and stays."


@pytest.mark.parametrize("has_worked", [False, True])
def test_an_editor_in_the_round_hears_the_same_whatever_the_other_did(has_worked: bool, cast: dict[str, User]) -> None:
    """Whether there is another, and whether their work is in, would be told by a refusal of its own."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["cleo"])
    if has_worked:
        assigned(review, cast["erin"], cast["ada"])
        assess(review, cast["ada"])
    for part in (None, Part.FIRST, Part.SECOND, Part.ADJUDICATOR):
        said = refusals(partial(reassign_review, review.pk, by=cast["cleo"], username="noor", part=part, reason="So"))
        assert said == "You have a part in this round: an editor who has none gives its parts to others."


def test_only_editors_reassign(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    for who in ("ada", "noor", "rita"):
        with pytest.raises(NotAllowed):
            reassign_review(review.pk, by=cast[who], username="ben", part=Part.FIRST, reason="So")
    with pytest.raises(Stale):
        reassign_review(review.pk, by=cast["erin"], username="ben", reason="So", expected_version=99)
