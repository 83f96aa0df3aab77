"""What happened to a claim, in words: who, when, what, and what it was before."""

import re
import string
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from claims.actions.claim_parts import Number
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.extraction.candidate import Bound
from claims.models import Claim, ClaimState, Topic
from factcheck.core.audit import record
from factcheck.core.capabilities import Role
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.actions.add_desk import add_desk
from reviews.actions.change_desk import change_desk
from reviews.actions.change_person import change_person
from reviews.actions.correct import correct
from reviews.actions.publish import publish
from reviews.actions.set_policy import set_policy
from reviews.actions.set_priority import set_priority
from reviews.models import EvidenceStance
from reviews.queries.claim_history import claim_events, claim_lines
from reviews.queries.history import Line
from reviews.queries.history_changes import changed
from reviews.queries.history_words import WORDS
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_claim, make_evidence, make_publication, make_review

_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken": "|X-CSRFToken&quot;: &quot;)[A-Za-z0-9]{64}')
pytestmark = pytest.mark.django_db


def told(person: User, claim: Claim) -> list[Line]:
    return claim_lines(person, claim, list(claim_events(person, claim)))


def words(person: User, claim: Claim) -> list[str]:
    return [f"{line.who}: {line.words}" for line in told(person, claim)]


def test_every_fact_has_words() -> None:
    assert set(WORDS) == set(EventKind)
    for text in WORDS.values():
        assert text
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))


def test_a_claim_tells_what_was_changed_before_and_after(cast: dict[str, User]) -> None:
    erin, rita = cast["erin"], cast["rita"]
    claim = make_claim(erin, "1,500 people were killed")
    edit_claim(claim.pk, by=erin, text="About 1,500 people were killed")
    edit_claim(claim.pk, by=erin, number=Number(value=Decimal(1600), unit="deaths", bound=Bound.AT_LEAST))
    decide_claim(claim.pk, by=erin, state=ClaimState.DROPPED)
    dropped, figure, text, *_ = told(rita, claim)
    assert (dropped.who, dropped.words) == ("Erin Walsh", WORDS[EventKind.CLAIM_DROPPED])
    assert [(c.what, c.before, c.after) for c in dropped.changes] == [("Triage", "kept", "dropped")]
    assert [(c.what, c.before, c.after) for c in text.changes] == [
        ("Claim", "1,500 people were killed", "About 1,500 people were killed")
    ]
    assert figure.changes[0].after == "at least 1600 deaths"
    assert told(erin, claim)[0].who == "You"


def test_what_befalls_its_review_is_told_too(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    review = make_review(erin)
    set_priority(review.pk, by=erin, level=1, reason="Shared a million times.")
    line = told(erin, review.claim)[0]
    assert line.words == "set the priority to 1: Shared a million times."
    assert [(c.what, c.before, c.after) for c in line.changes] == [("Priority", "2", "1")]
    review = in_state(State.DECIDED, cast)
    publish(review.pk, by=erin)
    changes = [(c.what, c.before, c.after) for line in told(erin, review.claim) for c in line.changes]
    assert ("State", "decided", "published") in changes


def test_a_blind_round_leaves_nothing_on_the_claims_page(
    cast: dict[str, User], as_person: Callable[[str], Client], api: Callable[..., APIClient]
) -> None:
    """Bytes, headers and words are the same for Ben, Rita and Noor, whatever Ada does."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    page, call = reverse("claim_history", args=[review.claim_id]), reverse("api_claim_events", args=[review.claim_id])

    def seen(name: str) -> list[Any]:
        answers: list[Any] = [as_person(name).get(page), api(name).get(call), api(name).get(f"{call}?page_size=1")]
        assert [answer.status_code for answer in answers] == [200] * 3
        # Each form of a page carries a token of its own.
        return [(dict(answer.headers), _TOKEN.sub(b"", answer.content)) for answer in answers]

    before = {name: seen(name) for name in ("ben", "noor", "rita")}
    make_evidence(review, cast["ada"], EvidenceStance.DISPUTES)
    assess(review, cast["ada"])
    with transaction.atomic():
        data = {"table": "reviews_evidence", "did": "update", "changed": {"quote": ["a", "b"]}, "role": "postgres"}
        record(EventKind.ROW_CHANGED, by=None, about=review, review_id=review.pk, claim_id=review.claim_id, data=data)
    assert {name: seen(name) for name in before} == before
    assert any("submitted an assessment" in each for each in words(cast["ada"], review.claim))
    assert any("submitted an assessment" in each for each in words(cast["erin"], review.claim))
    assess(review, cast["ben"])
    assert sum("submitted an assessment" in each for each in words(cast["rita"], review.claim)) == 2


def test_while_somebody_is_to_decide_the_round_goes_unnamed(cast: dict[str, User]) -> None:
    review = in_state(State.SPLIT, cast)
    said = words(cast["erin"], review.claim)
    assert "A reviewer: submitted an assessment" in said
    assert not any(cast[name].name in line for name in ("ada", "ben") for line in said)


def test_a_restricted_claim_is_not_there(
    cast: dict[str, User], as_person: Callable[[str], Client], api: Callable[..., APIClient]
) -> None:
    claim = make_claim(cast["erin"])
    claim.topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    claim.save()
    assert as_person("rita").get(reverse("claim_history", args=[claim.pk])).status_code == 404
    assert api("rita").get(reverse("api_claim_events", args=[claim.pk])).status_code == 404


def test_the_page_and_the_call_say_the_same_in_pages(
    cast: dict[str, User], as_person: Callable[[str], Client], api: Callable[..., APIClient]
) -> None:
    erin = cast["erin"]
    claim = make_claim(erin, "Version 0")
    for number in range(1, 61):
        edit_claim(claim.pk, by=erin, text=f"Version <b>{number}</b>")
    page = as_person("rita").get(reverse("claim_history", args=[claim.pk])).content.decode()
    assert page.count("changed the claim") == 50
    assert '<del dir="auto">Version &lt;b&gt;59&lt;/b&gt;</del>' in page
    second = as_person("rita").get(reverse("claim_history", args=[claim.pk]) + "?page=2").content.decode()
    assert second.count("changed the claim") == 10
    assert "added the claim" in second
    call, said = reverse("api_claim_events", args=[claim.pk]), []
    while call:
        answer = api("rita").get(call).json()
        said += answer["results"]
        call = answer["next"]
    assert len(said) == 61
    assert said[0]["changes"] == [{"what": "Claim", "before": "Version <b>59</b>", "after": "Version <b>60</b>"}]
    assert said[-1] == {
        **said[-1],
        "kind": "claim.added",
        "who": "Erin Walsh",
        "words": "added the claim",
        "changes": [],
    }


def test_a_correction_says_what_was_and_what_is(cast: dict[str, User]) -> None:
    published = make_publication(cast)
    correct(published.review_id, by=cast["erin"], what="The words.", why="They misled.", rationale="In other words.")
    line = next(line for line in told(cast["erin"], published.review.claim) if "corrected" in line.words)
    assert [(c.what, c.before != c.after, c.after) for c in line.changes] == [("Rationale", True, "In other words.")]


def test_rules_of_the_house_say_what_was_and_what_is(cast: dict[str, User]) -> None:
    """Of a policy, a scale, a desk and a person: the words of each event, wherever it is read."""
    erin, adam = cast["erin"], cast["adam"]
    set_policy(by=erin, numbers={"due_days": 5})
    set_policy(by=erin, numbers={"due_days": 7}, assessments_needed=1)
    add_desk(by=adam, name="Iran")
    change_desk("iran", by=adam, members=["ada"], is_open=False)
    change_person("ada", by=adam, role=Role.EDITOR)
    kinds = [EventKind.POLICY_SET, EventKind.DESK_CHANGED, EventKind.PERSON_CHANGED]
    events = Event.objects.filter(kind__in=kinds).order_by("id")
    said = [sorted((c.what, c.before, c.after) for c in changed(event)) for event in events]
    assert said == [
        [("Due days", "nothing", "5")],
        [("Assessments needed", "nothing", "1"), ("Due days", "5", "7")],
        [("Is open", "yes", "no"), ("Members", "nothing", "ada")],
        [("Role", "reviewer", "editor")],
    ]
