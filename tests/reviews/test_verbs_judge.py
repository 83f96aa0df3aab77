"""Reviewers gather and submit; the round settles or splits; somebody else decides or asks again."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from claims.models import Derivation, Source
from factcheck.core.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.models import Event, User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.check_quotes import check_quotes
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.gather_evidence import gather_evidence
from reviews.actions.send_back import send_back
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import AttributionFinding, EvidenceStance, Review, Scale, Verdict
from reviews.workflow import State
from tests.archived import html_page, keep_copy
from tests.factories import AS_OF, assess, assigned, in_state, make_evidence, make_review
from tests.situations import SITUATIONS, review_of

CONFIRMED = AttributionFinding.CONFIRMED


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    """A review in which Ada and Ben hold the parts."""
    return in_state(State.IN_REVIEW, cast)


def settled(review: Review) -> tuple[str, list[tuple[str, str]]]:
    """Where a review stands and what its verdicts say."""
    review.refresh_from_db()
    return review.state, [(verdict.rating.slug, verdict.attribution) for verdict in review.verdicts.all()]


# --- evidence -----------------------------------------------------------------------------------------------


def test_the_same_source_is_brought_once_in_each_stance(review: Review, cast: dict[str, User]) -> None:
    ada, url = cast["ada"], "https://news.example/a"
    first = make_evidence(review, ada, url=url)
    with pytest.raises(Conflict, match="as corroborates already"):
        make_evidence(review, ada, url=url)
    other = make_evidence(review, ada, EvidenceStance.CONTEXT, url=url)
    assert first.source == other.source
    withdraw_evidence(review.pk, first.pk, by=ada)
    assert make_evidence(review, ada, url=url).source == first.source
    assert make_evidence(review, cast["ben"], url=url).source != first.source  # a shared row would tell Ben


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"url": ""}, "/source"),
        ({"url": "javascript:alert(1)"}, "/url"),
        ({"url": "ftp://news.example/a"}, "/url"),
        ({"quote": "a\0b"}, "/quote"),
        ({"title": "a\0b"}, "/source"),
    ],
)
def test_a_source_that_is_none_is_refused(
    fields: dict[str, Any], pointer: str, review: Review, cast: dict[str, User]
) -> None:
    with pytest.raises(Invalid) as refused:
        make_evidence(review, cast["ada"], **fields)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]
    assert not Source.objects.exists()


def test_only_who_added_it_takes_evidence_back_and_only_before_their_part_is_in(
    review: Review, cast: dict[str, User]
) -> None:
    evidence = make_evidence(review, cast["ada"])
    with pytest.raises(NotFound, match="no such evidence in this round"):
        withdraw_evidence(review.pk, evidence.pk, by=cast["ben"])
    with pytest.raises(NotAllowed, match="You hold no part"):
        withdraw_evidence(review.pk, evidence.pk, by=cast["erin"])
    withdraw_evidence(review.pk, evidence.pk, by=cast["ada"])
    with pytest.raises(NotFound):
        withdraw_evidence(review.pk, evidence.pk, by=cast["ada"])
    kept = make_evidence(review, cast["ada"])
    assess(review, cast["ada"])
    for verb in (withdraw_evidence, lambda *keys, by: make_evidence(review, by)):
        with pytest.raises(NotAllowed, match="Your part of this round is in"):
            verb(review.pk, kept.pk, by=cast["ada"])


def test_an_adjudicator_withdraws_nothing_of_the_reviewers(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    evidence = make_evidence(review, cast["ada"])
    assess(review, cast["ada"])
    assess(review, cast["ben"], "false")
    assigned(review, cast["erin"], cast["noor"])
    with pytest.raises(NotAllowed, match="Only who added it"):
        withdraw_evidence(review.pk, evidence.pk, by=cast["noor"])


def test_a_derivation_is_said_of_ones_own_evidence(review: Review, cast: dict[str, User]) -> None:
    ada = cast["ada"]
    one, two = make_evidence(review, ada), make_evidence(review, ada)
    other = make_evidence(review, cast["ben"])
    derive_evidence(review.pk, one.pk, by=ada, from_evidence=two.pk, basis="It links to it.")
    derive_evidence(review.pk, one.pk, by=ada, from_evidence=two.pk, basis="It cites it.")
    assert [item.basis for item in Derivation.objects.all()] == ["It cites it."]
    for evidence, fields, words in (
        (one.pk, {"from_evidence": other.pk, "basis": "x"}, "no such evidence of yours"),
        (one.pk, {"from_evidence": one.pk, "basis": "x"}, "cannot derive from itself"),
        (one.pk, {"from_evidence": two.pk, "from_party": "Reuters", "basis": "x"}, "Name one thing"),
        (one.pk, {"basis": "x"}, "Name one thing"),
        (one.pk, {"from_party": "Reuters", "basis": " "}, "Say on what basis"),
    ):
        with pytest.raises(Invalid, match=words):
            derive_evidence(review.pk, evidence, by=ada, **fields)
    for evidence in (other.pk, uuid4()):
        with pytest.raises(NotFound, match="no such evidence of yours"):
            derive_evidence(review.pk, evidence, by=ada, from_party="Reuters", basis="x")


# --- submitting ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"rating": "so-so"}, "/rating"),
        ({"rationale": " \n"}, "/rationale"),
        ({"rationale": "a\0b"}, "/rationale"),
        ({"as_of": timezone.now().date() + timedelta(days=2)}, "/as_of"),
    ],
)
def test_an_assessment_that_lacks_something_is_refused(
    fields: dict[str, Any], pointer: str, review: Review, cast: dict[str, User]
) -> None:
    before = Event.objects.count()
    with pytest.raises(Invalid) as refused:
        assess(review, cast["ada"], **fields)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]
    assert (Event.objects.count(), review.assessments.count()) == (before, 0)


def test_the_gate_lets_pass_what_is_archived_and_independent_or_has_a_reason(
    cast: dict[str, User],
) -> None:
    review = in_state(State.IN_REVIEW, cast)
    ada = cast["ada"]
    evidence = [make_evidence(review, ada, publisher=name) for name in ("Alef", "Jamaran")]
    with pytest.raises(Invalid, match="Of those none corroborate"):
        assess(review, ada, "true", override_reason="")
    with pytest.raises(Invalid, match="Give at least 20"):
        assess(review, ada, "true", override_reason="I know it.")
    page = html_page("<p>The ministry said that 1,500 people had been killed.</p>")
    for item in evidence:
        keep_copy(ada, source=item.source, body=page)
        check_quotes(item.source_id)
    assert assess(review, ada, "true", override_reason="").override_reason == ""
    reason = "The ministry has closed its archive since."
    assert assess(review, cast["ben"], "true", override_reason=reason).override_reason == reason


def test_two_who_agree_make_a_verdict_as_of_the_later_day(review: Review, cast: dict[str, User]) -> None:
    assess(review, cast["ada"], "half-true", as_of=date(2020, 1, 1))
    assert settled(review) == ("in_review", [])
    assess(review, cast["ben"], "half-true", as_of=date(2020, 3, 1))
    assert settled(review) == ("decided", [("half-true", "confirmed")])
    verdict = Verdict.objects.get()
    assert (verdict.as_of, verdict.decided_by, verdict.basis) == (date(2020, 3, 1), None, "agreement")
    assert verdict.assessments.count() == 2


def test_another_rating_or_another_attribution_splits_the_round(review: Review, cast: dict[str, User]) -> None:
    assess(review, cast["ada"], "half-true")
    assess(review, cast["ben"], "half-true", attribution=AttributionFinding.MISQUOTED)
    assert settled(review) == ("split", [])


def test_ratings_within_the_tolerance_agree_on_the_lower(cast: dict[str, User]) -> None:
    Scale.objects.update(tolerance=1)
    review = in_state(State.IN_REVIEW, cast)
    assess(review, cast["ada"], "mostly-true")
    assess(review, cast["ben"], "half-true")
    assert settled(review) == ("decided", [("half-true", "confirmed")])


def test_one_assessment_settles_a_round_that_needs_one(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"], assessments_needed=1), cast["erin"], cast["ada"])
    assess(review, cast["ada"], "false")
    assert settled(review) == ("decided", [("false", "confirmed")])


def test_an_assessment_is_put_in_once(review: Review, cast: dict[str, User]) -> None:
    assess(review, cast["ada"])
    with pytest.raises(NotAllowed, match="Your part of this round is in"):
        assess(review, cast["ada"], "false")


# --- deciding -----------------------------------------------------------------------------------------------


def decide(review: Review, by: User, rating: str = "unproven", **fields: Any) -> Verdict:
    fields.setdefault("reason", "The officials are unnamed.")
    fields.setdefault("as_of", AS_OF)
    fields.setdefault("override_reason", "Both assessments rest on one report.")
    return adjudicate(review.pk, by=by, rating=rating, attribution=CONFIRMED, **fields)


def test_a_decision_keeps_both_assessments_and_takes_the_words_of_the_one_it_follows(cast: dict[str, User]) -> None:
    review = in_state(State.SPLIT, cast)
    with pytest.raises(Invalid, match="Say what decided it"):
        decide(review, cast["cleo"], reason=" ")
    with pytest.raises(Invalid, match="Neither assessment has this rating"):
        decide(review, cast["cleo"], "false")
    verdict = decide(review, cast["cleo"], "half-true")
    assert verdict.rationale == review.assessments.get(by=cast["ben"]).rationale
    assert (verdict.basis, verdict.decided_by, verdict.assessments.count()) == ("adjudication", cast["cleo"], 2)
    with pytest.raises(WrongState):
        decide(review, cast["erin"])


def test_nobody_decides_over_their_own_assessment(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    review = assigned(make_review(erin), erin, cast["cleo"], cast["ben"])
    assess(review, cast["cleo"], "true")
    assess(review, cast["ben"], "false")
    for verb in (lambda: decide(review, cast["cleo"]), lambda: assigned(review, erin, cast["cleo"])):
        with pytest.raises(NotAllowed, match=r"You assessed this claim|is the first of this review"):
            verb()
    send_back(review.pk, by=erin, question="Which officials?")
    assigned(review, erin, cast["ada"], cast["ben"])
    assess(review, cast["ada"], "true")
    assess(review, cast["ben"], "false")
    with pytest.raises(NotAllowed, match="You assessed this claim"):  # in the round before
        decide(review, cast["cleo"])


def test_an_adjudicator_may_add_evidence_of_their_own(cast: dict[str, User]) -> None:
    review = review_of(SITUATIONS["named"](cast))
    gather_evidence(review.pk, by=cast["noor"], stance=EvidenceStance.DISPUTES, title="Interior Ministry, statement 4")
    with pytest.raises(NotAllowed, match="Somebody else is to decide"):
        decide(review, cast["erin"])
    assert decide(review, cast["noor"]).decided_by == cast["noor"]


def test_a_review_goes_back_with_a_question_to_a_new_round(cast: dict[str, User]) -> None:
    review = review_of(SITUATIONS["named"](cast))
    with pytest.raises(Invalid, match="Say what the next round is to find out"):
        send_back(review.pk, by=cast["noor"], question=" ")
    again = send_back(review.pk, by=cast["noor"], question=" Which officials? ")
    assert (again.state, again.round, again.question) == ("queued", 2, "Which officials?")
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    for person in ("ada", "ben"):
        assess(review, cast[person], "false")
    assert settled(review) == ("decided", [("false", "confirmed")])
    assert list(review.assessments.values_list("round", flat=True)) == [1, 1, 2, 2]
