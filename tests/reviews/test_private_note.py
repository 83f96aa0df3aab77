"""How sure a reviewer is goes with their finding; what they noted for themselves is read by nobody else, ever."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from factcheck.core.errors import Invalid
from factcheck.core.models import Event, User
from reviews.actions.publish import publish
from reviews.models import Assessment, AttributionFinding, Confidence, Review
from reviews.workflow import State
from tests.factories import AS_OF, assess, in_state

NOTE = "I knew one of the officials at school."


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    """A split review in which Ada noted something for herself."""
    review = in_state(State.IN_REVIEW, cast)
    assess(review, cast["ada"], "unproven", private_note=f" {NOTE}\n", confidence=Confidence.LOW)
    assess(review, cast["ben"], "half-true")
    return review


def read(client: Client | APIClient, *addresses: str) -> str:
    return "".join(client.get(address).content.decode() for address in addresses)


def test_only_its_author_reads_a_private_note(
    review: Review, as_person: Callable[[str], Client], api: Callable[..., APIClient]
) -> None:
    pages = [reverse(name, args=[review.pk]) for name in ("review", "adjudicate")]
    calls = [reverse(name, args=[review.pk]) for name in ("api_review", "api_events")]
    assert Assessment.objects.get(by__username="ada").private_note == NOTE
    for name in ("ben", "noor", "cleo", "erin", "adam", "rita"):
        assert NOTE not in read(as_person(name), *pages) + read(api(name), *calls), name
    assert NOTE in read(as_person("ada"), pages[0])
    told = api("ada").get(calls[0]).json()["assessments"]
    assert [(one["by"], one["private_note"], one["confidence"]) for one in told] == [
        ("ada", NOTE, "low"),
        ("B", None, None),  # nobody is named while somebody is to decide
    ]
    assert NOTE not in json.dumps(list(Event.objects.values_list("data", flat=True)))


def test_it_is_not_frozen(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    for name in ("ada", "ben"):
        assess(review, cast[name], private_note=NOTE, confidence=Confidence.HIGH)
    body = json.dumps(publish(review.pk, by=cast["erin"]).body)
    assert NOTE not in body
    assert "private_note" not in body


def test_the_adjudicator_reads_how_sure_each_was(review: Review, as_person: Callable[[str], Client]) -> None:
    page = read(as_person("cleo"), reverse("adjudicate", args=[review.pk]))
    assert page.index("How sure") < page.index("Low") < page.index("not said")


def test_an_assessment_by_api_takes_both(cast: dict[str, User], api: Callable[..., APIClient]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    url = reverse("api_assessments", args=[review.pk])
    body = {"rating": "unproven", "attribution": "confirmed", "rationale": "So.", "as_of": "2020-01-01"}
    assert api("ada").post(url, {**body, "confidence": "certain"}, format="json").status_code == 422
    made = api("ada").post(url, {**body, "confidence": "high", "private_note": NOTE}, format="json")
    assert (made.status_code, made.json()["private_note"], made.json()["confidence"]) == (201, NOTE, "high")


def test_a_note_that_cannot_be_kept_is_refused(cast: dict[str, User]) -> None:
    review = in_state(State.IN_REVIEW, cast)
    with pytest.raises(Invalid) as refused:
        assess(review, cast["ada"], attribution=AttributionFinding.CONFIRMED, as_of=AS_OF, private_note="a\0b")
    assert [fault.pointer for fault in refused.value.faults] == ["/private_note"]
