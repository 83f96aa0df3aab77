"""What the queue is narrowed by, and the filters that a person saves and shares."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Claim, Topic
from factcheck.core.errors import Conflict, Invalid, NotAllowed, NotFound
from factcheck.core.models import User
from reviews.actions.delete_filter import delete_filter
from reviews.actions.save_filter import save_filter
from reviews.models import Desk, Review
from reviews.queries import queue as queue_query
from reviews.queries import tallies
from reviews.queries.saved_filters import saved_filters
from tests.factories import assigned, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]


def listed(browser: Client, query: str) -> list[int]:
    return [row.review.pk for row in browser.get(f"/desk/queue/?{query}").context["queue"].rows]


def test_each_filter_finds_what_it_says(as_person: AsPerson, cast: dict[str, User]) -> None:
    erin, now = cast["erin"], timezone.now()
    found, other = make_review(erin, priority=1), make_review(erin, priority=3, due_at=now + timedelta(days=60))
    desk = Desk.objects.create(slug="iran", name="Iran")
    Claim.objects.filter(pk=found.claim_id).update(language="fa", reasons=["rival figures"])
    moments = {"opened_at": now - timedelta(days=9), "due_at": now - timedelta(hours=1)}
    Review.objects.filter(pk=found.pk).update(desk=desk, **moments)
    assigned(found, erin, cast["ada"])
    browser = as_person("erin")
    narrow = ("desk=iran", "language=fa", "level=1", "assignee=ada", "due=late", "older_than=7", "reason=rival+figures")
    assert {query: listed(browser, query) for query in narrow} == {query: [found.pk] for query in narrow}
    assert listed(browser, "desk=none") == listed(browser, "level=3") == [other.pk]
    assert listed(as_person("ada"), "assignee=me") == [found.pk]
    page = as_person("noor").get("/desk/queue/?assignee=ada").content.decode()
    assert "You may ask only for what you hold yourself" in page


def test_counts_end_somewhere(as_person: AsPerson, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "MOST_COUNTED", 2)
    monkeypatch.setattr(queue_query, "MOST_COUNTED", 2)
    save_filter(by=cast["erin"], name="Normal ones", asked_for={"level": "2"})
    for _ in range(3):
        make_review(cast["erin"])
    found = as_person("erin").get("/desk/queue/").context["queue"]
    assert (str(found.total), str(found.counts["all"]), str(found.counts["hold"])) == ("2+", "2+", "0")
    assert [str(tally) for _, tally in found.saved] == ["2+"]


def test_a_shared_filter_is_not_shown_to_who_may_not_ask_it(cast: dict[str, User]) -> None:
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    topic.members.add(cast["erin"])
    asked = {"Of Ada": {"assignee": "ada"}, "Secret": {"topic": "secret"}, "Mine": {"assignee": "me"}}
    for name, what in asked.items():
        save_filter(by=cast["erin"], name=name, asked_for=what, is_shared=True)
    save_filter(by=cast["erin"], name="Private", asked_for={"due": "late"})
    names = {who: {saved.filter.name for saved in saved_filters(cast[who])} for who in ("erin", "cleo", "noor")}
    assert names == {"erin": {*asked, "Private"}, "cleo": {"Of Ada", "Mine"}, "noor": {"Mine"}}


def test_a_filter_is_kept_once_and_removed_by_its_owner(cast: dict[str, User]) -> None:
    saved = save_filter(by=cast["ada"], name=" My  own ", asked_for={"assignee": "ada", "sort": "due"})
    assert (saved.name, saved.asked) == ("My own", {"assignee": "me", "sort": "due"})
    with pytest.raises(Conflict):
        save_filter(by=cast["ada"], name="My own", asked_for={})
    with pytest.raises(NotAllowed):
        save_filter(by=cast["ada"], name="Other", asked_for={}, is_shared=True)
    with pytest.raises(Invalid):
        save_filter(by=cast["ada"], name="Other", asked_for={"assignee": "ben"})
    with pytest.raises(NotFound):
        delete_filter(saved.pk, by=cast["erin"])
    delete_filter(saved.pk, by=cast["ada"])
    assert saved_filters(cast["ada"]) == []
