"""Several reviews at once: each wholly or not at all, each refusal by name."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck.core.errors import Invalid, NotAllowed
from factcheck.core.models import Event, User
from reviews.actions.bulk_reviews import MOST_AT_ONCE, Bulked, BulkReview, Terms, bulk_reviews
from reviews.actions.close_review import CloseReason
from reviews.models import Desk, Review
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_review
from tests.reviews.unchanged import prints
from tests.situations import restrict

TOMORROW = timezone.now().date() + timedelta(days=1)
TERMS: dict[BulkReview, dict[str, Any]] = {
    BulkReview.ASSIGN: {"people": ("noor",)},
    BulkReview.REASSIGN: {"people": ("noor",), "reason": "Ada is away"},
    BulkReview.RELEASE: {"reason": "The desk is closed this week"},
    BulkReview.CLOSE: {"close_reason": CloseReason.OUT_OF_SCOPE},
    BulkReview.PRIORITISE: {"level": 1, "reason": "Breaking news"},
    BulkReview.DUE: {"due_at": timezone.now() + timedelta(days=20), "reason": "Breaking news"},
    BulkReview.HOLD: {"until": TOMORROW, "reason": "A court file"},
    BulkReview.DESK: {"desk": "iran", "reason": "They know the people"},
}
DONE: dict[BulkReview, Any] = {
    BulkReview.ASSIGN: lambda review: review.assignments.filter(user__username="noor").exists(),
    BulkReview.REASSIGN: lambda review: (
        set(review.assignments.filter(released_at=None).values_list("user__username", flat=True)) == {"noor"}
    ),
    BulkReview.RELEASE: lambda review: review.state == State.QUEUED,
    BulkReview.CLOSE: lambda review: review.state == State.CLOSED,
    BulkReview.PRIORITISE: lambda review: review.priority == 1,
    BulkReview.DUE: lambda review: review.due_at == TERMS[BulkReview.DUE]["due_at"],
    BulkReview.HOLD: lambda review: review.state == State.ON_HOLD,
    BulkReview.DESK: lambda review: review.desk is not None,
}


@pytest.fixture(autouse=True)
def desk(db: None) -> Desk:
    return Desk.objects.create(slug="iran", name="Iran")


def run(what: BulkReview, by: User, *reviews: int, **more: Any) -> Bulked:
    return bulk_reviews(reviews, what, by=by, terms=Terms(**{**TERMS[what], **more}))


@pytest.mark.parametrize("what", BulkReview)
def test_one_that_is_refused_holds_back_none_of_the_others(what: BulkReview, cast: dict[str, User]) -> None:
    good = [assigned(make_review(cast["erin"]), cast["erin"], cast["ada"]) for _ in range(2)]
    published = in_state(State.PUBLISHED, cast)
    result = run(what, cast["erin"], good[0].pk, published.pk, 999_999, good[1].pk, good[0].pk)
    assert result.done == [review.pk for review in good]
    assert set(result.refused) == {published.pk, 999_999}
    assert result.refused[999_999].detail == "There is no review 999999."
    for review in good:
        review.refresh_from_db()
        assert DONE[what](review)
    published.refresh_from_db()
    assert published.state == State.PUBLISHED


@pytest.mark.parametrize("what", BulkReview)
def test_only_editors_do_it(what: BulkReview, cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    before = prints()
    for who in ("ada", "noor", "rita"):
        with pytest.raises(NotAllowed):
            run(what, cast[who], review.pk)
    assert prints() == before


@pytest.mark.parametrize("what", BulkReview)
def test_what_is_restricted_is_not_there(what: BulkReview, cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    restrict(cast["cleo"])
    result = run(what, cast["erin"], review.pk)
    assert (result.done, result.refused[review.pk].detail) == ([], f"There is no review {review.pk}.")


@pytest.mark.parametrize(
    ("what", "lacking", "pointer"),
    [
        (BulkReview.ASSIGN, {"people": ()}, "/people"),
        (BulkReview.ASSIGN, {"people": ("ada", "ben", "noor")}, "/people"),
        (BulkReview.ASSIGN, {"people": ("ada", "ada")}, "/people"),
        (BulkReview.REASSIGN, {"people": ("ada", "ben")}, "/people"),
        (BulkReview.REASSIGN, {"reason": ""}, "/reason"),
        (BulkReview.RELEASE, {"reason": " "}, "/reason"),
        (BulkReview.CLOSE, {"close_reason": None}, "/close_reason"),
        (BulkReview.PRIORITISE, {"level": None}, "/level"),
        (BulkReview.PRIORITISE, {"reason": ""}, "/reason"),
        (BulkReview.DUE, {"due_at": None}, "/due_at"),
        (BulkReview.HOLD, {"until": None}, "/until"),
        (BulkReview.DESK, {"desk": None}, "/desk"),
    ],
)
def test_what_is_lacking_is_said_once(
    what: BulkReview, lacking: dict[str, Any], pointer: str, cast: dict[str, User]
) -> None:
    review = make_review(cast["erin"])
    with pytest.raises(Invalid) as refused:
        run(what, cast["erin"], review.pk, **lacking)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]


def test_both_parts_and_the_date_or_nothing(cast: dict[str, User]) -> None:
    """A second person who may not, or a date that has passed, takes the first part back with it."""
    review, events = make_review(cast["erin"]), Event.objects.count()
    for terms in (
        Terms(people=("ada", "rita")),
        Terms(people=("ada", "ben"), due_at=timezone.now() - timedelta(days=1)),
    ):
        result = bulk_reviews([review.pk], BulkReview.ASSIGN, by=cast["erin"], terms=terms)
        assert (result.done, list(result.refused)) == ([], [review.pk])
        assert not review.assignments.exists()
        assert Event.objects.count() == events
    due = timezone.now() + timedelta(days=2)
    terms = Terms(people=("ada", "ben"), due_at=due)
    assert bulk_reviews([review.pk], BulkReview.ASSIGN, by=cast["erin"], terms=terms).done == [review.pk]
    review.refresh_from_db()
    assert review.due_at == due
    assert review.assignments.count() == 2


def test_so_many_at_once_and_no_more(cast: dict[str, User]) -> None:
    with pytest.raises(Invalid, match=f"at most {MOST_AT_ONCE}"):
        run(BulkReview.PRIORITISE, cast["erin"], *range(1, MOST_AT_ONCE + 2))
    assert len(run(BulkReview.PRIORITISE, cast["erin"], *range(10**9, 10**9 + 3)).refused) == 3


def test_what_is_in_stays_when_the_rest_goes_back(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    assess(review, cast["ada"])
    assert run(BulkReview.RELEASE, cast["erin"], review.pk).done == [review.pk]
    held = review.assignments.filter(released_at=None).values_list("user__username", flat=True)
    assert list(held) == ["ada"]
    review.refresh_from_db()
    assert (review.state, review.free_parts) == (State.QUEUED, 1)


@pytest.mark.parametrize("what", [BulkReview.REASSIGN, BulkReview.RELEASE])
def test_an_editor_in_the_round_hears_nothing_of_the_other(what: BulkReview, cast: dict[str, User]) -> None:
    """The same refusal where the other has not begun, is at work, or is in."""
    said = set()
    for work in range(3):
        review = assigned(make_review(cast["erin"]), cast["erin"], cast["cleo"])
        if work:
            assigned(review, cast["erin"], cast["ada"])
        if work == 2:
            assess(review, cast["ada"])
        said.add(run(what, cast["cleo"], review.pk).refused[review.pk].detail)
    assert len(said) == 1


def test_a_duplicate_is_closed_with_the_claim_it_repeats(cast: dict[str, User]) -> None:
    first, second = make_review(cast["erin"]), make_review(cast["erin"])
    terms = Terms(close_reason=CloseReason.DUPLICATE, duplicate_of=first.claim_id)
    result = bulk_reviews([first.pk, second.pk], BulkReview.CLOSE, by=cast["erin"], terms=terms)
    assert result.done == [second.pk]
    assert result.refused[first.pk].detail == "A claim does not repeat itself."
    assert Review.objects.get(pk=second.pk).close_reason == f"Duplicate of claim {first.claim_id}"
