"""Every verb, on a review in every state, by everybody: what happens stands in a grid written by hand.

The grid is not made from the table of the workflow; the two are compared.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from factcheck.core.errors import Conflict, NotAllowed, VerbError, WrongState
from factcheck.core.models import Event, User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.assign_review import assign_review
from reviews.actions.bring_back import bring_back_for
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.hold_review import hold_review, resume_review
from reviews.actions.let_stand import let_stand
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.actions.release_review import release_review
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.actions.return_review import return_review
from reviews.actions.send_back import send_back
from reviews.actions.take_next import take_next
from reviews.models import AttributionFinding, ComebackCause, Part, Review
from reviews.workflow import TRANSITIONS, State, Step
from tests.factories import AS_OF, assess, make_evidence
from tests.reviews.unchanged import prints
from tests.situations import SITUATIONS, review_of

# Adam administers, Erin edits (both outside the round), Noor reviews, Ada holds or held the first part, Rita reads.
ACTORS = ("adam", "erin", "noor", "ada", "rita")
# How a review of each situation of `tests.situations` stands.
STANDS = {
    "queued": "queued",
    "held": "in_review",  # Ada has the first part and two pieces of evidence; the second part is free
    "round": "in_review",  # Ada and Ben have the parts
    "last": "in_review",  # Ben's assessment is in
    "split": "split",
    "named": "split",  # Noor is to decide
    "decided": "decided",
    "adjudicated": "decided",  # by Noor
    "published": "published",
    "on_hold": "on_hold",
    "waiting": "on_hold",  # Ada has the first part
    "closed": "closed",
    "retracted": "retracted",
    "reopened": "queued",  # by Ada and Ben, and public; nobody has joined the new round
    "rejoined": "in_review",  # the same, but Noor has the first part of the new round
}
LEADS_TO = {
    "assign": "in_review", "take": "in_review", "release": "in_review", "empty": "queued", "hold": "on_hold",
    "resume": "queued", "resume_work": "in_review", "close": "closed", "reopen": "queued", "submit": "in_review",
    "agree": "decided", "differ": "split", "assign_adjudicator": "split", "release_adjudicator": "split",
    "adjudicate": "decided", "send_back": "queued", "publish": "published", "correct": "published",
    "retract": "retracted", "return": "queued", "come_back": "queued", "let_stand": "published",
}  # fmt: skip
# A cell is the step that is taken; or: 403 not allowed, 409 not from this state, "taken" somebody has the part or
# a review is open, "none" nothing to take. "rest" stands for the situations that a verb has not named.
GRID = """
open
  closed retracted           open     open     403     403     403
  rest                       taken    taken    403     403     403
assign
  queued held reopened       assign   assign   403     403     403
  split                      assign_adjudicator assign_adjudicator 403 403 403
  round last named           taken    taken    403     403     403
  rejoined                   403      403      403     403     403
  rest                       409      409      403     403     403
take
  queued                     take     take     take    take    403
  held                       none     none     take    none    403
  reopened                   take     take     take    take    403
  rejoined                   take     take     none    none    403
  rest                       none     none     none    none    403
release
  held                       403      403      403     empty   403
  round last                 403      403      403     release 403
  rejoined                   403      403      empty   403     403
  named                      403      403      release_adjudicator 403 403
  waiting                    403      403      403     409     403
  rest                       403      403      403     403     403
release_first
  held                       empty    empty    403     empty   403
  rejoined                   empty    empty    empty   403     403
  round last                 release  release  403     release 403
  waiting                    409      409      403     409     403
  rest                       403      403      403     403     403
hold
  queued held round last reopened rejoined hold hold 403 403   403
  rest                       409      409      403     403     403
resume
  on_hold                    resume   resume   403     403     403
  waiting                    resume_work resume_work 403 403   403
  rest                       409      409      403     403     403
close
  queued held round last     close    close    403     403     403
  rest                       409      409      403     403     403
gather
  rejoined                   403      403      gather  403     403
  held round last            403      403      403     gather  403
  named                      403      403      gather  403     403
  waiting                    403      403      403     409     403
  rest                       403      403      403     403     403
submit_unproven
  rejoined                   403      403      submit  403     403
  held round                 403      403      403     submit  403
  last                       403      403      403     agree   403
  waiting                    403      403      403     409     403
  rest                       403      403      403     403     403
submit_half_true
  rejoined                   403      403      submit  403     403
  held round                 403      403      403     submit  403
  last                       403      403      403     differ  403
  waiting                    403      403      403     409     403
  rest                       403      403      403     403     403
adjudicate
  split                      adjudicate adjudicate 403 403     403
  named                      403      403      adjudicate 403  403
  rest                       409      409      409     409     403
send_back
  split decided adjudicated  send_back send_back 403   403     403
  named                      send_back send_back send_back 403 403
  rest                       409      409      409     409     403
publish
  decided adjudicated        publish  publish  403     403     403
  rest                       409      409      403     403     403
correct
  published                  correct  correct  403     403     403
  rest                       409      409      403     403     403
retract
  published                  retract  retract  403     403     403
  rest                       409      409      403     403     403
reopen
  closed published retracted reopen   reopen   403     403     403
  rest                       409      409      403     403     403
return
  held round last rejoined   return   return   403     403     403
  rest                       409      409      403     403     403
let_stand
  reopened rejoined          let_stand let_stand 403   403     403
  rest                       409      409      403     403     403
come_back
  published                  come_back come_back come_back come_back come_back
  rest                       none     none     none    none    none
"""
CONFIRMED = AttributionFinding.CONFIRMED
VERBS: dict[str, Callable[[Review, User], Any]] = {
    "open": lambda review, by: open_review(review.claim_id, by=by),
    "assign": lambda review, by: assign_review(review.pk, by=by, username="noor"),
    "take": lambda review, by: take_next(by=by),
    "release": lambda review, by: release_review(review.pk, by=by),
    "release_first": lambda review, by: release_review(review.pk, by=by, part=Part.FIRST),
    "hold": lambda review, by: hold_review(
        review.pk, by=by, reason="waits", until=timezone.now().date() + timedelta(days=3)
    ),
    "resume": lambda review, by: resume_review(review.pk, by=by),
    "close": lambda review, by: close_review(review.pk, by=by, reason=CloseReason.ABANDONED),
    "gather": make_evidence,
    "submit_unproven": assess,
    "submit_half_true": lambda review, by: assess(review, by, "half-true"),
    "adjudicate": lambda review, by: adjudicate(
        review.pk, by=by, rating="unproven", attribution=CONFIRMED, as_of=AS_OF, reason="The officials are unnamed."
    ),
    "send_back": lambda review, by: send_back(review.pk, by=by, question="Which officials?"),
    "publish": lambda review, by: publish(review.pk, by=by),
    "correct": lambda review, by: correct(review.pk, by=by, what="The words.", why="They misled.", rationale="Other."),
    "retract": lambda review, by: retract(review.pk, by=by, why="The source withdrew it."),
    "reopen": lambda review, by: reopen(review.pk, by=by, reason="A newer figure is out."),
    "return": lambda review, by: return_review(review.pk, by=by, reason="Nobody goes on with it."),
    "let_stand": lambda review, by: let_stand(review.pk, by=by, reason="The newer figure counts something else."),
    # The clock does it, whoever is there: nobody is named.
    "come_back": lambda review, by: (
        bring_back_for(review.pk, ComebackCause.REVIEW_DATE, key="2026-01-01", words="It is time to look again.")
        or None
    ),
}


def read_grid() -> dict[tuple[str, str, str], str]:
    """The cell of each (verb, situation, actor)."""
    cells: dict[tuple[str, str, str], str] = {}
    verb = ""
    for line in GRID.strip().splitlines():
        words = line.split()
        if len(words) == 1:
            verb = words[0]
            continue
        named, row = words[: -len(ACTORS)], words[-len(ACTORS) :]
        for situation in STANDS if named == ["rest"] else named:
            for actor, cell in zip(ACTORS, row, strict=True):
                cells.setdefault((verb, situation, actor), cell)
    return cells


CELLS = read_grid()


def test_the_grid_has_a_cell_for_everything() -> None:
    assert {verb for verb, _, _ in CELLS} == set(VERBS)
    assert set(STANDS.values()) == set(State)
    assert len(CELLS) == len(VERBS) * len(STANDS) * len(ACTORS)


def test_the_table_of_the_workflow_allows_what_the_grid_does_and_no_more() -> None:
    grid = {(STANDS[situation], cell) for (_, situation, _), cell in CELLS.items() if cell in LEADS_TO}
    table = {(state.value, step.value) for step, row in TRANSITIONS.items() for state in row.sources}
    assert grid == table
    assert {step.value: row.target.value for step, row in TRANSITIONS.items() if step is not Step.OPEN} == LEADS_TO


@pytest.mark.parametrize("situation", STANDS)
def test_each_verb_does_what_the_grid_says(situation: str, cast: dict[str, User]) -> None:
    review = review_of(SITUATIONS[situation](cast))
    assert review.state == STANDS[situation]
    before = prints()
    found = {}
    for verb in VERBS:
        for actor in ACTORS:
            with transaction.atomic():
                cell = outcome(verb, review, cast[actor])
                if cell in LEADS_TO:
                    assert Review.objects.get(pk=review.pk).state == LEADS_TO[cell], (verb, actor)
                elif cell not in ("open", "gather"):
                    assert prints() == before, f"{verb} by {actor} was refused and changed something"
                transaction.set_rollback(True)
            found[verb, actor] = cell
    assert found == {(verb, actor): CELLS[verb, situation, actor] for verb, actor in found}


def outcome(verb: str, review: Review, by: User) -> str:
    """What became of a verb, as a cell: the step of the last event, or the refusal."""
    try:
        made = VERBS[verb](review, by)
    except VerbError as error:
        refusals = {WrongState: "409", Conflict: "taken", NotAllowed: "403"}
        return refusals.get(type(error), repr(error))
    if made is None:
        return "none"
    last = Event.objects.latest("id")
    return str(last.data.get("step", verb))
