"""A part is given to somebody at the moment at which they can no longer hold it."""

from collections.abc import Callable
from threading import Event as Signal
from time import sleep
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from claims.actions.add_topic import add_topic
from claims.actions.edit_claim import edit_claim
from factcheck.core.errors import NotAllowed, VerbError
from factcheck.core.models import User
from reviews.actions.assign_review import assign_review
from reviews.actions.bulk_reviews import BulkReview, Terms, bulk_reviews
from reviews.actions.reassign_review import reassign_review
from reviews.actions.restrict_topic import restrict_topic
from reviews.actions.set_leave import set_leave
from reviews.models import Assignment, Review
from tests.concurrency.at_once import at_once
from tests.factories import assigned, make_review

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
Give = Callable[[Review, dict[str, User]], Any]


def in_the_middle_of(change: Callable[[], Any], give: Callable[[], Any]) -> Any:
    """What came of giving a part after a change was made and before it was committed."""
    made = Signal()

    def changing() -> None:
        with transaction.atomic():
            change()
            made.set()
            sleep(0.5)  # for the other to come as far as it can

    def giving() -> Any:
        made.wait(timeout=30)
        return give()

    return at_once(changing, giving)[1]


def assign(review: Review, cast: dict[str, User]) -> Any:
    return assign_review(review.pk, by=cast["erin"], username="ada")


def reassign(review: Review, cast: dict[str, User]) -> Any:
    return reassign_review(review.pk, by=cast["erin"], username="ada", reason="Ben is ill.")


def in_bulk(review: Review, cast: dict[str, User]) -> Any:
    done = bulk_reviews([review.pk], BulkReview.ASSIGN, by=cast["erin"], terms=Terms(people=("noor", "ada")))
    return done.refused.get(review.pk)


def held_by_ada() -> list[Assignment]:
    return list(Assignment.objects.filter(user__username="ada", released_at__isnull=True, done_at__isnull=True))


@pytest.mark.parametrize("give", [assign, reassign, in_bulk])
def test_nothing_stays_with_somebody_whose_leave_begins_just_then(give: Give, cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    if give is reassign:
        assigned(review, cast["erin"], cast["ben"])
    today = timezone.localdate()
    answer = in_the_middle_of(
        lambda: set_leave("ada", by=cast["ada"], from_on=today, until_on=today), lambda: give(review, cast)
    )
    assert isinstance(answer, NotAllowed)
    assert "is on leave until" in answer.detail
    assert held_by_ada() == []


@pytest.mark.parametrize("give", [assign, in_bulk])
def test_nothing_of_a_topic_stays_with_somebody_who_is_shut_out_just_then(give: Give, cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    topic = add_topic("The protests", by=cast["erin"])
    edit_claim(review.claim_id, by=cast["erin"], topic=topic.slug)
    answer = in_the_middle_of(
        lambda: restrict_topic(topic.slug, by=cast["erin"], members=["noor"]), lambda: give(review, cast)
    )
    assert isinstance(answer, VerbError)
    assert held_by_ada() == []


def test_leave_and_parts_given_to_two_people_end(cast: dict[str, User]) -> None:
    """Neither waits for the other for ever: people are locked before reviews, each in the order of their keys."""
    today = timezone.localdate()
    for _ in range(6):
        review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
        at_once(
            lambda: set_leave("ada", by=cast["ada"], from_on=today, until_on=today),
            lambda review=review: in_bulk(review, cast),
            lambda review=review: reassign_review(review.pk, by=cast["erin"], username="ben", reason="Ada is away."),
        )
        assert held_by_ada() == []
        cast["ada"].leaves.update(ended_at=timezone.now())
