"""A public verdict is taken for another claim that says the same, and it is said so everywhere."""

from typing import Any

import pytest
from django.test import Client

from claims.actions.claim_parts import Number
from claims.actions.decide_claim import decide_claim
from claims.models import Claim, ClaimState
from factcheck.core.capabilities import Role
from factcheck.core.errors import Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.models import Event, User
from reviews.actions.bring_back import bring_back
from reviews.actions.correct import correct
from reviews.actions.declare_interest import declare_interest
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.actions.retract import retract
from reviews.actions.reuse_verdict import reuse_for_claim, reuse_verdict
from reviews.models import AttributionFinding, Publication, Review, Verdict
from reviews.workflow import State
from tests.factories import AS_OF, assess, assigned, make_claim, make_evidence, make_review

pytestmark = pytest.mark.django_db
Cast = dict[str, User]
WORDS = "1,500 people had been killed in the protests in Iran"


@pytest.fixture
def source(cast: Cast) -> Publication:
    """A public verdict by Ada and Ben, with evidence that the rationale cites."""
    erin = cast["erin"]
    review = assigned(open_review(make_claim(erin, WORDS).pk, by=erin), erin, cast["ada"], cast["ben"])
    make_evidence(review, cast["ada"], note="It names no source.")
    assess(review, cast["ada"], rationale="The bureau says so [E1].")
    assess(review, cast["ben"])
    return publish(review.pk, by=erin)


def same(by: User, text: str = f"{WORDS}, officials said", **fields: Any) -> Claim:
    return make_claim(by, text, **fields)


def test_what_is_public_is_taken_as_it_is(cast: Cast, source: Publication) -> None:
    erin, claim = cast["erin"], same(cast["erin"])
    decide_claim(claim.pk, ClaimState.UNDECIDED, by=erin)
    review = reuse_for_claim(claim.pk, by=erin, verdict=source.review_id, publish_now=True)
    assert review.state == State.PUBLISHED
    assert review.assessments.count() == 0
    verdict = review.verdicts.get()
    assert (verdict.basis, verdict.reused_from, verdict.decided_by) == ("reuse", source, erin)
    body = Publication.objects.get(review=review).body
    for name in ("rating", "attribution", "rationale", "rationale_html", "as_of", "evidence", "origins", "gate"):
        assert body[name] == source.body[name], name
    assert body["claim"]["id"] == claim.pk
    assert (body["basis"], body["reviewers"]) == ("reuse", 2)
    assert body["reused_from"]["id"] == source.review_id
    assert body["reused_from"]["claim"] == WORDS
    assert body["reused_from"]["reason"] == "It says the same."
    event = Event.objects.get(kind="verdict.reused")
    assert (event.data["claim"], event.review_id) == (source.review.claim_id, review.pk)
    assert "reused_from" in source.body
    assert source.body["reused_from"] is None


def test_readers_are_told_on_the_page_in_data_and_in_the_feed(client: Client, cast: Cast, source: Publication) -> None:
    claim = same(cast["erin"])
    review = reuse_for_claim(claim.pk, by=cast["erin"], verdict=source.review_id, reason="The very same announcement.")
    publication = publish(review.pk, by=cast["erin"])
    html = client.get(publication.body["url"]).content.decode()
    assert "This verdict was first given on <a href=" in html
    assert source.body["url"] in html
    assert "and reused because: <bdi>The very same announcement.</bdi>" in html
    assert "two people, apart, for the claim it was first given on" in html
    data = client.get(f"/api/v1/verdicts/{review.pk}").json()
    assert data["reused_from"]["self"].endswith(f"/api/v1/verdicts/{source.review_id}")
    assert data["reused_from"]["url"].startswith("http")
    review_json = client.get(publication.body["url"], headers={"accept": "application/ld+json"}).json()
    assert review_json["isBasedOn"] == data["reused_from"]["url"]
    assert "reused because" in client.get("/feed.atom").content.decode()
    assert "reused because" not in client.get(source.body["url"]).content.decode()


def test_what_says_something_else_takes_a_reason_that_is_kept_and_shown(cast: Cast, source: Publication) -> None:
    erin = cast["erin"]
    other = make_claim(erin, "200 people had been killed in the protests in Iran", number=Number(200, "deaths"))
    denied = make_claim(erin, "1,500 people had not been killed in the protests in Iran")
    for claim in (other, denied):
        with pytest.raises(Invalid) as refused:
            reuse_for_claim(claim.pk, by=erin, verdict=source.review_id)
        assert [fault.pointer for fault in refused.value.faults] == ["/reason"]
        assert not Review.objects.filter(claim=claim).exists()
        review = reuse_for_claim(claim.pk, by=erin, verdict=source.review_id, reason=" It is the same count. ")
        assert review.verdicts.get().reason == "It is the same count."


def test_who_published_alone_judged_nothing_alone(cast: Cast) -> None:
    """Whoever alone reviewed the first claim publishes the second no more than the first."""
    erin, ada = cast["erin"], cast["ada"]
    lone = assigned(open_review(make_claim(erin, WORDS).pk, by=erin, assessments_needed=1), erin, ada)
    assess(lone, ada)
    publish(lone.pk, by=erin)
    User.objects.filter(pk=ada.pk).update(role=Role.EDITOR)
    ada.refresh_from_db()
    claim = same(erin)
    with pytest.raises(NotAllowed, match="only reviewer"):
        reuse_for_claim(claim.pk, by=ada, verdict=lone.pk, publish_now=True)
    assert not Review.objects.filter(claim=claim).exists()
    review = reuse_for_claim(claim.pk, by=ada, verdict=lone.pk)
    assert publish(review.pk, by=erin).body["reviewers"] == 1


def test_what_is_not_reused(cast: Cast, source: Publication) -> None:
    erin, verdict = cast["erin"], source.review_id
    with pytest.raises(NotFound):
        reuse_for_claim(same(erin).pk, by=erin, verdict=make_review(erin).pk)
    with pytest.raises(NotAllowed):
        reuse_for_claim(same(erin).pk, by=cast["noor"], verdict=verdict)
    dropped = same(erin)
    decide_claim(dropped.pk, ClaimState.DROPPED, by=erin)
    with pytest.raises(WrongState, match="is dropped"):
        reuse_for_claim(dropped.pk, by=erin, verdict=verdict)
    begun = assigned(open_review(same(erin).pk, by=erin), erin, cast["ada"])
    with pytest.raises(WrongState, match="in review"):
        reuse_verdict(begun.pk, by=erin, verdict=verdict)
    with pytest.raises(WrongState):
        reuse_verdict(source.review_id, by=erin, verdict=verdict)
    theirs = open_review(same(erin).pk, by=erin)
    declare_interest("erin", "Reuters", by=erin)
    with pytest.raises(NotAllowed, match="declared an interest"):
        reuse_verdict(theirs.pk, by=erin, verdict=verdict)
    retract(source.review_id, by=erin, why="The source withdrew it.")
    with pytest.raises(WrongState, match="was withdrawn"):
        reuse_for_claim(same(cast["cleo"]).pk, by=cast["cleo"], verdict=verdict)


def test_a_reused_verdict_leads_to_the_first_one(cast: Cast, source: Publication) -> None:
    erin = cast["erin"]
    second = reuse_for_claim(same(erin).pk, by=erin, verdict=source.review_id, publish_now=True)
    third = reuse_for_claim(same(erin).pk, by=erin, verdict=second.pk)
    assert third.verdicts.get().reused_from == source


@pytest.mark.parametrize("what", ["corrected", "withdrawn"])
def test_it_comes_back_when_the_first_one_changes(what: str, cast: Cast, source: Publication) -> None:
    erin = cast["erin"]
    review = reuse_for_claim(same(erin).pk, by=erin, verdict=source.review_id, publish_now=True)
    assert bring_back() == 0
    if what == "corrected":
        correct(source.review_id, by=erin, what="The words.", why="They misled.", rationale="In other words.")
    else:
        retract(source.review_id, by=erin, why="They misled.")
    assert (bring_back(), bring_back()) == (1, 0)
    review.refresh_from_db()
    assert (review.state, review.round) == (State.QUEUED, 2)
    assert f"on claim {source.review.claim_id}, was" in review.question
    assert "They misled." in review.question


def test_it_is_corrected_without_touching_what_was_found(cast: Cast, source: Publication) -> None:
    erin = cast["erin"]
    review = reuse_for_claim(same(erin).pk, by=erin, verdict=source.review_id, publish_now=True)
    with pytest.raises(Invalid, match="is that of the verdict"):
        correct(review.pk, by=erin, what="It.", why="So.", rationale="In other words.")
    fixed = correct(review.pk, by=erin, what="It.", why="So.", attribution=AttributionFinding.MISQUOTED)
    assert fixed.body["basis"] == "reuse"
    assert fixed.body["reused_from"]["reason"] == "It says the same."
    assert fixed.body["evidence"] == source.body["evidence"]
    assert Verdict.objects.get(review=review, version=2).as_of == AS_OF
