"""Who hears of what was written past the verbs: administrators and the history, but nobody who is blind."""

# ruff: noqa: S608 - statements of these tests' own
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.models import Notice, Part
from reviews.notify.dispatch import drain
from reviews.queries.history import history
from tests.factories import assess, assigned, make_review
from tests.reviews.watched_rows import noted, owner, raw

pytestmark = pytest.mark.django_db(transaction=True)


def test_administrators_are_told_once_a_transaction(cast: dict[str, User]) -> None:
    for _ in range(3):
        make_review(cast["erin"])
    drain()
    raw("UPDATE reviews_review SET priority = 1")
    drain()
    assert len(noted()) == 3
    notices = Notice.objects.filter(event__kind=EventKind.ROW_CHANGED)
    assert [notice.person.username for notice in notices] == ["adam"]


def test_the_history_says_so_in_words(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    raw(f"UPDATE reviews_review SET priority = 1 WHERE id = {review.pk}")
    line = history(cast["erin"], review)[-1]
    assert (line.who, line.words) == ("Somebody", f"changed the review directly in the database, as {owner()}")
    assert [(each.what, each.before, each.after) for each in line.changes] == [("Priority", "2", "1")]


def test_the_blind_learn_nothing_of_it(
    cast: dict[str, User], as_person: Callable[[str], Client], api: Callable[..., APIClient]
) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    addresses = [
        reverse("claim_history", args=[review.claim_id]), reverse("api_claim_events", args=[review.claim_id]),
        reverse("api_events", args=[review.pk]),
    ]  # fmt: skip

    def seen(name: str) -> list[str]:
        answers = [(as_person if "/api/" not in each else api)(name).get(each) for each in addresses]
        return [answer.content.decode() for answer in answers]

    assess(review, cast["ada"])
    raw(
        f"UPDATE reviews_assignment SET assigned_at = now() WHERE part = '{Part.FIRST}'",
        "ALTER TABLE reviews_assessment DISABLE TRIGGER assessment_immutable",
        "UPDATE reviews_assessment SET rationale = 'Turned round.'",
        "SET CONSTRAINTS ALL IMMEDIATE",
        "ALTER TABLE reviews_assessment ENABLE TRIGGER assessment_immutable",
    )
    assert len(noted()) == 2
    for name in ("ben", "noor", "rita"):
        assert not any("directly in the database" in text or "row.changed" in text for text in seen(name)), name
    assert all("directly in the database" in text or "row.changed" in text for text in seen("erin"))
    assess(review, cast["ben"])
    assert "Turned round." in seen("ben")[0]
