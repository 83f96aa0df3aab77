"""The button that undoes what was just done: there where it can be, gone afterwards, refused in words."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import ClaimState
from factcheck.core.models import User
from reviews.actions.set_priority import set_priority
from reviews.models import Review
from reviews.workflow import State
from tests.factories import assigned, make_claim, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]


def pressed(browser: Client, url: str, sent: dict[str, object]) -> tuple[str, str]:
    """What the page says after a button, and what its Undo would send; "" where it offers none."""
    page = browser.post(url, sent, follow=True).content.decode()
    found = re.search(r'name="acts" value="([0-9,]+)"', page)
    return page, found[1] if found else ""


def test_each_errand_of_a_review_offers_to_undo_it(as_person: AsPerson, cast: dict[str, User]) -> None:
    erin = as_person("erin")
    soon = (timezone.now() + timedelta(days=9)).date().isoformat()
    errands = {
        "priority": {"level": "1", "reason": "So."},
        "due": {"due_at": soon, "reason": "So."},
        "assign": {"username": "noor"},
        "reassign": {"username": "ben", "part": "first", "reason": "So."},
        "release": {"part": "first"},
        "hold": {"reason": "waits", "until": soon},
        "close": {"reason": "abandoned"},
    }
    for name, sent in errands.items():
        review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
        _, acts = pressed(erin, reverse(name, args=[review.pk]), sent)
        assert acts, name
        back = reverse("review", args=[review.pk])
        page, again = pressed(erin, reverse("undo"), {"acts": acts, "back": back})
        assert f"R-{review.pk} is as it was." in page
        assert not again
        review.refresh_from_db()
        assert (review.state, review.priority, review.free_parts) == (State.IN_REVIEW, 2, 1), name
        holders = review.assignments.filter(released_at=None).values_list("user__username", flat=True)
        assert list(holders) == ["ada"], name


def test_many_at_once_are_undone_at_once_and_a_refusal_is_named(as_person: AsPerson, cast: dict[str, User]) -> None:
    erin, reviews = as_person("erin"), [make_review(cast["erin"]) for _ in range(3)]
    sent = {"do": "close", "close_reason": "abandoned", "review": [review.pk for review in reviews]}
    page, acts = pressed(erin, reverse("queue_bulk"), sent)
    assert "3 reviews were closed." in page
    assert len(acts.split(",")) == 3
    page, _ = pressed(erin, reverse("undo"), {"acts": acts.rpartition(",")[0], "back": "https://elsewhere.example/"})
    assert "2 are as they were." in page
    assert Review.objects.filter(state=State.QUEUED).count() == 2
    page, _ = pressed(erin, reverse("undo"), {"acts": acts})
    assert f"R-{reviews[2].pk} is as it was." in page
    assert f"R-{reviews[0].pk} was left as it is." in page


def test_one_that_moved_on_is_refused_in_words(as_person: AsPerson, cast: dict[str, User]) -> None:
    erin, review = as_person("erin"), make_review(cast["erin"])
    _, acts = pressed(erin, reverse("priority", args=[review.pk]), {"level": "1", "reason": "So."})
    set_priority(review.pk, by=cast["adam"], level=3, reason="No.")
    answer = erin.post(reverse("undo"), {"acts": acts})
    assert answer.status_code == 409
    assert "changed again since" in answer.content.decode()
    for nonsense in ("", "x", "1,,2", "9" * 30):
        assert erin.post(reverse("undo"), {"acts": nonsense}).status_code == 404


def test_triage_of_many_is_undone(as_person: AsPerson, cast: dict[str, User]) -> None:
    erin, claims = as_person("erin"), [make_claim(cast["erin"]) for _ in range(2)]
    page, acts = pressed(erin, reverse("claims_triage"), {"do": "drop", "claim": [claim.pk for claim in claims]})
    assert "2 claims dropped." in page
    page, _ = pressed(erin, reverse("undo"), {"acts": acts})
    assert "2 are as they were." in page
    for claim in claims:
        claim.refresh_from_db()
        assert claim.state == ClaimState.KEPT


def test_who_hands_back_their_own_part_is_offered_no_way_back(as_person: AsPerson, cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    page, acts = pressed(as_person("ada"), reverse("release", args=[review.pk]), {})
    assert "is handed back" in page
    assert not acts
