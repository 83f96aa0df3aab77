"""Every verb, in every stand of a review, by every role in every part: what happens stands in a grid written by hand.

Which cells there must be is made from the tables of the workflow and of rights, and what the two allow is compared with
the grid. Each cell is tried against PostgreSQL.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from factcheck.core.capabilities import ROLE_CAN, Role
from factcheck.core.errors import Conflict, NotAllowed, NotFound, VerbError, WrongState
from factcheck.core.models import Event, User
from reviews.actions.add_comment import add_comment
from reviews.actions.adjudicate import adjudicate
from reviews.actions.age_reviews import age_reviews
from reviews.actions.assign_review import assign_review
from reviews.actions.bring_back import bring_back_for
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.expire_leases import expire_leases
from reviews.actions.hold_review import hold_review, resume_held, resume_review
from reviews.actions.let_stand import let_stand
from reviews.actions.open_review import open_review
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
from reviews.actions.set_review_by import set_review_by
from reviews.actions.take_next import take_next
from reviews.actions.unclose_review import unclose_review
from reviews.models import AttributionFinding, ComebackCause, Part, Review
from reviews.workflow import TRANSITIONS, State, Step
from tests.factories import AS_OF, assess, assigned, make_claim, make_evidence
from tests.reviews.grid import LEADS_TO, NARROWER, STEPS, read_clock, read_grid
from tests.reviews.stands import STANDS, STATES, become, review_where
from tests.reviews.unchanged import prints

CELLS = read_grid()
CLOCK = read_clock()
ROLES = (Role.ADMINISTRATOR, Role.EDITOR, Role.REVIEWER, Role.READER)  # as the marks of a cell stand
MARKS = {NotAllowed: "-", WrongState: "x", Conflict: "t", NotFound: "0"}
CONFIRMED = AttributionFinding.CONFIRMED
_LATER = timezone.localdate() + timedelta(days=3)
VERBS: dict[str, Callable[[Review, User], Any]] = {
    "open": lambda review, by: open_review(review.claim_id, by=by),
    "give": lambda review, by: assign_review(review.pk, by=by, username="mira"),
    "get": lambda review, by: assign_review(review.pk, by=User.objects.get(username="erin"), username=by.username),
    "swap": lambda review, by: reassign_review(review.pk, by=by, username="mira", reason="They are at a hearing."),
    "take": lambda review, by: take_next(by=by),
    "release": lambda review, by: release_review(review.pk, by=by),
    "free": lambda review, by: release_review(review.pk, by=by, part=Part.FIRST),
    "return": lambda review, by: return_review(review.pk, by=by, reason="Nobody goes on with it."),
    "hold": lambda review, by: hold_review(review.pk, by=by, reason="waits", until=_LATER),
    "resume": lambda review, by: resume_review(review.pk, by=by),
    "close": lambda review, by: close_review(review.pk, by=by, reason=CloseReason.ABANDONED),
    "agree": assess,
    "differ": lambda review, by: assess(review, by, "half-true"),
    "decide": lambda review, by: adjudicate(
        review.pk, by=by, rating="unproven", attribution=CONFIRMED, as_of=AS_OF, reason="The officials are unnamed."
    ),
    "send_back": lambda review, by: send_back(review.pk, by=by, question="Which officials?"),
    "publish": lambda review, by: publish(review.pk, by=by),
    "correct": lambda review, by: correct(review.pk, by=by, what="The words.", why="They misled.", rationale="Other."),
    "retract": lambda review, by: retract(review.pk, by=by, why="The source withdrew it."),
    "reopen": lambda review, by: reopen(review.pk, by=by, reason="A newer figure is out."),
    "unclose": lambda review, by: unclose_review(review.pk, by=by, reason="Undone."),
    "reuse": lambda review, by: reuse_verdict(
        review.pk, by=by, verdict=FIRST.get(claim__text=CHECKED).pk, reason="So."
    ),
    "let_stand": lambda review, by: let_stand(review.pk, by=by, reason="The newer figure counts something else."),
    "gather": make_evidence,
    "draft": lambda review, by: save_draft(review.pk, by=by, rationale="The ministry"),
    "renew": lambda review, by: renew_lease(review.pk, by=by),
    "comment": lambda review, by: add_comment(review.pk, by=by, body="Who counted?"),
    "review_by": lambda review, by: set_review_by(review.pk, by=by, review_by=_LATER, reason="The count goes on."),
}
# The review of another claim, whose verdict is public.
CHECKED = "2,500 had been hurt"
FIRST = Review.objects
_PAST = Now() - timedelta(days=30)
# What the clock does, once its time has come.
BY_ITSELF: dict[str, Callable[[Review], Any]] = {
    "lapse": lambda review: (review.assignments.update(lease_until=_PAST), expire_leases()),
    "overdue": lambda review: (Review.objects.update(due_at=_PAST, nudged=2), age_reviews()),
    "wait_over": lambda review: (
        Review.objects.filter(state=State.ON_HOLD).update(hold_until=timezone.localdate()),
        resume_held(),
    ),
    "come_back": lambda review: bring_back_for(
        review.pk, ComebackCause.REVIEW_DATE, key="2026-01-01", words="It is time to look again."
    ),
}


@pytest.fixture
def people(cast: dict[str, User]) -> dict[str, User]:
    """The cast, and Mira, a reviewer who had a part in nothing; and a verdict that is public already."""
    User.objects.create(username="mira", name="Mira Sole", role=Role.REVIEWER, email="mira@desk.example")
    first = assigned(open_review(make_claim(cast["erin"], CHECKED).pk, by=cast["erin"]), cast["erin"], *_pair(cast))
    for person in _pair(cast):
        assess(first, person)
    publish(first.pk, by=cast["erin"])
    return cast


def _pair(cast: dict[str, User]) -> tuple[User, User]:
    return cast["ben"], cast["noor"]


def test_the_grid_has_a_cell_for_everything() -> None:
    """Stands are of every state, verbs take every step that people take, and each part has a cell for each verb."""
    assert set(STATES) == set(STANDS) == {stand for stand, _, _ in CELLS}
    assert set(STATES.values()) == {state.value for state in State}
    assert set(ROLES) == set(Role)
    taken = {step for steps in STEPS.values() for step in steps} - {""}
    assert taken | {step for cells in CLOCK.values() for step in cells.values()} - {"."} == {
        step.value for step in Step
    }
    assert set(STEPS) == set(VERBS)
    stands = {(stand, part) for stand, part, _ in CELLS}
    assert set(CELLS) == {(*place, verb) for place in stands for verb in STEPS}
    assert {part for _, part in stands} >= {"none", "holds", "in", "back", "interest", "leave", "out", "opener"}


def test_the_tables_allow_what_the_grid_does_and_no_more() -> None:
    """What the workflow gives each role in each state, some part of it has; and nobody has more."""
    table = {
        (state.value, step.value, role.value)
        for step, row in TRANSITIONS.items()
        for state in row.sources
        for role in Role
        if row.right in ROLE_CAN[role]
    }
    grid = {
        (STATES[stand], STEPS[verb]["+*#".index(mark)], role.value)
        for (stand, _, verb), cell in CELLS.items()
        for role, mark in zip(ROLES, cell, strict=True)
        if mark in "+*#" and STEPS[verb] != ("",) and verb != "get"  # which Erin does
    }
    opened = {found for found in grid if found[1] == Step.OPEN}  # it is from no state of the review, which is another
    assert grid - opened == table - set(NARROWER)
    assert set(NARROWER) <= table
    assert {role for _, _, role in opened} == {r.value for r in Role if TRANSITIONS[Step.OPEN].right in ROLE_CAN[r]}
    assert {step.value: row.target.value for step, row in TRANSITIONS.items() if step is not Step.OPEN} == LEADS_TO
    # The clock takes no step that the table has not.
    clock = {(STATES[stand], step) for (stand, _), steps in CLOCK.items() for step in steps.values() if step != "."}
    assert clock <= {(state.value, step.value) for step, row in TRANSITIONS.items() for state in row.sources}


@pytest.mark.parametrize("stand", STANDS)
def test_each_verb_does_what_the_grid_says(stand: str, people: dict[str, User]) -> None:
    ada = people["ada"]
    differs: dict[str, dict[str, tuple[str, str]]] = {}
    for part in [part for where, part, verb in CELLS if where == stand and verb == "open"]:
        with transaction.atomic():
            review = review_where(stand, part, people)
            marks: dict[str, str] = dict.fromkeys(VERBS, "")
            before = prints()
            for role in ROLES:
                become(ada, role)
                for verb in VERBS:
                    marks[verb] += mark(verb, review, ada)
            become(ada, Role.REVIEWER)
            assert prints() == before, f"{stand}, {part}: a verb was refused and changed something"
            transaction.set_rollback(True)
        wrong = {verb: (found, CELLS[stand, part, verb]) for verb, found in marks.items()}
        wrong = {verb: pair for verb, pair in wrong.items() if pair[0] != pair[1]}
        differs |= {part: wrong} if wrong else {}
    assert differs == {}, "what was found, and what the grid says"


def mark(verb: str, review: Review, by: User) -> str:
    """What becomes of a verb, as the mark of a cell. What it did is taken back; what a refused one did would stay."""
    point = transaction.savepoint()
    try:
        made = VERBS[verb](review, by)
    except VerbError as error:
        transaction.savepoint_commit(point)
        return MARKS.get(type(error), repr(error))
    if made is None:
        transaction.savepoint_commit(point)
        return "."
    step = Event.objects.latest("id").data.get("step", "") if STEPS[verb] != ("",) else ""
    if step in LEADS_TO:
        assert Review.objects.get(pk=review.pk).state == LEADS_TO[step], (verb, by.role)
    transaction.savepoint_rollback(point)
    return "+*#"[STEPS[verb].index(step)]


@pytest.mark.parametrize(("stand", "part"), CLOCK)
def test_the_desk_does_by_itself_what_the_grid_says(stand: str, part: str, people: dict[str, User]) -> None:
    review = review_where(stand, part, people)
    for name, expected in CLOCK[stand, part].items():
        with transaction.atomic():
            last = Event.objects.latest("id").pk
            BY_ITSELF[name](review)
            steps = [event.data.get("step") for event in Event.objects.filter(pk__gt=last).order_by("pk")]
            assert [step for step in steps if step] == [expected] * (expected != "."), (name, steps)
            review.refresh_from_db()
            assert review.state == LEADS_TO.get(expected, STATES[stand])
            transaction.set_rollback(True)
