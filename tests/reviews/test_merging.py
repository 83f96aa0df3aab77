"""Claims that are merged while the queue or readers have to do with them, and the undoing of it."""

import pytest

from claims.actions.decide_claim import decide_claim
from claims.actions.merge_claim import merge_claim
from claims.actions.unmerge_claim import unmerge_claim
from claims.models import Claim, ClaimState
from factcheck.core.errors import Conflict, Invalid, WrongState
from factcheck.core.models import Event, User
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.open_review import open_review
from reviews.actions.rerank import rerank_claim
from reviews.actions.undo_acts import undo_acts
from reviews.models import Review
from reviews.queries.undoable import acts_since, newest_event
from reviews.workflow import State
from tests.factories import assigned, in_state, make_claim, make_review

pytestmark = pytest.mark.django_db
Cast = dict[str, User]


@pytest.fixture
def review(cast: Cast) -> Review:
    """Ada holds the first part; the second is free."""
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])


@pytest.mark.parametrize("state", [state for state in State if state is not State.CLOSED])
def test_what_a_review_holds_is_not_merged(state: State, cast: Cast) -> None:
    review, other = in_state(state, cast), make_claim(cast["erin"])
    words = "was made public" if state in (State.PUBLISHED, State.RETRACTED) else "is under review"
    with pytest.raises(WrongState, match=words):
        merge_claim(review.claim_id, into=other.pk, by=cast["erin"])
    assert merge_claim(other.pk, into=review.claim_id, by=cast["erin"]).merged_into_id == review.claim_id


def test_closing_as_a_duplicate_and_merging_are_one_act(cast: Cast, review: Review) -> None:
    erin, other = cast["erin"], make_claim(cast["erin"])
    close_review(review.pk, by=erin, reason=CloseReason.DUPLICATE, duplicate_of=other.pk, merge=True, note="Same.")
    review.refresh_from_db()
    assert (review.state, review.close_reason) == (State.CLOSED, f"Duplicate of claim {other.pk}: Same.")
    claim = Claim.objects.get(pk=review.claim_id)
    assert (claim.state, claim.merged_into) == (ClaimState.MERGED, other)
    assert Event.objects.get(kind="claim.merged").data == {"into": other.pk, "before": "kept", "reason": "Same."}


def test_where_one_of_the_two_is_refused_neither_is_done(cast: Cast, review: Review) -> None:
    erin, dropped = cast["erin"], make_claim(cast["erin"])
    decide_claim(dropped.pk, ClaimState.DROPPED, by=erin)
    with pytest.raises(WrongState, match="is dropped"):
        close_review(review.pk, by=erin, reason=CloseReason.DUPLICATE, duplicate_of=dropped.pk, merge=True)
    review.refresh_from_db()
    assert review.state == State.IN_REVIEW
    assert review.assignments.get().released_at is None
    with pytest.raises(Invalid, match="Only a duplicate is merged"):
        close_review(review.pk, by=erin, reason=CloseReason.ABANDONED, duplicate_of=dropped.pk, merge=True)
    public = in_state(State.PUBLISHED, cast)
    with pytest.raises(WrongState):
        close_review(public.pk, by=erin, reason=CloseReason.DUPLICATE, duplicate_of=review.claim_id, merge=True)


def test_both_are_undone_together(cast: Cast, review: Review) -> None:
    erin, other, mark = cast["erin"], make_claim(cast["erin"]), newest_event()
    close_review(review.pk, by=erin, reason=CloseReason.DUPLICATE, duplicate_of=other.pk, merge=True)
    acts = acts_since(mark, erin, reviews=[review.pk], claims=[review.claim_id])
    result = undo_acts(acts, by=erin)
    assert (result.done, result.refused) == ([f"Claim {review.claim_id}", f"R-{review.pk}"], {})
    review.refresh_from_db()
    assert review.state == State.IN_REVIEW
    assert review.assignments.get(released_at=None).user == cast["ada"]
    assert Claim.objects.get(pk=review.claim_id).state == ClaimState.KEPT


def test_a_merge_and_its_taking_back_are_each_undone_once(cast: Cast) -> None:
    erin, claim, other = cast["erin"], make_claim(cast["erin"]), make_claim(cast["erin"])
    mark = newest_event()
    merge_claim(claim.pk, into=other.pk, by=erin)
    (act,) = acts_since(mark, erin, claims=[claim.pk])
    mark = newest_event()
    unmerge_claim(claim.pk, by=erin)
    (taken_back,) = acts_since(mark, erin, claims=[claim.pk])
    assert isinstance(next(iter(undo_acts([act], by=erin).refused.values())), Conflict)
    assert undo_acts([taken_back], by=erin).refused == {}
    assert Claim.objects.get(pk=claim.pk).merged_into == other


def test_keeping_is_not_undone_over_a_merge(cast: Cast) -> None:
    erin, claim = cast["erin"], make_claim(cast["erin"])
    decide_claim(claim.pk, ClaimState.DROPPED, by=erin)
    mark = newest_event()
    decide_claim(claim.pk, ClaimState.KEPT, by=erin)
    (act,) = acts_since(mark, erin, claims=[claim.pk])
    merge_claim(claim.pk, into=make_claim(erin).pk, by=erin)
    assert isinstance(next(iter(undo_acts([act], by=erin).refused.values())), Conflict)
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.MERGED


def test_a_merged_claim_is_not_sent_to_the_queue(cast: Cast) -> None:
    claim, other = make_claim(cast["erin"]), make_claim(cast["erin"])
    merge_claim(claim.pk, into=other.pk, by=cast["erin"])
    with pytest.raises(WrongState, match="is merged"):
        open_review(claim.pk, by=cast["erin"])


def test_what_was_merged_into_it_makes_a_claim_more_urgent_once(cast: Cast) -> None:
    erin, review = cast["erin"], make_review(cast["erin"])
    before = review.rank
    merge_claim(make_claim(erin).pk, into=review.claim_id, by=erin)
    assert rerank_claim(review.claim_id) == 1
    review.refresh_from_db()
    assert review.places == 2
    assert review.rank > before
