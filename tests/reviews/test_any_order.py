"""Anybody does anything in any order to one review: what `tests.reviews.rules` allow is done, nothing else is.

After every step the review stands as the rules say, and nobody to whom the round is blind has learnt anything.
"""

import os
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now
from django.forms.models import model_to_dict
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from rest_framework.test import APIClient

from factcheck.core.errors import VerbError
from factcheck.core.models import Event, User
from reviews.access import live_assignments, seen_parts, visible_assessments, visible_events, visible_evidence
from reviews.actions.add_comment import add_comment
from reviews.actions.adjudicate import adjudicate
from reviews.actions.age_reviews import age_reviews
from reviews.actions.assign_review import assign_review
from reviews.actions.bring_back import bring_back_for
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.declare_interest import declare_interest
from reviews.actions.end_leave import end_leave
from reviews.actions.expire_leases import expire_leases
from reviews.actions.hold_review import resume_held, resume_review
from reviews.actions.let_stand import let_stand
from reviews.actions.publish import publish
from reviews.actions.reassign_review import reassign_review
from reviews.actions.release_review import release_review
from reviews.actions.renew_lease import renew_lease
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.actions.return_review import return_review
from reviews.actions.reuse_verdict import reuse_verdict
from reviews.actions.save_draft import save_draft
from reviews.actions.send_back import send_back
from reviews.actions.set_due import set_due
from reviews.actions.set_leave import set_leave
from reviews.actions.set_priority import set_priority
from reviews.actions.set_review_by import set_review_by
from reviews.actions.take_next import take_next
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.actions.withdraw_interest import withdraw_interest
from reviews.models import AttributionFinding, ComebackCause, Notice, Part, Review
from reviews.notify.dispatch import drain
from reviews.queries.why_not import errands_for
from reviews.workflow import State
from tests.factories import AS_OF, assess, held_until, make_evidence, make_publication, make_review
from tests.reviews.rules import PEOPLE, Move, Rules
from tests.reviews.self_confirmation import confirmed

DEEP = bool(os.environ.get("DEEP"))
EXAMPLES, STEPS = (200, 100) if DEEP else (18, 60)
_words = count(1)
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
    "correct": lambda pk, by: correct(pk, by=by, what="It.", why="So.", as_of=_day(-1 - next(_words) % 9_000)),
    "retract": lambda pk, by: retract(pk, by=by, why="So."),
    "reopen": lambda pk, by: reopen(pk, by=by, reason="So."),
    "hold": lambda pk, by: held_until(Review(pk=pk), by),
    "resume": lambda pk, by: resume_review(pk, by=by),
    "close": lambda pk, by: close_review(pk, by=by, reason=CloseReason.ABANDONED),
    "reuse": lambda pk, by: reuse_verdict(
        pk, by=by, verdict=Review.objects.exclude(pk=pk).earliest("pk").pk, reason="So."
    ),
    "let_stand": lambda pk, by: let_stand(pk, by=by, reason="So."),
    "reassign": lambda pk, by, person, part: reassign_review(pk, by=by, username=person, reason="So.", part=Part(part)),
    "return": lambda pk, by: return_review(pk, by=by, reason="So."),
    "review_by": lambda pk, by: set_review_by(pk, by=by, review_by=_day(next(_words)), reason="So."),
    "priority": lambda pk, by: set_priority(pk, by=by, level=Review.objects.get(pk=pk).priority % 3 + 1, reason="So."),
    "due": lambda pk, by: set_due(
        pk, by=by, due_at=timezone.now() + timedelta(days=1 + next(_words) % 99), reason="So."
    ),
    "renew": lambda pk, by: renew_lease(pk, by=by),
    "draft": lambda pk, by: save_draft(pk, by=by, rating="half-true", rationale=f"Words {next(_words)}."),
    "comment": lambda pk, by: add_comment(pk, by=by, body="Who counted?"),
    "leave": lambda pk, by: set_leave(by.username, by=by, from_on=_day(0), until_on=_day(0)),
    "come_back_to_work": lambda pk, by: end_leave(_one(by.leaves.filter(ended_at=None)), by=by),
    "interest": lambda pk, by: declare_interest(by.username, "Reuters", by=by),
    "no_interest": lambda pk, by: withdraw_interest(_one(by.interests.all()), by=by, reason="So.") or True,
    "lapse": lambda pk, by: (at_work(pk, by).update(lease_until=_PAST) and expire_leases()) or None,
    "overdue": lambda pk, by: (Review.objects.filter(pk=pk).update(due_at=_PAST, nudged=2) and age_reviews()) or None,
    "wait_over": lambda pk, by: (
        (Review.objects.filter(pk=pk, state=State.ON_HOLD).update(hold_until=_day(0)) and resume_held()) or None
    ),
    "come_back": lambda pk, by: (
        bring_back_for(pk, ComebackCause.REVIEW_DATE, key=f"{next(_words)}", words="It is time.") or None
    ),
}
# Of what a colleague in the round does in these, nobody to whom it is blind may see anything.
HIDDEN = {"gather", "withdraw", "submit", "draft", "renew", "comment"}
WITHOUT_EVENT = {"draft", "renew"}
SELDOM = {
    "close", "hold", "release", "withdraw", "send_back", "reopen", "return", "overdue", "lapse", "leave", "interest",
    "come_back",
}  # fmt: skip
# What an answer says that a person may do, by the name it has there; the rest of the moves it does not speak of.
SAID = {
    "gather": "gather", "submit": "assess", "release": "hand_back", "hold": "hold", "resume": "resume",
    "decide": "decide", "send_back": "send_back", "publish": "publish", "correct": "correct", "retract": "retract",
    "reopen": "reopen", "let_stand": "let_stand", "close": "close", "review_by": "set_review_by",
}  # fmt: skip
_PAST = Now() - timedelta(days=30)


def _day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def at_work(pk: int, by: User) -> Any:
    """The part that a person works on: while a review waits its lease stands still."""
    at = by.assignments.filter(review=pk, released_at=None, done_at=None)
    return at.filter(review__state__in=(State.IN_REVIEW, State.SPLIT))


def _one(rows: Any) -> int:
    """The key of a row, or one that nothing has."""
    return rows.values_list("pk", flat=True).first() or 0


def evidence_of(pk: int, username: str) -> Any:
    review = Review.objects.get(pk=pk)
    return review.evidence.filter(added_by__username=username, withdrawn_at=None, round=review.round)[0].pk


class AnyOrder(RuleBasedStateMachine):
    """One review and seven people."""

    cast: dict[str, User]
    api: Callable[[str], APIClient]
    seen: Counter[tuple[str, bool]]
    states: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.pk = make_review(self.cast["erin"]).pk
        self.rules = Rules()
        self.clients = {name: self.api(name) for name in PEOPLE}
        self.turn = 0
        self.come_to: set[tuple[str, bool]] = set()

    def teardown(self) -> None:
        try:
            assert confirmed() == []
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
        possible = {move[0] for move in moves}
        once = {verb for verb in possible & SELDOM if (verb, is_allowed) not in self.come_to}
        verbs = sorted(possible - SELDOM | once if mood > 1 else possible) or [moves[0][0]]
        # Now and then something that this sequence has not come to yet: some verbs are seldom possible.
        fresh = [verb for verb in verbs if (verb, is_allowed) not in self.come_to]
        pick = fresh if fresh and which % 4 else verbs
        verb = wanted if wanted in pick else pick[which % len(pick)]
        self.come_to.add((verb, is_allowed))
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
            done = VERBS[verb](self.pk, self.cast.get(by, self.cast["adam"]), *more) is not None
        except VerbError as refusal:
            done, words = False, refusal.detail
        else:
            words = "it was done"
        assert done == is_allowed, f"{move}: {words}"
        assert (Event.objects.count() > events) == (done and verb not in WITHOUT_EVENT)
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
                answer = self.clients[name].get(f"/api/v1/reviews/{self.pk}")
                told = [answer.status_code, answer.content, sorted(answer.headers.items())]
                found[name] = [*told, review.state, review.version, parts, *(list(row.values()) for row in rows)]
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
        self.it_says_what_one_may_do(review)

    def it_says_what_one_may_do(self, review: Review) -> None:
        """To one person after the other, since to ask for all of them each time takes long."""
        self.turn += 1
        person = PEOPLE[self.turn % len(PEOPLE)]
        said = {each.name: each.why_not for each in errands_for(self.cast[person], review)}
        allowed = {(move[0], may) for move, may in self.rules.moves() if move[1] == person}
        for verb, name in SAID.items():
            assert (not said[name]) == ((verb, True) in allowed), (person, verb, said[name])


def test_the_rules_hold_in_any_order(cast: dict[str, User], api: Callable[[str], APIClient]) -> None:
    seen: Counter[tuple[str, bool]] = Counter()
    states: set[str] = set()
    make_publication(cast)  # whose verdict can be reused
    drain()
    machine = type("Machine", (AnyOrder,), {"cast": cast, "api": staticmethod(api), "seen": seen, "states": states})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None, derandomize=not DEEP,
            suppress_health_check=list(HealthCheck), print_blob=False,
        ),
    )  # fmt: skip
    # Chance that never got anywhere would prove nothing. What takes a long way is left to the long run: DEEP=1 asks
    # for all of it.
    tried = {(verb, may) for verb in VERBS for may in (True, False)} - {("comment", False)}
    missed = tried - {move for move, times in seen.items() if times}
    assert len(missed) <= (0 if DEEP else 6), missed
    assert len(set(State) - states) <= (0 if DEEP else 1), states
