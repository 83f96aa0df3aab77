"""Anybody does anything in any order to one review: what `tests.reviews.rules` allow is done, nothing else is.

After every step the review stands as the rules say, and nobody to whom the round is blind has learnt anything.
"""

from collections import Counter
from collections.abc import Callable
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.forms.models import model_to_dict
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from factcheck.core.errors import VerbError
from factcheck.core.models import Event, User
from reviews.access import live_assignments, seen_parts, visible_assessments, visible_events, visible_evidence
from reviews.actions.adjudicate import adjudicate
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.hold_review import resume_review
from reviews.actions.let_stand import let_stand
from reviews.actions.publish import publish
from reviews.actions.release_review import release_review
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.actions.send_back import send_back
from reviews.actions.take_next import take_next
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import AttributionFinding, Notice, Part, Review
from reviews.notify.dispatch import drain
from reviews.workflow import State
from tests.factories import AS_OF, assess, held_until, make_evidence, make_review
from tests.reviews.rules import Move, Rules

_words = count()
VERBS: dict[str, Callable[..., Any]] = {
    "assign": lambda pk, by, person, part: assign_review(pk, by=by, username=person, part=Part(part)),
    "take": lambda pk, by: take_next(by=by),
    "release": lambda pk, by: release_review(pk, by=by),
    "gather": lambda pk, by: make_evidence(Review(pk=pk), by),
    "withdraw": lambda pk, by, person: withdraw_evidence(pk, evidence_of(pk, person), by=by),
    "submit": lambda pk, by, rating: assess(Review(pk=pk), by, rating),
    "decide": lambda pk, by, rating: adjudicate(
        pk,
        by=by,
        rating=rating,
        attribution=AttributionFinding.CONFIRMED,
        as_of=AS_OF,
        reason="So.",
        rationale="So.",
        override_reason="Both assessments rest on one report.",
    ),
    "send_back": lambda pk, by: send_back(pk, by=by, question="Which?"),
    "publish": lambda pk, by: publish(pk, by=by, what="The rating.", why="So."),
    "correct": lambda pk, by: correct(pk, by=by, what="It.", why="So.", rationale=f"Words {next(_words)}."),
    "retract": lambda pk, by: retract(pk, by=by, why="So."),
    "reopen": lambda pk, by: reopen(pk, by=by, reason="So."),
    "hold": lambda pk, by: held_until(Review(pk=pk), by),
    "resume": lambda pk, by: resume_review(pk, by=by),
    "close": lambda pk, by: close_review(pk, by=by, reason=CloseReason.ABANDONED),
    "let_stand": lambda pk, by: let_stand(pk, by=by, reason="So."),
}
HIDDEN = {"gather", "withdraw", "submit"}
SELDOM = {"close", "hold", "release", "withdraw", "send_back", "reopen"}


def evidence_of(pk: int, username: str) -> Any:
    review = Review.objects.get(pk=pk)
    return review.evidence.filter(added_by__username=username, withdrawn_at=None, round=review.round)[0].pk


class AnyOrder(RuleBasedStateMachine):
    """One review and seven people."""

    cast: dict[str, User]
    seen: Counter[tuple[str, bool]]
    states: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.pk = make_review(self.cast["erin"]).pk
        self.rules = Rules()

    def teardown(self) -> None:
        try:
            drain()
            for notice in Notice.objects.select_related("event"):
                assert notice.event.kind not in ("evidence.added", "evidence.withdrawn", "assessment.submitted")
        finally:
            connection.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @rule(wanted=st.sampled_from(sorted(VERBS)), which=st.integers(0, 999), mood=st.integers(0, 4))
    def somebody_does_something(self, wanted: str, which: int, mood: int) -> None:
        """Mostly a verb that somebody may do now, `wanted` where it can be; now and then what they may not."""
        is_allowed = mood > 0
        moves = [move for move, may in self.rules.moves() if may == is_allowed]
        if not moves:  # split, and all seven had a part in the round: somebody new has to decide
            return
        verbs = sorted({move[0] for move in moves if move[0] not in SELDOM or mood < 2} or {moves[0][0]})
        verb = wanted if wanted in verbs else verbs[which % len(verbs)]
        chosen = [move for move in moves if move[0] == verb]
        self.do(chosen[which % len(chosen)], is_allowed=is_allowed)

    def do(self, move: Move, *, is_allowed: bool) -> None:
        """Do a move: it succeeds when and only when it is allowed, and is seen by nobody it is hidden from."""
        verb, by, *more = move
        self.seen[verb, is_allowed] += 1
        events = Event.objects.count()
        ends_round = verb == "submit" and len(self.rules.ratings) == 1
        before = self.views(but=by) if is_allowed and verb in HIDDEN and not ends_round else {}
        try:
            done = VERBS[verb](self.pk, self.cast[by], *more) is not None
        except VerbError as refusal:
            done, words = False, refusal.detail
        else:
            words = "it was done"
        assert done == is_allowed, f"{move}: {words}"
        assert (Event.objects.count() > events) == done
        if is_allowed:
            self.rules.apply(*move)
        if before:
            assert self.views(but=by) == before, move

    def views(self, *, but: str) -> dict[str, list[Any]]:
        """What others to whom the round is blind, inside and outside it, may know of the review."""
        review = Review.objects.get(pk=self.pk)
        found: dict[str, list[Any]] = {}
        for name in (*self.rules.holds.values(), "noor"):
            if name != but and not self.rules.sees(name):
                person = self.cast[name]
                evidence, assessments = visible_evidence(person, review), visible_assessments(person, review)
                rows = (evidence, assessments, visible_events(person, review))
                parts = [model_to_dict(part) for part in seen_parts(person, review, live_assignments(review))]
                found[name] = [review.state, review.version, parts, *(list(row.values()) for row in rows)]
                others = [item.added_by_id for item in evidence if item.round == review.round]
                others += [item.by_id for item in assessments if item.round == review.round]
                assert set(others) <= {person.pk}
        return found

    @invariant()
    def it_stands_as_the_rules_say(self) -> None:
        review = Review.objects.get(pk=self.pk)
        live = review.assignments.filter(round=review.round, released_at=None).select_related("user")
        assert review.state == self.rules.state
        assert {part.part: part.user.username for part in live} == self.rules.holds
        assert review.publications.filter(is_current=True).count() == self.rules.is_public
        assert review.free_parts == 2 - live.exclude(part="adjudicator").count()
        assert review.stays.get(until__isnull=True).state == review.state
        assert review.assessments.filter(round=review.round).count() == len(self.rules.ratings)
        self.states.add(review.state)


def test_the_rules_hold_in_any_order(cast: dict[str, User]) -> None:
    seen: Counter[tuple[str, bool]] = Counter()
    states: set[str] = set()
    machine = type("Machine", (AnyOrder,), {"cast": cast, "seen": seen, "states": states})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12, stateful_step_count=45, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck), print_blob=False,
        ),
    )  # fmt: skip
    # Chance that never got anywhere would prove nothing.
    assert states == set(State)
    assert {move for move, times in seen.items() if times} == {(verb, may) for verb in VERBS for may in (True, False)}
