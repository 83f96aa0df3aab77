"""Undo: what was done a moment ago is put back by the contrary verb, or refused when things moved on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.actions.decide_claim import decide_claim
from claims.models import ClaimState
from factcheck.core.capabilities import Role
from factcheck.core.errors import Conflict, Invalid, NotAllowed, NotFound, VerbError, WrongState
from factcheck.core.models import Event, User
from reviews.access import live_assignments
from reviews.actions.assign_review import assign_review
from reviews.actions.bulk_reviews import BulkReview, Terms, bulk_reviews
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.declare_interest import declare_interest
from reviews.actions.move_to_desk import move_to_desk
from reviews.actions.open_review import open_review
from reviews.actions.reassign_review import reassign_review
from reviews.actions.release_review import release_review
from reviews.actions.set_due import set_due
from reviews.actions.set_priority import set_priority
from reviews.actions.triage_claims import Bulk, triage_claims
from reviews.actions.undo_acts import MOST_AT_ONCE, Undone, undo_acts
from reviews.models import Desk, Part, Review
from reviews.queries.undoable import acts_since, newest_event
from reviews.workflow import State
from tests.factories import assess, assigned, held_until, make_claim, make_review

pytestmark = pytest.mark.django_db
Cast = dict[str, User]
Act = Callable[[Review, User], Any]
SOON = timezone.now() + timedelta(days=9)
_KEPT = ("state", "round", "priority", "desk_id", "free_parts", "hold_reason", "hold_until", "close_reason", "question")


def bulk(what: BulkReview, **terms: Any) -> Act:
    return lambda review, by: bulk_reviews([review.pk], what, by=by, terms=Terms(reason="So.", **terms))


ACTS: dict[str, Act] = {
    "assign": lambda review, by: assign_review(review.pk, by=by, username="noor"),
    "reassign": lambda review, by: reassign_review(review.pk, by=by, username="noor", holder="ada", reason="So."),
    "release": lambda review, by: release_review(review.pk, by=by, part=Part.FIRST),
    "priority": lambda review, by: set_priority(review.pk, by=by, level=1, reason="So."),
    "due": lambda review, by: set_due(review.pk, by=by, due_at=SOON, reason="So."),
    "desk": lambda review, by: move_to_desk(review.pk, by=by, desk="iran", reason="So."),
    "hold": lambda review, by: held_until(review, by),
    "close": lambda review, by: close_review(review.pk, by=by, reason=CloseReason.ABANDONED),
    "bulk assign": bulk(BulkReview.ASSIGN, people=("noor",), due_at=SOON),
    "bulk reassign": bulk(BulkReview.REASSIGN, people=("noor",), holder="ada"),
    "bulk release": bulk(BulkReview.RELEASE),
    "bulk priority": bulk(BulkReview.PRIORITISE, level=3),
    "bulk due": bulk(BulkReview.DUE, due_at=SOON),
    "bulk desk": bulk(BulkReview.DESK, desk="iran"),
    "bulk hold": bulk(BulkReview.HOLD, until=SOON.date()),
    "bulk close": bulk(BulkReview.CLOSE, close_reason=CloseReason.OUT_OF_SCOPE),
}


@pytest.fixture(autouse=True)
def desk(db: None) -> Desk:
    return Desk.objects.create(slug="iran", name="Iran")


@pytest.fixture
def review(cast: Cast) -> Review:
    """Ada holds the first part; the second is free."""
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])


def stands(review: Review) -> dict[str, Any]:
    review.refresh_from_db()
    parts = live_assignments(review).order_by("part").values_list("part", "user__username", "done_at")
    return {name: getattr(review, name) for name in _KEPT} | {"parts": list(parts)}


def done(act: Act, review: Review, by: User) -> list[int]:
    mark = newest_event()
    act(review, by)
    return acts_since(mark, by, reviews=[review.pk])


def undone(acts: list[int], by: User) -> Undone:
    result = undo_acts(acts, by=by)
    for refusal in result.refused.values():
        raise refusal
    return result


@pytest.mark.parametrize("name", ACTS)
def test_what_is_undone_stands_as_before_and_stays_in_the_history(name: str, review: Review, cast: Cast) -> None:
    before, due = stands(review), review.due_at
    acts = done(ACTS[name], review, cast["erin"])
    changed = stands(review)
    assert acts
    assert changed != before or review.due_at != due
    told = Event.objects.filter(review_id=review.pk).count()
    assert undone(acts, cast["erin"]).done == [f"R-{review.pk}"]
    assert stands(review) == before
    assert due is not None
    assert review.due_at is not None
    # A hold takes its length from no due date.
    assert abs(review.due_at - due) < timedelta(minutes=1)
    assert Event.objects.filter(review_id=review.pk, by=cast["erin"]).count() > told
    stands_now = stands(review)
    with pytest.raises(Conflict, match="undone already"):
        undone(acts, cast["erin"])
    assert stands(review) == stands_now


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_undone_by_nobody_else_and_not_without_the_right(name: str, review: Review, cast: Cast) -> None:
    acts = done(ACTS[name], review, cast["erin"])
    changed = stands(review)
    for person in ("adam", "cleo", "ada", "rita"):
        with pytest.raises(NotFound):
            undone(acts, cast[person])
    cast["erin"].role = Role.REVIEWER
    cast["erin"].save()
    with pytest.raises(NotAllowed):
        undone(acts, cast["erin"])
    assert acts_since(0, cast["erin"], reviews=[review.pk]) == []
    assert stands(review) == changed


# What happens meanwhile, and which acts it keeps from being undone.
MEANWHILE: dict[str, tuple[Act, set[str]]] = {
    "another level": (lambda review, by: set_priority(review.pk, by=by, level=2, reason="No."), {"priority"}),
    "another day": (lambda review, by: set_due(review.pk, by=by, due_at=SOON + timedelta(1), reason="No."), {"due"}),
    "another desk": (lambda review, by: move_to_desk(review.pk, by=by, desk="", reason="No."), {"desk"}),
    "handed back": (
        lambda review, by: release_review(review.pk, by=by, part=live_assignments(review).latest("pk").part),
        {"assign", "reassign"},
    ),
    "given to another": (lambda review, by: assign_review(review.pk, by=by, username="ben"), {"release"}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("meanwhile", "name"), [(key, name) for key, (_, names) in MEANWHILE.items() for name in sorted(names)]
)
def test_what_moved_on_meanwhile_is_not_undone(meanwhile: str, name: str, review: Review, cast: Cast) -> None:
    acts = done(ACTS[name], review, cast["erin"])
    MEANWHILE[meanwhile][0](review, cast["adam"])
    changed = stands(review)
    with pytest.raises(Conflict, match="changed again since"):
        undone(acts, cast["erin"])
    assert stands(review) == changed


def test_no_act_is_undone_on_a_review_that_ended(review: Review, cast: Cast) -> None:
    for name in ("priority", "due", "desk"):
        acts = done(ACTS[name], review, cast["erin"])
        closed = done(ACTS["close"], review, cast["adam"])
        with pytest.raises(WrongState, match="nothing of it waits"):
            undone(acts, cast["erin"])
        undone(closed, cast["adam"])


def test_work_that_is_in_keeps_a_part_with_who_did_it(review: Review, cast: Cast) -> None:
    acts = done(ACTS["assign"], review, cast["erin"])
    assess(review, cast["noor"])
    changed = stands(review)
    with pytest.raises(NotAllowed, match="is in and stays"):
        undone(acts, cast["erin"])
    assert stands(review) == changed


def test_after_an_hour_it_is_changed_again_instead(review: Review, cast: Cast, monkeypatch: Any) -> None:
    acts = done(ACTS["priority"], review, cast["erin"])
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    with pytest.raises(Conflict, match="more than an hour ago"):
        undone(acts, cast["erin"])


def test_a_date_that_had_passed_comes_back(review: Review, cast: Cast) -> None:
    for before in (timezone.now() - timedelta(days=1), None):
        Review.objects.filter(pk=review.pk).update(due_at=before)
        undone(done(ACTS["due"], review, cast["erin"]), cast["erin"])
        review.refresh_from_db()
        assert review.due_at == before
    with pytest.raises(Invalid, match="Give the moment"):
        set_due(review.pk, by=cast["erin"], due_at=None, reason="So.")


def test_closing_undone_gives_back_half_a_round_and_the_rest_of_the_lease(review: Review, cast: Cast) -> None:
    assigned(review, cast["erin"], cast["ben"])
    assess(review, cast["ada"])
    ben = review.assignments.get(user=cast["ben"])
    acts = done(ACTS["close"], review, cast["erin"])
    undone(acts, cast["erin"])
    review.refresh_from_db()
    assert (review.state, review.round, review.free_parts) == (State.IN_REVIEW, 1, 0)
    again = review.assignments.get(user=cast["ben"])
    assert (again.pk, again.released_at) == (ben.pk, None)
    assert timedelta(0) <= again.lease_until - ben.lease_until < timedelta(minutes=1)
    assess(review, cast["ben"])
    review.refresh_from_db()
    assert review.state == State.DECIDED


def test_closing_undone_seats_nobody_who_may_not_hold_it_now(review: Review, cast: Cast) -> None:
    acts = done(ACTS["close"], review, cast["erin"])
    declare_interest("ada", "Reuters", by=cast["ada"])
    undone(acts, cast["erin"])
    assert stands(review)["parts"] == []
    assert (review.state, review.free_parts) == (State.QUEUED, 2)


def test_closing_is_not_undone_where_the_claim_went_another_way(review: Review, cast: Cast) -> None:
    acts = done(ACTS["close"], review, cast["erin"])
    other = open_review(review.claim_id, by=cast["erin"])
    with pytest.raises(Conflict, match="Another review"):
        undone(acts, cast["erin"])
    close_review(other.pk, by=cast["erin"], reason=CloseReason.ABANDONED)
    decide_claim(review.claim_id, ClaimState.DROPPED, by=cast["erin"])
    with pytest.raises(WrongState, match="keep it first"):
        undone(acts, cast["erin"])


def test_who_is_in_the_blind_round_learns_nothing_of_the_other_part(cast: Cast) -> None:
    """An editor with a part is refused in the same words whatever the colleague did."""
    told = set()
    for happens in ("nothing", "assessed", "handed back"):
        review = assigned(make_review(cast["erin"]), cast["erin"], cast["cleo"])
        acts = done(lambda one, by: assign_review(one.pk, by=by, username="ada"), review, cast["cleo"])
        if happens == "assessed":
            assess(review, cast["ada"])
        elif happens == "handed back":
            release_review(review.pk, by=cast["ada"])
        with pytest.raises(VerbError) as refused:
            undone(acts, cast["cleo"])
        told.add((type(refused.value), refused.value.detail))
    assert len(told) == 1
    assert NotAllowed in next(iter(told))


def test_several_go_each_by_itself(review: Review, cast: Cast) -> None:
    other, mark = make_review(cast["erin"]), newest_event()
    terms = Terms(level=1, reason="So.")
    bulk_reviews([review.pk, other.pk], BulkReview.PRIORITISE, by=cast["erin"], terms=terms)
    acts = acts_since(mark, cast["erin"], reviews=[review.pk, other.pk])
    set_priority(review.pk, by=cast["adam"], level=3, reason="No.")
    result = undo_acts(acts, by=cast["erin"])
    assert (result.done, list(result.refused)) == ([f"R-{other.pk}"], [f"R-{review.pk}"])
    review.refresh_from_db()
    other.refresh_from_db()
    assert (review.priority, other.priority) == (3, 2)


@pytest.mark.parametrize("what", [Bulk.KEEP, Bulk.DROP, Bulk.UNDECIDE])
def test_triage_is_undone_to_what_each_claim_was(what: Bulk, cast: Cast) -> None:
    erin = cast["erin"]
    claims = [make_claim(erin) for _ in range(3)]
    before = [ClaimState.KEPT, ClaimState.DROPPED, ClaimState.UNDECIDED]
    for claim, state in zip(claims, before, strict=True):
        decide_claim(claim.pk, state, by=erin)
    mark, ids = newest_event(), [claim.pk for claim in claims]
    triage_claims(ids, what, by=erin)
    acts = acts_since(mark, erin, claims=ids)
    assert len(acts) == 2
    undo_acts(acts, by=erin)
    for claim in claims:
        claim.refresh_from_db()
    assert [claim.state for claim in claims] == before
    assert {type(refusal) for refusal in undo_acts(acts, by=erin).refused.values()} == {Conflict}


def test_a_claim_that_went_to_the_queue_stays_kept(cast: Cast) -> None:
    claim = make_claim(cast["erin"])
    decide_claim(claim.pk, ClaimState.UNDECIDED, by=cast["erin"])
    mark = newest_event()
    decide_claim(claim.pk, ClaimState.KEPT, by=cast["erin"])
    open_review(claim.pk, by=cast["erin"])
    with pytest.raises(WrongState, match="under review"):
        undone(acts_since(mark, cast["erin"], claims=[claim.pk]), cast["erin"])


def test_what_is_no_act_is_not_there_and_too_many_are_refused(review: Review, cast: Cast) -> None:
    opened = Event.objects.filter(kind="review.opened").latest("id").pk
    for numbers in ([], [opened], [2**62]):
        with pytest.raises(NotFound):
            undo_acts(numbers, by=cast["erin"])
    with pytest.raises(Invalid, match="at most"):
        undo_acts(range(MOST_AT_ONCE + 1), by=cast["erin"])
