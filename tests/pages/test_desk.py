"""My desk: own parts by due date, the queue's health, verdicts and notices."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.core.models import User
from reviews.models import EvidenceStance, Review
from reviews.notify.dispatch import drain
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_evidence, make_publication, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]


def due(review: Review, **ago: float) -> Review:
    Review.objects.filter(pk=review.pk).update(due_at=timezone.now() - timedelta(**ago))
    return review


def words(browser: Client, address: str = "/desk/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_anonymous_caller_is_led_to_sign_in(as_person: AsPerson, db: None) -> None:
    answer = as_person("").get("/desk/")
    assert answer.status_code == 302
    assert "next=/desk/" in answer.url


def test_a_new_person_is_told_how_to_begin(as_person: AsPerson) -> None:
    page = words(as_person("ada"))
    assert "Nothing is yours yet" in page
    assert "Take next review" in page
    assert "No verdict is public yet" in page
    assert "Queue health" not in page


def test_a_reader_finds_what_readers_may_do(as_person: AsPerson, cast: dict[str, User]) -> None:
    publication = make_publication(cast)
    page = words(as_person("rita"))
    assert "Take next review" not in page
    assert "My reviews" not in page
    assert publication.body["url"] in page


def test_parts_stand_by_due_date(as_person: AsPerson, cast: dict[str, User]) -> None:
    for ago in ({"days": 2}, {"days": -9}):
        due(assigned(make_review(cast["erin"]), cast["erin"], cast["ada"]), **ago)
    done = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    assess(done, cast["ada"])
    page = words(as_person("ada"))
    assert page.index("Overdue") < page.index("Later") < page.index("Yours is in")
    assert "Two reviews are yours: one is late." in page
    assert "2 days late" in page
    assert "Submitted" in page


def test_my_evidence_is_counted_and_nobody_elses(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    make_evidence(review, cast["ada"], EvidenceStance.DISPUTES)
    for _ in range(7):
        make_evidence(review, cast["ben"])
    page = words(as_person("ada"))
    assert '<span class="sr">Disputes: </span>1' in page
    assert '<span class="sr">Corroborates: </span>0' in page


def test_the_adjudicator_is_led_to_the_decision(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = assigned(in_state(State.SPLIT, cast), cast["erin"], cast["noor"])
    assert f"/desk/reviews/{review.pk}/decide/" in words(as_person("noor"))
    assert f"/desk/reviews/{review.pk}/decide/" not in words(as_person("ada"))


def test_editors_see_how_the_queue_stands(as_person: AsPerson, cast: dict[str, User]) -> None:
    old = make_review(cast["erin"])
    Review.objects.filter(pk=old.pk).update(opened_at=timezone.now() - timedelta(days=20))
    due(make_review(cast["erin"]), days=1)
    in_state(State.SPLIT, cast)
    in_state(State.DECIDED, cast)
    page = words(as_person("erin"))
    assert "<b>2</b><span>waiting for reviewers" in page
    assert '<b class="t-warn">1</b><span>ageing, over 7 days' in page
    assert '<b class="t-bad">1</b><span>overdue' in page
    assert "1 to adjudicate" in page
    assert "1 ready to publish" in page
    bars = page[page.index("Open reviews by age") :]
    assert [part.split("</b>")[0] for part in bars.split('<b class="num">')[1:6]] == ["3", "0", "0", "0", "1"]


def test_notices_stand_with_their_mark(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    drain()
    page = words(as_person("ada"))
    assert "1 new" in page
    assert "You were given a part as first." in page
    assert f'href="/desk/reviews/{review.pk}/"' in page


def test_take_next_leads_to_the_review_or_says_that_none_waits(as_person: AsPerson, cast: dict[str, User]) -> None:
    urgent = make_review(cast["erin"], priority=1)
    make_review(cast["erin"], priority=3)
    browser = as_person("ada")
    assert browser.post("/desk/take-next/").url == f"/desk/reviews/{urgent.pk}/"
    browser.post("/desk/take-next/")
    answer = browser.post("/desk/take-next/", follow=True)
    assert "Nothing waits for you" in answer.content.decode()
    assert as_person("rita").post("/desk/take-next/").status_code == 403
    assert urgent.assignments.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_work(as_person: AsPerson, cast: dict[str, User]) -> None:
    browser = as_person("ada")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            words(browser)
        return len(found)

    assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    drain()
    few = queries()
    for _ in range(5):
        make_evidence(assigned(make_review(cast["erin"]), cast["erin"], cast["ada"]), cast["ada"])
    drain()
    assert queries() == few
