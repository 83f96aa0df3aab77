"""Many people take from one queue, or are given one part, at the same instant."""

from collections import Counter

import pytest

from factcheck.core.capabilities import Role
from factcheck.core.errors import Conflict, NotAllowed
from factcheck.core.models import Event, User
from reviews.actions.assign_review import assign_review
from reviews.actions.expire_leases import expire_leases
from reviews.actions.release_review import release_review
from reviews.actions.take_next import take_next
from reviews.models import Assignment, Part, Review
from reviews.workflow import State
from tests.concurrency.at_once import at_once, refusals
from tests.factories import assess, assigned, in_state, make_review

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
PEOPLE, REVIEWS = 12, 30


@pytest.fixture
def crowd(cast: dict[str, User]) -> list[User]:
    names = [f"reviewer-{number}" for number in range(PEOPLE)]
    return User.objects.bulk_create(
        User(username=name, name=name, role=Role.REVIEWER, load_limit=2 * REVIEWS) for name in names
    )


def take_all(user: User) -> list[int]:
    taken = []
    while (part := take_next(by=user)) is not None:
        taken.append(part.review_id)
    return taken


def test_nothing_is_taken_twice_and_nothing_is_left(crowd: list[User], cast: dict[str, User]) -> None:
    reviews = [make_review(cast["erin"], assessments_needed=1).pk for _ in range(REVIEWS)]
    taken = at_once(*(lambda user=user: take_all(user) for user in crowd))
    assert Counter(pk for mine in taken for pk in mine) == Counter(reviews)
    parts = Assignment.objects.filter(released_at=None).values_list("review_id", flat=True)
    assert Counter(parts) == Counter(reviews)
    assert Event.objects.filter(kind="review.taken").count() == REVIEWS


def test_both_parts_of_a_round_go_out_once_each_to_two_people(crowd: list[User], cast: dict[str, User]) -> None:
    reviews = [make_review(cast["erin"]).pk for _ in range(REVIEWS)]
    taken = at_once(*(lambda user=user: take_all(user) for user in crowd))
    assert Counter(pk for mine in taken for pk in mine) == Counter(reviews * 2)
    for pk in reviews:
        parts = Assignment.objects.filter(review_id=pk, released_at=None)
        assert sorted(part.part for part in parts) == ["first", "second"]
        assert len({part.user_id for part in parts}) == 2


def test_one_part_goes_to_one_person(cast: dict[str, User]) -> None:
    for _ in range(5):
        review = make_review(cast["erin"], assessments_needed=1)
        given = at_once(
            *(
                lambda name=name, pk=review.pk: assign_review(pk, by=cast["erin"], username=name, part=Part.FIRST)
                for name in ("ada", "ben", "noor")
            ),
            lambda: take_next(by=cast["cleo"]),
        )
        assert Assignment.objects.filter(review=review, released_at=None).count() == 1
        assert set(refusals(given)) <= {Conflict}
        assert Event.objects.filter(review_id=review.pk).count() == 2


def test_one_person_gets_one_part_of_a_review(cast: dict[str, User]) -> None:
    for _ in range(5):
        review = make_review(cast["erin"])
        given = at_once(
            *(
                lambda part=part, pk=review.pk: assign_review(pk, by=cast["erin"], username="ada", part=part)
                for part in (Part.FIRST, Part.SECOND)
            )
        )
        assert refusals(given) == [NotAllowed]
        assert review.assignments.count() == 1


def test_a_part_is_either_put_in_or_handed_back(cast: dict[str, User]) -> None:
    """The holder submits while an editor takes the part away and the sweeper finds its lease ended."""
    for _ in range(5):
        review = in_state(State.IN_REVIEW, cast)
        Assignment.objects.filter(review=review, user=cast["ada"]).update(lease_until="2020-01-01T00:00:00Z")
        results = at_once(
            lambda pk=review: assess(pk, cast["ada"]),
            lambda pk=review.pk: release_review(pk, by=cast["erin"], part=Part.FIRST),
            expire_leases,
        )
        part = Assignment.objects.get(review=review, part=Part.FIRST)
        is_in = review.assessments.filter(by=cast["ada"]).exists()
        assert (part.done_at is not None, part.released_at is not None) == (is_in, not is_in)
        assert Event.objects.filter(review_id=review.pk, kind="review.released").count() == (not is_in)
        assert set(refusals(results)) <= {NotAllowed}
        assert Review.objects.get(pk=review.pk).state == State.IN_REVIEW


def test_an_editor_joins_before_there_is_work_or_not_at_all(cast: dict[str, User]) -> None:
    for _ in range(5):
        review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
        joined, _ = at_once(
            lambda pk=review.pk: assign_review(pk, by=cast["erin"], username="cleo"),
            lambda review=review: assess(review, cast["ada"]),
        )
        if not refusals([joined]):
            assert joined.assigned_at < review.assessments.get().submitted_at
