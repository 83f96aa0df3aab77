"""The page on which two claims are compared and merged."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.add_topic import add_topic
from claims.actions.edit_claim import edit_claim
from claims.actions.merge_claim import merge_claim
from claims.models import Claim, ClaimState, Document
from factcheck.core.models import User
from reviews.actions.restrict_topic import restrict_topic
from reviews.workflow import State
from tests.factories import assigned, in_state, make_claim, make_review
from tests.pages.drawing import Findings
from tests.pages.triaged import claimed, page_of

pytestmark = pytest.mark.django_db
Person = Callable[[str], Client]
Cast = dict[str, User]


def test_both_stand_side_by_side_and_one_button_merges(as_person: Person, cast: Cast) -> None:
    erin, browser = cast["erin"], as_person("erin")
    one, other = make_claim(erin, "Over 1,500 people were killed"), make_claim(erin, "More than 1,500 were killed")
    address = reverse("claim_merge", args=[one.pk])
    assert 'name="into"' in browser.get(address).content.decode()
    html = browser.get(address, {"into": other.pk}).content.decode()
    assert Findings(html).wrong == []
    assert one.text in html and other.text in html  # noqa: PT018
    assert "The other way round" in html
    version = re.search(r'name="expected_version" value="(\d+)"', html)
    assert version
    page = browser.post(address, {"into": other.pk, "expected_version": version[1], "reason": "So."}, follow=True)
    html = page.content.decode()
    assert f"Claim {one.pk} is merged into claim {other.pk}." in html
    acts = re.search(r'name="acts" value="([0-9,]+)"', html)
    assert acts
    assert "is as it was" in browser.post(reverse("undo"), {"acts": acts[1]}, follow=True).content.decode()
    assert Claim.objects.get(pk=one.pk).state == ClaimState.KEPT


def test_a_review_is_closed_with_it_and_both_are_undone(as_person: Person, cast: Cast) -> None:
    erin, browser = cast["erin"], as_person("erin")
    review, other = assigned(make_review(erin), erin, cast["ada"]), make_claim(erin)
    address = reverse("claim_merge", args=[review.claim_id])
    assert f"R-{review.pk} of claim" in browser.get(address, {"into": other.pk}).content.decode()
    # Who was not shown that a review is closed does not close one.
    refused = browser.post(address, {"into": other.pk})
    assert refused.status_code == 409
    assert "is under review" in refused.content.decode()
    html = browser.post(address, {"into": other.pk, "closes": "True"}, follow=True).content.decode()
    review.refresh_from_db()
    assert review.state == State.CLOSED
    acts = re.search(r'name="acts" value="([0-9,]+)"', html)
    assert acts
    browser.post(reverse("undo"), {"acts": acts[1]})
    review.refresh_from_db()
    assert review.state == State.IN_REVIEW


def test_what_is_wrong_is_said_on_the_page(as_person: Person, cast: Cast) -> None:
    erin, browser = cast["erin"], as_person("erin")
    claim, other, public = make_claim(erin), make_claim(erin), in_state(State.PUBLISHED, cast)
    address = reverse("claim_merge", args=[claim.pk])
    for into, words in ((claim.pk, "not merged into itself"), ("x", "no number"), ("", "required")):
        answer = browser.get(address, {"into": into})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert browser.get(address, {"into": 999_999_999}).status_code == 404
    edit_claim(claim.pk, by=erin, text="In other words.")
    stale = browser.post(address, {"into": other.pk, "expected_version": claim.version})
    assert stale.status_code == 412
    assert "changed while you were writing" in stale.content.decode()
    into_other = browser.post(reverse("claim_merge", args=[public.claim_id]), {"into": other.pk, "closes": "True"})
    assert into_other.status_code == 409
    assert "not possible from there" in into_other.content.decode()


def test_the_card_says_what_became_of_it_and_takes_it_back(as_person: Person, document: Document, cast: Cast) -> None:
    erin, browser = cast["erin"], as_person("erin")
    claim, other = claimed(document, erin, "nothing"), make_claim(erin)
    merge_claim(claim.pk, into=other.pk, by=erin)
    html = browser.get(page_of(document)).content.decode()
    assert f"claim {other.pk}</a>" in html
    assert "Unmerge" in html
    assert "Unmerge" not in as_person("rita").get(page_of(document)).content.decode()
    listed = browser.get(reverse("claims"), {"claim": other.pk}).content.decode()
    assert "Also said in 1 claim merged into it" in listed
    answer = browser.post(reverse("claim_unmerge", args=[claim.pk]), {"version": claim.version + 1}, follow=True)
    assert f"Claim {claim.pk} is not merged any more." in answer.content.decode()


def test_a_claim_that_is_hidden_is_not_named(as_person: Person, document: Document, cast: Cast) -> None:
    erin, claim, other = cast["erin"], claimed(document, cast["erin"], "nothing"), make_claim(cast["erin"])
    merge_claim(claim.pk, into=other.pk, by=erin)
    topic = add_topic("Kestrel affair", by=erin)
    edit_claim(other.pk, by=erin, topic=topic.slug)
    restrict_topic(topic.slug, by=erin, members=["erin"])
    html = as_person("cleo").get(page_of(document)).content.decode()
    assert "Merged into another claim." in html
    assert f"claim {other.pk}<" not in html
