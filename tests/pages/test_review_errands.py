"""Parts are given and handed back; a review waits, ends and begins again."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.core.models import User
from reviews.models import Review
from reviews.workflow import State
from tests.factories import assigned, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def page(browser: Client, review: Review) -> str:
    answer = browser.get(f"/desk/reviews/{review.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def at(review: Review, part: str = "") -> str:
    return f"/desk/reviews/{review.pk}/{part}"


def test_an_editor_gives_and_frees_a_part(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    browser = as_person("erin")
    browser.post(at(review, "assign/"), {"username": "ada", "expected_version": review.version})
    assert review.assignments.get().user == cast["ada"]
    stale = browser.post(at(review, "assign/"), {"username": "ben", "expected_version": review.version})
    assert stale.status_code == 412
    browser.post(at(review, "release/"), {"part": "first"})
    assert review.assignments.get().released_at is not None


def test_handing_back_leads_to_the_desk(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    answer = as_person("ada").post(at(review, "release/"))
    assert answer.url == "/desk/"
    assert review.assignments.get(user=cast["ada"]).released_at is not None
    assert as_person("ben").post(at(review, "release/"), {"part": "first"}).status_code == 403


@pytest.mark.parametrize("person", ["ada", "rita"])
@pytest.mark.parametrize("errand", ["hold/", "close/", "resume/", "assign/"])
def test_these_errands_are_editors(as_person: AsPerson, review: Review, person: str, errand: str) -> None:
    sent = {"reason": "abandoned", "until": "2999-01-01", "username": "noor"}
    assert as_person(person).post(at(review, errand), sent).status_code == 403
    review.refresh_from_db()
    assert review.state == State.IN_REVIEW


def test_hold_resume_close_and_reopen(as_person: AsPerson, review: Review) -> None:
    browser = as_person("erin")
    until = (timezone.now() + timedelta(days=5)).date().isoformat()

    def state() -> str:
        review.refresh_from_db()
        return review.state

    assert browser.get(at(review, "hold/")).status_code == 200
    assert browser.post(at(review, "hold/"), {"reason": "A court file", "until": until}).status_code == 302
    assert state() == State.ON_HOLD
    assert "A court file" in page(browser, review)
    assert browser.get(at(review, "hold/")).status_code == 409
    browser.post(at(review, "resume/"))
    assert state() == State.IN_REVIEW
    browser.post(at(review, "close/"), {"reason": "not_checkable", "note": "an opinion"})
    assert state() == State.CLOSED
    assert "Not checkable: an opinion" in page(browser, review)
    browser.post(at(review, "reopen/"), {"reason": "New facts"})
    assert state() == State.QUEUED


@pytest.mark.parametrize(
    ("errand", "sent", "said"),
    [
        ("hold/", {"reason": "kept words", "until": "2001-01-01"}, "is not in the future"),
        ("hold/", {"reason": "kept words", "until": "soon"}, "No such date."),
        ("close/", {"reason": "duplicate", "note": "kept words"}, "Say which claim it repeats."),
        ("close/", {"reason": "duplicate", "note": "kept words", "duplicate_of": "999999"}, ""),
    ],
)
def test_errands_say_what_is_wrong_and_keep_what_was_typed(
    as_person: AsPerson, review: Review, errand: str, sent: dict[str, str], said: str
) -> None:
    answer = as_person("erin").post(at(review, errand), sent)
    assert answer.status_code in (404, 422)
    if answer.status_code == 422:
        assert said in answer.content.decode()
        assert "kept words" in answer.content.decode()


def test_a_stale_errand_keeps_what_was_typed_and_goes_through_the_second_time(
    as_person: AsPerson, review: Review
) -> None:
    browser = as_person("erin")
    until = (timezone.now() + timedelta(days=5)).date().isoformat()
    sent = {"reason": "kept words", "until": until, "expected_version": review.version - 1}
    answer = browser.post(at(review, "hold/"), sent)
    words = answer.content.decode()
    assert answer.status_code == 412
    assert "kept words" in words
    version = re.search(r'name="expected_version" value="(\d+)"', words)
    assert version is not None
    assert browser.post(at(review, "hold/"), {**sent, "expected_version": version.group(1)}).status_code == 302


def test_buttons_opened_as_pages_lead_back(as_person: AsPerson, review: Review) -> None:
    browser = as_person("erin")
    for part in ("assign/", "release/", "resume/", "evidence/"):
        assert browser.get(at(review, part)).url == at(review)


def test_there_is_no_such_review(as_person: AsPerson, cast: dict[str, User]) -> None:
    for number in (999, 2**70):
        assert as_person("erin").get(f"/desk/reviews/{number}/").status_code == 404
    assert as_person("").get("/desk/reviews/1/").status_code == 302
