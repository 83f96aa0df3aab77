"""The workspace of one review: the board, the gate, the assessment, and what each person may do."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.actions.add_claim import add_claim
from factcheck.core.models import Event, User
from reviews.actions.hold_review import hold_review
from reviews.actions.open_review import open_review
from reviews.models import Assessment, Review
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_document, make_evidence, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]
FINDING = {
    "rating": "unproven",
    "attribution": "confirmed",
    "as_of": "2020-01-01",
    "rationale": "The figure rests on unnamed officials.",
    "override_reason": "No second independent source could be found in time.",
}


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def page(browser: Client, review: Review) -> str:
    answer = browser.get(f"/desk/reviews/{review.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def at(review: Review, part: str = "") -> str:
    return f"/desk/reviews/{review.pk}/{part}"


# --- what is shown -------------------------------------------------------------------------------------------


def test_the_claim_stands_in_its_paragraph(as_person: AsPerson, cast: dict[str, User]) -> None:
    document = make_document(cast["erin"])
    start = document.text.index("more than 85 percent")
    claim = add_claim(by=cast["erin"], document_id=document.pk, start=start, end=start + 20)
    review = assigned(open_review(claim.pk, by=cast["erin"]), cast["erin"], cast["ada"])
    words = page(as_person("ada"), review)
    assert '<span class="hl cur">more than 85 percent</span> of the victims took no part.' in words
    assert "The following day the ministry said that " in words
    assert "the council announced" not in words[words.index("ctxt") : words.index("Open in article")]
    assert f"/desk/documents/{document.pk}/#claim-{claim.pk}" in words
    assert "paragraph 2" in words


def test_the_holder_finds_the_form_and_that_they_are_blind(as_person: AsPerson, review: Review) -> None:
    words = page(as_person("ada"), review)
    assert "You are reviewing blind." in words
    assert "Submit assessment" in words
    assert "evidence does not settle it" in words
    assert 'id="add-evidence"' in words
    assert "Ben Lindqvist" not in words


@pytest.mark.parametrize("person", ["noor", "rita"])
def test_outside_a_blind_round_there_is_the_claim_and_no_more(
    as_person: AsPerson, review: Review, cast: dict[str, User], person: str
) -> None:
    make_evidence(review, cast["ada"], title="A telling title")
    words = page(as_person(person), review)
    assert "This claim is under review." in words
    for hidden in (
        "A telling title",
        "Ada Okafor",
        "Ben Lindqvist",
        "Submit assessment",
        reverse("hold", args=[review.pk]),  # its name stands among what they may not do
        "Give the part",
    ):
        assert hidden not in words


def test_an_editor_outside_sees_seats_work_and_errands(
    as_person: AsPerson, review: Review, cast: dict[str, User]
) -> None:
    make_evidence(review, cast["ada"], title="A telling title")
    assess(review, cast["ada"], rationale="Ada’s own words")
    words = page(as_person("erin"), review)
    for shown in (
        "This round is blind to its holders.",
        "A telling title",
        "Ada’s own words",
        "Put on hold",
        "Free this part",
    ):
        assert shown in words
    assert "Submit assessment" not in words


def test_whoever_is_done_sees_their_own(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    assess(review, cast["ada"], rationale="Ada’s **own** words")
    words = page(as_person("ada"), review)
    assert "Your assessment is in." in words
    assert "Ada’s <strong>own</strong> words" in words
    assert "Submit assessment" not in words


def test_a_split_review_hides_names(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = in_state(State.SPLIT, cast)
    words = page(as_person("cleo"), review)
    assert "The assessments differ." in words
    assert "Reviewer A" in words
    assert not re.search(r"Ada Okafor(</bdi>|</span>|\")", words)
    assert at(review, "decide/") in words
    assert "You assessed this claim; somebody who did not decides." in page(as_person("ada"), review)


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.DECIDED, ("publish/", "send-back/")),
        (State.PUBLISHED, ("correct/", "retract/", "reopen/")),
        (State.QUEUED, ("hold/", "close/")),
    ],
)
def test_what_editors_are_offered_follows_the_state(
    as_person: AsPerson, cast: dict[str, User], state: State, offered: tuple[str, ...]
) -> None:
    review = in_state(state, cast)
    words, plain = page(as_person("erin"), review), page(as_person("noor"), review)
    every = ("publish/", "send-back/", "correct/", "retract/", "reopen/", "hold/", "close/")
    for part in every:
        assert (f'href="{at(review, part)}"' in words) == (part in offered), part
        assert f'href="{at(review, part)}"' not in plain


def test_history_tells_who_did_what(as_person: AsPerson, cast: dict[str, User]) -> None:
    words = page(as_person("erin"), in_state(State.PUBLISHED, cast))
    for line in (
        "gave Ada Okafor the part first",
        "submitted an assessment",
        "the round is in and agrees",
        "published the verdict: Unproven",
    ):
        assert line in words


def test_markdown_of_people_runs_nothing(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    assess(
        review,
        cast["ada"],
        rationale="<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://a.example/z.png)",
    )
    words = page(as_person("ada"), review)
    assert "<script>alert" not in words
    assert 'javascript:alert(1)"' not in words
    assert 'z.png"' not in words


# --- the gate and the assessment -----------------------------------------------------------------------------


def test_a_rating_that_asks_for_nothing_says_so(as_person: AsPerson, review: Review) -> None:
    browser = as_person("ada")
    assert "asks for no further sources" in browser.get(at(review, "gate/?rating=unproven")).content.decode()
    assert "Cannot meet it?" in page(browser, review)


def test_the_gate_follows_the_rating(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    browser = as_person("ada")
    assert "No source is attached." in browser.get(at(review, "gate/?rating=true")).content.decode()
    make_evidence(review, cast["ada"])
    words = browser.get(at(review, "gate/?rating=true")).content.decode()
    assert "This rating needs" in words
    assert "The words that carry the finding are quoted" in words
    passed = browser.get(at(review, "gate/?rating=true&override_reason=" + "no+other+source+exists")).content.decode()
    assert "You gave a reason" in passed
    assert "Choose a rating" in browser.get(at(review, "gate/?rating=nonsense")).content.decode()


def test_an_assessment_is_submitted(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    answer = as_person("ada").post(at(review), FINDING)
    assert answer.url == at(review)
    found = Assessment.objects.get()
    assert (found.by, found.rating.slug, found.as_of.isoformat()) == (cast["ada"], "unproven", "2020-01-01")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"rating": ""}, "Choose a rating."),
        ({"rationale": "   "}, "Give the rationale"),
        ({"as_of": "2999-01-01"}, "has not come yet"),
        ({"as_of": "1 January"}, "No such date."),
        ({"rating": "true", "override_reason": ""}, "No source is attached."),
        ({"rating": "true", "override_reason": "short"}, "Give at least 20"),
    ],
)
def test_what_is_missing_stands_at_its_field(
    as_person: AsPerson, review: Review, wrong: dict[str, str], said: str
) -> None:
    sent = {**FINDING, "rationale": "Words worth keeping.", **wrong}
    answer = as_person("ada").post(at(review), sent)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert said in words
    assert sent["rationale"] in words
    assert 'value="unproven" checked' in words or wrong.get("rating") in ("", "true")
    assert Assessment.objects.count() == 0


def test_nothing_typed_is_lost_when_the_review_was_put_on_hold(
    as_person: AsPerson, review: Review, cast: dict[str, User]
) -> None:
    until = (timezone.now() + timedelta(days=5)).date()
    hold_review(review.pk, by=cast["erin"], reason="A court file", until=until)
    answer = as_person("ada").post(at(review), {**FINDING, "rationale": "Words worth keeping."})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "no assessment is taken now" in words
    assert re.search(r"<textarea[^>]*readonly[^>]*>Words worth keeping\.", words)


def test_an_assessment_is_taken_once(as_person: AsPerson, review: Review) -> None:
    browser = as_person("ada")
    browser.post(at(review), FINDING)
    answer = browser.post(at(review), {**FINDING, "rationale": "Second thoughts"})
    assert answer.status_code == 403
    assert "Second thoughts" in answer.content.decode()
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize("person", ["noor", "rita", "erin"])
def test_who_holds_no_part_assesses_nothing(as_person: AsPerson, review: Review, person: str) -> None:
    before = Event.objects.count()
    assert as_person(person).post(at(review), FINDING).status_code == 403
    assert Assessment.objects.count() == 0
    assert Event.objects.count() == before
