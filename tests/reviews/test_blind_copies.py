"""In a blind round nobody learns from copies what a colleague has gathered."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from claims.actions.archive_source import archive_source
from claims.models import Source
from factcheck.core.errors import NotFound
from factcheck.core.models import User
from reviews.access import snapshot_for, source_for
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import Review
from tests.archived import answer_with, fetched, html_page, keep_copy
from tests.factories import assess, assigned, make_evidence, make_review

URL = "https://news.example/the-same-page"


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


@pytest.fixture
def bens(cast: dict[str, User], review: Review) -> Source:
    """A source of Ben's, of whose page a copy is kept."""
    source: Source = make_evidence(review, cast["ben"], url=URL).source
    keep_copy(cast["ben"], source=source)
    return source


def sees(person: User, source: Source) -> bool:
    key = source.snapshots.get().key
    found = []
    for ask in (lambda: source_for(person, source.pk), lambda: snapshot_for(person, key)):
        try:
            found.append(ask() is not None)
        except NotFound:
            found.append(False)
    assert found[0] == found[1]
    return found[0]


def test_a_source_is_there_for_whom_its_evidence_is(cast: dict[str, User], review: Review, bens: Source) -> None:
    assert {name: sees(user, bens) for name, user in cast.items()} == {
        "ada": False, "ben": True, "noor": False, "rita": False, "erin": True, "cleo": True, "adam": True,
    }  # fmt: skip
    for name in ("ada", "ben"):
        assess(review, cast[name])
    assert all(sees(user, bens) for user in cast.values())


def test_a_withdrawn_source_stays_its_owners(cast: dict[str, User], review: Review, bens: Source) -> None:
    withdraw_evidence(review.pk, bens.evidence.get().pk, by=cast["ben"])
    assert [name for name, user in cast.items() if sees(user, bens)] == ["ben"]


def test_what_is_not_there_and_what_is_a_colleagues_answer_alike(
    cast: dict[str, User], bens: Source, api: Callable[..., APIClient], as_person: Callable[[str], Client]
) -> None:
    ada, window = api("ada"), as_person("ada")
    key, nowhere = bens.snapshots.get().key, uuid4()
    for name in ("api_source_snapshots", "api_snapshot", "api_snapshot_file"):
        theirs, nothing = (bens.pk if "source" in name else key), nowhere
        answers = [ada.get(reverse(name, args=[each])) for each in (theirs, nothing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].json()["detail"].replace(str(theirs), "") == answers[1].json()["detail"].replace(
            str(nothing), ""
        )
    archive = [ada.post(reverse("api_source_archive", args=[each])).status_code for each in (bens.pk, nowhere)]
    assert archive == [404, 404]
    for name in ("snapshot", "snapshot_file", "snapshot_shown"):
        assert window.get(reverse(name, args=[key])).status_code == 404


def test_what_a_reviewer_reads_is_the_same_whatever_a_colleague_has_copied(
    cast: dict[str, User], review: Review, api: Callable[..., APIClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, lambda url, **_: fetched(html_page(), url=url))
    mine: Source = make_evidence(review, cast["ada"], url=URL).source
    archive_source(mine.pk)
    ada = api("ada")

    def read() -> list[Any]:
        names = [("api_review", review.pk), ("api_source_snapshots", mine.pk), ("api_events", review.pk)]
        return [ada.get(reverse(name, args=[pk])).content for name, pk in names]

    before = read()
    theirs = make_evidence(review, cast["ben"], url=URL).source
    assert theirs.pk != mine.pk
    archive_source(theirs.pk)
    assert read() == before


def test_the_card_says_how_far_the_copy_is(
    cast: dict[str, User], review: Review, as_person: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, address = as_person("ada"), reverse("review", args=[review.pk])
    evidence = make_evidence(review, cast["ada"], url="https://127.0.0.1/")
    assert "Copying" in ada.get(address).content.decode()
    archive_source(evidence.source_id)
    page = ada.get(address).content.decode()
    assert "127.0.0.1 has no public address, so it was not fetched." in page
    assert "Try again" in page
    answer_with(monkeypatch, lambda url, **_: fetched(html_page(), url=url))
    assert ada.post(reverse("evidence_copy", args=[review.pk, evidence.pk])).status_code == 302
    archive_source(evidence.source_id)
    page = ada.get(address).content.decode()
    assert reverse("snapshot", args=[evidence.source.snapshots.get().key]) in page
    assert "no public address" not in page
