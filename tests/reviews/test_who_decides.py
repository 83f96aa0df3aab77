"""Who had a part in a round neither decides it nor sends it back; who decides passes the same gate."""

import pytest

from factcheck.core.errors import Invalid, NotAllowed
from factcheck.core.models import User
from reviews.actions.publish import publish
from reviews.actions.release_review import release_review
from reviews.actions.send_back import send_back
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_evidence, make_review
from tests.reviews.test_verbs_judge import decide, settled


def test_whoever_had_a_part_in_the_round_neither_decides_nor_sends_back(cast: dict[str, User]) -> None:
    """Cleo handed her part back and left evidence in it; Erin assessed; Adam had no part."""
    erin, cleo, adam = cast["erin"], cast["cleo"], cast["adam"]
    review = assigned(make_review(erin), adam, cleo)
    make_evidence(review, cleo)
    release_review(review.pk, by=cleo)
    assigned(review, adam, cast["ada"], cast["ben"])
    assess(review, cast["ada"], "true")
    assess(review, cast["ben"], "false")
    with pytest.raises(NotAllowed, match="You had a part in this round"):
        decide(review, cleo, "false")
    with pytest.raises(NotAllowed, match="Cleo Marchetti had a part in this round"):
        assigned(review, adam, cleo)
    with pytest.raises(NotAllowed, match="You had a part in this round"):
        send_back(review.pk, by=cleo, question="Which officials?")
    assert settled(review) == ("split", [])
    assert decide(review, adam, "false").decided_by == adam


def test_one_side_of_a_disagreement_does_not_undo_it(cast: dict[str, User]) -> None:
    erin, cleo = cast["erin"], cast["cleo"]
    review = assigned(make_review(erin), erin, cleo, cast["ben"])
    assess(review, cleo, "true")
    assess(review, cast["ben"], "false")
    with pytest.raises(NotAllowed, match="You assessed this claim"):
        send_back(review.pk, by=cleo, question="Which officials?")
    assert settled(review) == ("split", [])
    assert send_back(review.pk, by=erin, question="Which officials?").round == 2


def test_a_decision_passes_the_same_gate_or_says_why_not(cast: dict[str, User]) -> None:
    review = in_state(State.SPLIT, cast)
    with pytest.raises(Invalid) as refused:
        decide(review, cast["cleo"], "half-true", override_reason="")
    assert {fault.pointer for fault in refused.value.faults} == {"/override_reason"}
    with pytest.raises(Invalid, match="Give at least 20"):
        decide(review, cast["cleo"], "half-true", override_reason="I know it.")
    assert settled(review) == ("split", [])
    reason = "The ministry has closed its archive since."
    assert decide(review, cast["cleo"], "half-true", override_reason=reason).override_reason == reason
    body = publish(review.pk, by=cast["erin"]).body
    assert reason in body["gate"]["reasons"]
