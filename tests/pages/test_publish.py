"""Making a verdict public, correcting it, withdrawing it, looking at it again."""

from collections.abc import Callable

import pytest
from django.test import Client

from factcheck.core.models import User
from reviews.models import Correction, EvidenceStance, Publication, Review
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_evidence, make_publication, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]


def at(review: Review, part: str) -> str:
    return f"/desk/reviews/{review.pk}/{part}/"


def test_the_preview_is_what_is_then_frozen(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    make_evidence(review, cast["ada"], EvidenceStance.DISPUTES, title="Jamaran, 24 December", publisher="Jamaran")
    for person in ("ada", "ben"):
        assess(review, cast[person], rationale="It is **not** shown <i>anywhere</i>.")
    browser = as_person("erin")
    answer = browser.get(at(review, "publish"))
    words = answer.content.decode()
    for shown in (
        "It is <strong>not</strong> shown",
        "Jamaran, 24 December",
        "claimReviewed",
        "Publish: Unproven",
        "none, off the axis",
    ):
        assert shown in words
    assert "<i>anywhere" not in words
    assert Publication.objects.count() == 0
    preview = answer.context["preview"].body
    assert browser.post(at(review, "publish"), {}).url == f"/desk/reviews/{review.pk}/"
    frozen = Publication.objects.get().body
    moving = {"published_at", "updated_at", "sequence"}
    assert {key: value for key, value in preview.items() if key not in moving} == {
        key: value for key, value in frozen.items() if key not in moving
    }
    assert frozen["url"] in browser.get(f"/desk/reviews/{review.pk}/").content.decode()


@pytest.mark.parametrize("person", ["ada", "rita"])
def test_only_editors_publish(as_person: AsPerson, cast: dict[str, User], person: str) -> None:
    review = in_state(State.DECIDED, cast)
    browser = as_person(person)
    assert browser.get(at(review, "publish")).status_code == 403
    assert browser.post(at(review, "publish")).status_code == 403
    assert Publication.objects.count() == 0


def test_the_only_reviewer_is_told_why_they_may_not(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"], assessments_needed=1), cast["erin"], cast["cleo"])
    assess(review, cast["cleo"])
    words = as_person("cleo").get(at(review, "publish")).content.decode()
    assert "You are this verdict’s only reviewer" in words
    assert "Publish: " not in words
    assert as_person("cleo").post(at(review, "publish")).status_code == 403
    assert as_person("erin").post(at(review, "publish")).status_code == 302


@pytest.mark.parametrize("state", [State.QUEUED, State.IN_REVIEW, State.SPLIT, State.PUBLISHED])
def test_there_must_be_a_verdict_to_publish(as_person: AsPerson, cast: dict[str, User], state: State) -> None:
    review = in_state(state, cast)
    assert as_person("erin").get(at(review, "publish")).status_code == 409
    assert as_person("erin").post(at(review, "publish")).status_code == 409


def test_a_new_verdict_in_place_of_a_public_one_says_what_changed(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = make_publication(cast).review
    browser = as_person("erin")
    browser.post(at(review, "reopen"), {"reason": "New facts"})
    assigned(review, cast["erin"], cast["noor"], cast["cleo"])
    for person in ("noor", "cleo"):
        assess(review, cast[person], "false")
    words = browser.get(at(review, "publish")).content.decode()
    assert "Version 1 is public, rated Unproven." in words
    refused = browser.post(at(review, "publish"), {"what": "kept words", "why": ""})
    assert refused.status_code == 422
    assert "Say why it changed." in refused.content.decode()
    assert "kept words" in refused.content.decode()
    assert browser.post(at(review, "publish"), {"what": "The rating", "why": "A new count"}).status_code == 302
    assert Correction.objects.get().old["rating"] == "Unproven"


def test_a_stale_publication_is_refused(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = in_state(State.DECIDED, cast)
    answer = as_person("erin").post(at(review, "publish"), {"expected_version": review.version - 1})
    assert answer.status_code == 412
    assert Publication.objects.count() == 0


def test_correcting_begins_with_what_is_public(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = make_publication(cast).review
    browser = as_person("erin")
    words = browser.get(at(review, "correct")).content.decode()
    assert "the figure rests on unnamed officials." in words
    assert 'value="2020-01-01"' in words
    sent = {"kind": "correction", "attribution": "confirmed", "as_of": "2020-01-01"}
    none = {**sent, "rationale": Publication.objects.get().body["rationale"], "what": "kept words", "why": "So"}
    refused = browser.post(at(review, "correct"), none)
    assert refused.status_code == 422
    assert "Nothing would change" in refused.content.decode()
    assert "kept words" in refused.content.decode()
    changed = {**none, "rationale": "The date was wrong."}
    assert browser.post(at(review, "correct"), changed).status_code == 302
    assert Publication.objects.get(is_current=True).body["rationale"] == "The date was wrong."


def test_withdrawing_asks_why(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = make_publication(cast).review
    browser = as_person("erin")
    assert browser.post(at(review, "retract"), {"why": ""}).status_code == 422
    assert as_person("ada").post(at(review, "retract"), {"why": "So"}).status_code == 403
    assert browser.post(at(review, "retract"), {"why": "The source was forged"}).status_code == 302
    review.refresh_from_db()
    assert review.state == State.RETRACTED
    assert "withdrawn in public" in browser.get(f"/desk/reviews/{review.pk}/").content.decode()


@pytest.mark.parametrize("errand", ["correct", "retract", "reopen"])
def test_what_is_not_public_is_not_changed_in_public(as_person: AsPerson, cast: dict[str, User], errand: str) -> None:
    review = in_state(State.DECIDED, cast)
    assert as_person("erin").get(at(review, errand)).status_code == 409
    assert as_person("ada").get(at(review, errand)).status_code == 403
