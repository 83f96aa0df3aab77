"""The demonstration newsroom as a house at work: its policies, what came back by itself, and what presses."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags

from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from reviews.actions.assign_review import assign_review
from reviews.actions.bring_back import bring_back
from reviews.demo import claims_2019
from reviews.models import (
    Assessment,
    Comeback,
    Comment,
    Desk,
    Draft,
    Interest,
    Leave,
    Notice,
    Policy,
    Publication,
    Review,
)
from reviews.workflow import State


def read(username: str, url: str) -> str:
    browser = Client()
    if username:
        browser.force_login(User.objects.get(username=username))
    answer = browser.get(url, follow=True)
    assert answer.status_code == 200
    return " ".join(strip_tags(answer.content.decode()).split())


def review_of(words: str) -> Review:
    return Review.objects.get(claim__text=words)


def test_two_assess_but_for_one_topic_where_one_is_enough(demo: Path) -> None:
    house = Policy.objects.get(topic=None, desk=None)
    assert (house.assessments_needed, house.review_after_days) == (2, 180)
    single = Policy.objects.get(assessments_needed=1)
    assert single.topic is not None
    needed = dict(Review.objects.values_list("claim__topic__slug", "assessments_needed"))
    assert {slug for slug, number in needed.items() if number == 1} == {single.topic.slug}
    assert Desk.objects.count() == Policy.objects.filter(wip_limit__gt=0).count() == 2
    assert not Review.objects.filter(desk=None).exists()


def test_a_verdict_came_back_by_itself_and_says_why(demo: Path) -> None:
    review = review_of(claims_2019.ABOVE_1000.words)
    back = Comeback.objects.get()
    assert (back.review, back.cause, review.state, review.round) == (review, "newer_figure", State.QUEUED, 2)
    assert back.words.startswith("PMOI/MEK announced a newer figure: 1,500 deaths as of 2019-12-15 (claim ")
    assert back.words.endswith("after 1,000 deaths as of 2019-12-04.")
    assert back.words in read("erin", f"/desk/reviews/{review.pk}/")
    assert "Unproven" in read("", f"/verdicts/{review.pk}/")
    assert bring_back() == 0


def test_every_public_verdict_has_a_day_to_look_again(demo: Path) -> None:
    public = Publication.objects.filter(is_current=True).exclude(status="retracted")
    days = list(public.values_list("verdict__review_by", flat=True))
    assert len(days) >= 5
    assert None not in days
    assert len(set(days)) > 1


def test_a_split_waits_for_somebody_to_be_chosen_and_its_people_talk(demo: Path) -> None:
    review = review_of(claims_2019.OVER_450.words)
    assert review.state == State.SPLIT
    assert not review.assignments.filter(part="adjudicator").exists()
    thread = list(Comment.objects.filter(review=review).order_by("made_at"))
    assert [comment.by.username for comment in thread] == ["ben", "ada", "erin"]
    assert [one.username for one in thread[0].mentioned.all()] == ["ada"]
    assert Notice.objects.filter(person__username="ada", event__kind="comment.added").exists()


def test_work_is_half_done_overdue_and_escalated(demo: Path) -> None:
    draft = Draft.objects.get()
    assert (draft.by.username, draft.review.state) == ("teo", State.IN_REVIEW)
    escalated = Review.objects.filter(escalations=1)
    assert {State(review.state) for review in escalated} == {State.QUEUED, State.IN_REVIEW}
    assert "Overdue" in read("noor", "/desk/") + read("ada", "/desk/")
    assert Notice.objects.filter(event__kind="review.reminded").exists()


def test_one_is_away_soon_and_one_has_an_interest(demo: Path) -> None:
    assert [leave.user.username for leave in Leave.objects.filter(began_at=None)] == ["noor"]
    interest = Interest.objects.get()
    about = Review.objects.get(claim__attributions__party=interest.party, state=State.QUEUED)
    assert (interest.user.username, interest.party.name) == ("teo", "The New York Times")
    with pytest.raises(NotAllowed, match="interest"):
        assign_review(about.pk, by=User.objects.get(username="erin"), username="teo")


def test_where_evidence_falls_short_somebody_says_why_in_their_own_words(demo: Path) -> None:
    short = Assessment.objects.filter(rating__needed_origins__gt=0)
    assert short.exists()
    reasons = list(short.values_list("override_reason", flat=True))
    assert all(len(reason) > 60 for reason in reasons)
    assert len(set(reasons)) >= 6
    assert not Assessment.objects.filter(rating__needed_origins=0).exclude(override_reason="").exists()
