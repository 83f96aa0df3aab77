"""What a person is told they may do is what the verbs let them do, and what not comes with a reason."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from factcheck.core.errors import VerbError
from factcheck.core.models import User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.hold_review import resume_review
from reviews.actions.let_stand import let_stand
from reviews.actions.publish import publish
from reviews.actions.release_review import release_review
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.actions.send_back import send_back
from reviews.models import AttributionFinding, Review
from reviews.queries.why_not import Errand, errands_for
from reviews.workflow import State
from tests.factories import AS_OF, assess, assigned, held_until, in_state, make_evidence, make_publication, make_review

VERBS: dict[str, Callable[[Review, User], Any]] = {
    "gather": make_evidence,
    "assess": assess,
    "hand_back": lambda review, by: release_review(review.pk, by=by),
    "hold": held_until,
    "resume": lambda review, by: resume_review(review.pk, by=by),
    "decide": lambda review, by: adjudicate(
        review.pk, by=by, rating="unproven", attribution=AttributionFinding.CONFIRMED, as_of=AS_OF, reason="So.",
        rationale="So.",
    ),
    "send_back": lambda review, by: send_back(review.pk, by=by, question="Which?"),
    "publish": lambda review, by: publish(review.pk, by=by, what="It.", why="So."),
    "correct": lambda review, by: correct(review.pk, by=by, what="It.", why="So.", rationale="Other words."),
    "retract": lambda review, by: retract(review.pk, by=by, why="So."),
    "reopen": lambda review, by: reopen(review.pk, by=by, reason="So."),
    "let_stand": lambda review, by: let_stand(review.pk, by=by, reason="So."),
    "close": lambda review, by: close_review(review.pk, by=by, reason=CloseReason.ABANDONED),
}  # fmt: skip


def errands_of(person: User, review: Review) -> list[Errand]:
    review.refresh_from_db()
    return errands_for(person, review)


def half_in(cast: dict[str, User]) -> Review:
    review = in_state(State.IN_REVIEW, cast)
    assess(review, cast["ada"])
    return review


def with_editor(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["cleo"])


def again(cast: dict[str, User]) -> Review:
    review = make_publication(cast).review
    reopen(review.pk, by=cast["erin"], reason="A newer figure is out.")
    return assigned(review, cast["erin"], cast["ada"])


PLACES: dict[str, Callable[[dict[str, User]], Review]] = {
    **{state.value: lambda cast, state=state: in_state(state, cast) for state in State},  # type: ignore[misc]
    "half_in": half_in,
    "with_editor": with_editor,
    "again": again,
    "named": lambda cast: assigned(in_state(State.SPLIT, cast), cast["erin"], cast["noor"]),
}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_said_is_what_happens(place: str, cast: dict[str, User]) -> None:
    review = PLACES[place](cast)
    for person in cast.values():
        for errand in errands_of(person, review):
            if errand.name not in VERBS:
                continue
            with transaction.atomic():
                try:
                    VERBS[errand.name](Review.objects.get(pk=review.pk), person)
                    done, words = True, "it was done"
                except VerbError as refusal:
                    done, words = False, refusal.detail
                transaction.set_rollback(True)
            assert done == (not errand.why_not), f"{person} {errand.name}: said {errand.why_not!r}, but {words}"


@pytest.mark.parametrize("place", PLACES)
def test_every_refusal_has_a_reason_of_its_own(place: str, cast: dict[str, User]) -> None:
    review = PLACES[place](cast)
    reasons = {errand.why_not for person in cast.values() for errand in errands_of(person, review)}
    assert "This is not possible now." not in reasons


def test_reasons_inside_a_blind_round_do_not_follow_from_the_other_one(cast: dict[str, User]) -> None:
    review = with_editor(cast)
    before = {name: errands_of(cast[name], review) for name in ("cleo", "noor", "rita")}
    make_evidence(review, cast["ada"])
    assess(review, cast["ada"])
    assert {name: errands_of(cast[name], review) for name in before} == before


def test_the_api_says_why_not(cast: dict[str, User], api: Callable[..., APIClient]) -> None:
    review = in_state(State.DECIDED, cast)
    said = api("ada").get(f"/api/v1/reviews/{review.pk}").json()["may"]
    assert said["publish"] == "As a reviewer you may not publish, correct, retract or reopen."
    assert api("erin").get(f"/api/v1/reviews/{review.pk}").json()["may"]["publish"] is None


def test_the_page_says_why_not_beside_a_button_that_can_be_reached(cast: dict[str, User], as_person: Any) -> None:
    review = in_state(State.IN_REVIEW, cast)
    for name in ("ada", "noor", "erin"):
        page = as_person(name).get(f"/desk/reviews/{review.pk}/").content.decode()
        assert 'aria-disabled="true" aria-describedby="why-publish">Publish</button>' in page
        assert '<span class="small soft" id="why-publish">' in page
