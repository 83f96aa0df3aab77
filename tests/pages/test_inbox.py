"""Notices: newest first, marked, linked, and read one by one or all at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from claims.actions.add_topic import add_topic
from claims.actions.edit_claim import edit_claim
from claims.models import Topic
from factcheck.core.models import User
from reviews.actions.change_members import change_members
from reviews.actions.hold_review import hold_review
from reviews.actions.restrict_topic import restrict_topic
from reviews.models import Notice
from reviews.notify.dispatch import drain
from reviews.notify.words import HIDDEN
from reviews.queries import inbox as inbox_query
from tests.factories import assigned, make_publication, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]


def told(cast: dict[str, User], times: int) -> list[int]:
    """Ada is given parts; the numbers of the reviews, oldest first."""
    reviews = [assigned(make_review(cast["erin"]), cast["erin"], cast["ada"]).pk for _ in range(times)]
    drain()
    return reviews


def test_nothing_to_tell(as_person: AsPerson) -> None:
    page = as_person("ada").get("/desk/inbox/").content.decode()
    assert "Nothing here" in page
    assert "Mark all read" not in page


def test_newest_first_and_linked(as_person: AsPerson, cast: dict[str, User]) -> None:
    first, second = told(cast, 2)
    page = as_person("ada").get("/desk/inbox/").content.decode()
    assert page.index(f"/desk/reviews/{second}/") < page.index(f"/desk/reviews/{first}/")
    assert page.count('<span class="sr">New</span>') == 2
    assert "2 new." in page


def test_reading_one_and_all(as_person: AsPerson, cast: dict[str, User]) -> None:
    told(cast, 3)
    browser = as_person("ada")
    one = cast["ada"].notices.order_by("made_at").first()
    assert one is not None
    assert browser.post("/desk/inbox/", {"notice": str(one.pk)}).url == "/desk/inbox/"
    assert list(cast["ada"].notices.filter(read_at__isnull=False)) == [one]
    assert len(browser.get("/desk/inbox/?show=new").context["notices"]) == 2
    browser.post("/desk/inbox/", {"all": "1"})
    assert not cast["ada"].notices.filter(read_at__isnull=True).exists()


@pytest.mark.parametrize("sent", [{}, {"notice": "nonsense"}])
def test_naming_none_reads_none(as_person: AsPerson, cast: dict[str, User], sent: dict[str, str]) -> None:
    told(cast, 1)
    as_person("ada").post("/desk/inbox/", sent)
    assert cast["ada"].notices.filter(read_at__isnull=True).count() == 1


def test_nobody_reads_for_somebody_else(as_person: AsPerson, cast: dict[str, User]) -> None:
    told(cast, 1)
    notice = Notice.objects.get(person=cast["ada"])
    as_person("ben").post("/desk/inbox/", {"notice": str(notice.pk)})
    as_person("ben").post("/desk/inbox/", {"all": "1"})
    notice.refresh_from_db()
    assert notice.read_at is None
    assert "You were given" not in as_person("ben").get("/desk/inbox/").content.decode()


def test_what_was_restricted_since_is_not_named(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    drain()
    review.claim.topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    review.claim.save()
    page = as_person("ada").get("/desk/inbox/").content.decode()
    assert review.claim.text not in page
    assert f"/desk/reviews/{review.pk}/" not in page


def test_nothing_is_told_of_what_was_restricted_since(
    as_person: AsPerson, cast: dict[str, User], api: Callable[..., APIClient]
) -> None:
    """Neither its words, nor where it is; whoever is a member reads both."""
    erin, topic = cast["erin"], add_topic("Secret", by=cast["erin"])
    held = assigned(make_review(erin), erin, cast["ada"])
    waiting = assigned(make_review(erin), erin, cast["ada"])
    for review in (held, waiting):
        edit_claim(review.claim_id, by=erin, topic=topic.slug)
    hold_review(waiting.pk, by=erin, reason="Unmistakable.", until=timezone.localdate() + timedelta(days=7))
    drain()
    assert "Unmistakable." in as_person("ada").get("/desk/inbox/").content.decode()
    restrict_topic(topic.slug, by=erin, members=["ben"])
    drain()
    page = as_person("ada").get("/desk/inbox/").content.decode()
    assert "Unmistakable." not in page
    assert "What you held in a topic that is restricted now" in page
    assert "Secret" not in page
    results = api("ada").get("/api/v1/me/notices").json()["results"]
    assert [(one["text"], one["about"]) for one in results[1:]] == [(HIDDEN, None)] * 3
    assert "Secret" in as_person("ben").get("/desk/inbox/").content.decode()
    change_members(topic.slug, by=erin, add=["ada"])
    assert "Unmistakable." in as_person("ada").get("/desk/inbox/").content.decode()


def test_every_kind_of_notice_has_words(as_person: AsPerson, cast: dict[str, User]) -> None:
    make_publication(cast, split=True)
    drain()
    page = as_person("ada").get("/desk/inbox/").content.decode()
    for words in ("Both are in and differ.", "The review was decided.", "The verdict is published: Half true."):
        assert words in page


def test_pages(as_person: AsPerson, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_query.inbox, "__kwdefaults__", {"page": 1, "only_new": False, "size": 2})
    told(cast, 5)
    browser = as_person("ada")
    assert len(browser.get("/desk/inbox/").context["notices"]) == 2
    last = browser.get("/desk/inbox/?page=3")
    assert len(last.context["notices"]) == 1
    assert 'rel="prev" href="?page=2"' in last.content.decode()
    assert 'rel="next"' not in last.content.decode()


def test_queries_do_not_grow_with_notices(as_person: AsPerson, cast: dict[str, User]) -> None:
    browser = as_person("ada")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get("/desk/inbox/")
        return len(found)

    told(cast, 1)
    few = queries()
    told(cast, 6)
    assert queries() == few
