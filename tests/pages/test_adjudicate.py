"""Deciding between two assessments."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.core.models import User
from reviews.models import EvidenceStance, Review, Verdict
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_evidence, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]
DECISION = {
    "rating": "half-true",
    "attribution": "confirmed",
    "as_of": "2020-01-01",
    "reason": "The order of size is shown, the exact number is not.",
    "override_reason": "No copy could be kept of any of the reports.",
}


@pytest.fixture
def split(cast: dict[str, User]) -> Review:
    """Two assessments that differ, over evidence of which one piece is common and one is read differently."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    for person, stance in (("ada", EvidenceStance.CORROBORATES), ("ben", EvidenceStance.CONTEXT)):
        make_evidence(review, cast[person], url="https://news.example/both", title="In both")
        make_evidence(review, cast[person], stance, url="https://news.example/read", title="Read in two ways")
    make_evidence(review, cast["ada"], EvidenceStance.DISPUTES, title="Alef alone")
    assess(review, cast["ada"], "unproven", rationale="It is **not** shown.")
    assess(review, cast["ben"], "half-true", rationale="The order of size fits.")
    review.refresh_from_db()
    assert review.state == State.SPLIT
    return review


def at(review: Review) -> str:
    return f"/desk/reviews/{review.pk}/decide/"


def test_both_stand_side_by_side_without_names(as_person: AsPerson, split: Review) -> None:
    answer = as_person("cleo").get(at(split))
    words = answer.content.decode()
    assert answer.status_code == 200
    for shown in (
        "Reviewer A",
        "Reviewer B",
        "Unproven",
        "Half true",
        "It is <strong>not</strong> shown.",
        "The order of size fits.",
    ):
        assert shown in words
    for hidden in ("Ada Okafor", "Ben Lindqvist"):
        assert hidden not in words


def test_what_only_one_brought_and_what_is_read_differently_is_marked(as_person: AsPerson, split: Review) -> None:
    words = as_person("cleo").get(at(split)).content.decode()
    marked = re.findall(r'<li id="evidence-[^"]+" class="(only|differs|)">.*?<bdi>(.*?)</bdi>', words, re.DOTALL)
    assert marked == [
        ("", "In both"), ("differs", "Read in two ways"), ("only", "Alef alone"),
        ("", "In both"), ("differs", "Read in two ways"),
    ]  # fmt: skip
    assert "1 only in A, 1 read differently" in words
    assert "context in the other" in words


def test_each_rating_says_who_chose_it(as_person: AsPerson, split: Review) -> None:
    words = as_person("cleo").get(at(split)).content.decode()
    assert re.search(r"<b>Unproven</b><span class=\"push\">Reviewer A</span>", words)
    assert re.search(r"<b>Half true</b><span class=\"push\">Reviewer B</span>", words)


def test_the_decision_takes_the_words_of_the_assessment_with_its_rating(
    as_person: AsPerson, split: Review, cast: dict[str, User]
) -> None:
    answer = as_person("cleo").post(at(split), DECISION)
    assert answer.url == f"/desk/reviews/{split.pk}/"
    verdict = Verdict.objects.get()
    assert (verdict.rating.slug, verdict.rationale, verdict.decided_by) == (
        "half-true", "The order of size fits.", cast["cleo"],
    )  # fmt: skip


def test_once_decided_the_names_are_shown(as_person: AsPerson, split: Review) -> None:
    as_person("cleo").post(at(split), DECISION)
    words = as_person("ben").get(at(split)).content.decode()
    for shown in ("Ada Okafor", "Ben Lindqvist", "What was decided", "Cleo Marchetti", DECISION["reason"]):
        assert shown in words
    assert "Your decision" not in words


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reason": " "}, "Say what decided it."),
        ({"rating": "true"}, "Neither assessment has this rating: write the rationale."),
        ({"as_of": "2999-01-01"}, "has not come yet"),
        ({"review_by": "soon"}, "No such date."),
        ({"rating": ""}, "Choose a rating."),
    ],
)
def test_what_is_missing_is_said_and_nothing_lost(
    as_person: AsPerson, split: Review, wrong: dict[str, str], said: str
) -> None:
    sent = {**DECISION, "reason": "kept words", "rationale": "", **wrong}
    answer = as_person("cleo").post(at(split), sent)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert said in words
    assert "kept words" in words or not wrong.get("reason", "x").strip()
    assert Verdict.objects.count() == 0


def test_a_stale_decision_keeps_what_was_typed(as_person: AsPerson, split: Review) -> None:
    answer = as_person("cleo").post(at(split), {**DECISION, "expected_version": split.version - 1})
    assert answer.status_code == 412
    assert DECISION["reason"] in answer.content.decode()
    assert "changed while you were writing" in answer.content.decode()
    assert Verdict.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ("ada", "You assessed this claim; somebody who did not decides."),
        ("noor", "An editor has not named you as the adjudicator."),
        ("rita", "As a reader you may not adjudicate."),
    ],
)
def test_others_are_refused_with_the_reason(as_person: AsPerson, split: Review, person: str, why: str) -> None:
    browser = as_person(person)
    for answer in (browser.get(at(split)), browser.post(at(split), DECISION)):
        assert answer.status_code == 403
        assert why in answer.content.decode()
    assert Verdict.objects.count() == 0


def test_the_named_adjudicator_decides_and_nobody_else(
    as_person: AsPerson, split: Review, cast: dict[str, User]
) -> None:
    assigned(split, cast["erin"], cast["noor"])
    refused = as_person("cleo").post(at(split), DECISION)
    assert refused.status_code == 403
    assert "Somebody else is to decide this review." in refused.content.decode()
    assert as_person("noor").post(at(split), DECISION).status_code == 302
    assert Verdict.objects.get().decided_by == cast["noor"]


@pytest.mark.parametrize("state", [State.QUEUED, State.IN_REVIEW])
@pytest.mark.parametrize("person", ["ada", "cleo"])
def test_a_round_that_is_not_in_is_not_compared(
    as_person: AsPerson, cast: dict[str, User], state: State, person: str
) -> None:
    review = in_state(state, cast)
    answer = as_person(person).get(at(review))
    assert answer.status_code == 409


def test_sending_back_begins_a_round_with_the_question(as_person: AsPerson, split: Review) -> None:
    browser = as_person("cleo")
    own = f"/desk/reviews/{split.pk}/send-back/"
    assert browser.post(own, {"question": " "}).status_code == 422
    assert as_person("noor").post(own, {"question": "Where is the count?"}).status_code == 403
    assert browser.post(own, {"question": "Where is the count?"}).status_code == 302
    split.refresh_from_db()
    assert (split.state, split.round) == (State.QUEUED, 2)
    words = browser.get(f"/desk/reviews/{split.pk}/").content.decode()
    assert "Where is the count?" in words
    assert "The order of size fits." in words


def test_one_side_can_be_taken_over_and_changed(cast: dict[str, User], as_person: Callable[[str], Client]) -> None:
    review = in_state(State.SPLIT, cast)
    url = reverse("adjudicate", args=[review.pk])
    cleo = as_person("cleo")
    for letter, rating, words in (("A", "unproven", "Looked at by Ada"), ("B", "half-true", "Looked at by Ben")):
        page = cleo.get(f"{url}?take={letter}").content.decode()
        form = page[page.index('aria-label="Your decision"') :]
        assert f'value="{rating}" checked' in form
        assert words in form
    form = cleo.get(f"{url}?take=C").content.decode()
    form = form[form.index('aria-label="Your decision"') :]
    assert " checked" not in form
    assert "Looked at by" not in form
