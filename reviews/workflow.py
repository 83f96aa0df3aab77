"""The workflow of a Review: one table. Pages, API, rights and docs/workflow.md are made from it.

Only `reviews.actions._move` writes `Review.state`, and it writes only what this table allows.
"""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.capabilities import Can
from factcheck.core.events import EventKind


class State(StrEnum):
    QUEUED = "queued"
    IN_REVIEW = "in_review"
    SPLIT = "split"
    DECIDED = "decided"
    PUBLISHED = "published"
    ON_HOLD = "on_hold"
    CLOSED = "closed"
    RETRACTED = "retracted"


class Step(StrEnum):
    """What can be done to a Review; the verb of the same errand does it."""

    OPEN = "open"
    ASSIGN = "assign"
    ASSIGN_ADJUDICATOR = "assign_adjudicator"
    TAKE = "take"
    RELEASE = "release"
    EMPTY = "empty"
    RELEASE_ADJUDICATOR = "release_adjudicator"
    RETURN = "return"
    HOLD = "hold"
    RESUME = "resume"
    RESUME_WORK = "resume_work"
    CLOSE = "close"
    REOPEN = "reopen"
    SUBMIT = "submit"
    AGREE = "agree"
    DIFFER = "differ"
    ADJUDICATE = "adjudicate"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    CORRECT = "correct"
    RETRACT = "retract"
    COME_BACK = "come_back"
    UNCLOSE = "unclose"
    UNCLOSE_WORK = "unclose_work"
    LET_STAND = "let_stand"
    REUSE = "reuse"


@dataclass(frozen=True)
class Transition:
    """One row: from any of `sources` to `target`, for who holds `right`, leaving the event `kind`.

    `quiet` steps leave version, time and every other trace on the Review alone: a blind colleague must not be
    able to infer them.
    """

    step: Step
    sources: frozenset[State]
    target: State
    right: Can
    kind: EventKind
    means: str
    quiet: bool = False


_S = State


def _row(
    step: Step, sources: set[State], target: State, right: Can, kind: EventKind, means: str, *, quiet: bool = False
) -> tuple[Step, Transition]:
    return step, Transition(step, frozenset(sources), target, right, kind, means, quiet)


TRANSITIONS: dict[Step, Transition] = dict(
    [
        _row(Step.OPEN, set(), _S.QUEUED, Can.OPEN_REVIEW, EventKind.REVIEW_OPENED, "a kept claim enters the queue"),
        _row(
            Step.ASSIGN, {_S.QUEUED, _S.IN_REVIEW}, _S.IN_REVIEW, Can.ASSIGN, EventKind.REVIEW_ASSIGNED,
            "an editor gives somebody a part of the round",
        ),
        _row(
            Step.TAKE, {_S.QUEUED, _S.IN_REVIEW}, _S.IN_REVIEW, Can.TAKE, EventKind.REVIEW_TAKEN,
            "a reviewer takes the next free part",
        ),
        _row(
            Step.ASSIGN_ADJUDICATOR, {_S.SPLIT}, _S.SPLIT, Can.ASSIGN, EventKind.REVIEW_ASSIGNED,
            "an editor names who decides between differing assessments",
        ),
        _row(
            Step.RELEASE, {_S.IN_REVIEW}, _S.IN_REVIEW, Can.ASSESS, EventKind.REVIEW_RELEASED,
            "a part is handed back, somebody else still holds or has done one",
        ),
        _row(
            Step.EMPTY, {_S.IN_REVIEW}, _S.QUEUED, Can.ASSESS, EventKind.REVIEW_RELEASED,
            "the last part is handed back",
        ),
        _row(
            Step.RELEASE_ADJUDICATOR, {_S.SPLIT}, _S.SPLIT, Can.ADJUDICATE, EventKind.REVIEW_RELEASED,
            "the adjudicator hands the decision back",
        ),
        _row(
            Step.RETURN, {_S.IN_REVIEW}, _S.QUEUED, Can.ASSIGN, EventKind.REVIEW_RETURNED,
            "parts whose review is long overdue go back",
        ),
        _row(
            Step.HOLD, {_S.QUEUED, _S.IN_REVIEW}, _S.ON_HOLD, Can.HOLD, EventKind.REVIEW_HELD,
            "waits for something named, until a date",
        ),
        _row(
            Step.RESUME, {_S.ON_HOLD}, _S.QUEUED, Can.HOLD, EventKind.REVIEW_RESUMED,
            "the wait is over, nobody holds a part",
        ),
        _row(
            Step.RESUME_WORK, {_S.ON_HOLD}, _S.IN_REVIEW, Can.HOLD, EventKind.REVIEW_RESUMED,
            "the wait is over, parts still held go on",
        ),
        _row(
            Step.CLOSE, {_S.QUEUED, _S.IN_REVIEW}, _S.CLOSED, Can.HOLD, EventKind.REVIEW_CLOSED,
            "ends without a verdict, with the reason",
        ),
        _row(
            Step.SUBMIT, {_S.IN_REVIEW}, _S.IN_REVIEW, Can.ASSESS, EventKind.ASSESSMENT_SUBMITTED,
            "an assessment is in, the round is not", quiet=True,
        ),
        _row(
            Step.AGREE, {_S.IN_REVIEW}, _S.DECIDED, Can.ASSESS, EventKind.REVIEW_AGREED,
            "the round is in and agrees: a verdict stands",
        ),
        _row(
            Step.DIFFER, {_S.IN_REVIEW}, _S.SPLIT, Can.ASSESS, EventKind.REVIEW_SPLIT,
            "the round is in and differs",
        ),
        _row(
            Step.ADJUDICATE, {_S.SPLIT}, _S.DECIDED, Can.ADJUDICATE, EventKind.REVIEW_ADJUDICATED,
            "somebody in neither part decides, with both before them",
        ),
        _row(
            Step.SEND_BACK, {_S.SPLIT, _S.DECIDED}, _S.QUEUED, Can.SEND_BACK, EventKind.REVIEW_SENT_BACK,
            "a new round begins, with the question",
        ),
        _row(
            Step.PUBLISH, {_S.DECIDED}, _S.PUBLISHED, Can.PUBLISH, EventKind.VERDICT_PUBLISHED,
            "the verdict is made public, frozen as it is",
        ),
        _row(
            Step.CORRECT, {_S.PUBLISHED}, _S.PUBLISHED, Can.PUBLISH, EventKind.VERDICT_CORRECTED,
            "a new version is published that says what changed and why",
        ),
        _row(
            Step.RETRACT, {_S.PUBLISHED}, _S.RETRACTED, Can.PUBLISH, EventKind.VERDICT_RETRACTED,
            "withdrawn in public, with the reason shown",
        ),
        _row(
            Step.UNCLOSE, {_S.CLOSED}, _S.QUEUED, Can.HOLD, EventKind.REVIEW_REOPENED,
            "closing is undone: the round goes on, nobody holds a part",
        ),
        _row(
            Step.UNCLOSE_WORK, {_S.CLOSED}, _S.IN_REVIEW, Can.HOLD, EventKind.REVIEW_REOPENED,
            "closing is undone: the round goes on with the parts that were held",
        ),
        _row(
            Step.REOPEN, {_S.CLOSED, _S.PUBLISHED, _S.RETRACTED}, _S.QUEUED, Can.PUBLISH, EventKind.REVIEW_REOPENED,
            "a new round begins; what is public stays public",
        ),
        _row(
            Step.COME_BACK, {_S.PUBLISHED}, _S.QUEUED, Can.PUBLISH, EventKind.REVIEW_CAME_BACK,
            "a reason has come up to look again; what is public stays public",
        ),
        _row(
            Step.LET_STAND, {_S.QUEUED, _S.IN_REVIEW}, _S.PUBLISHED, Can.PUBLISH, EventKind.VERDICT_STANDS,
            "looked at again: the public verdict stands",
        ),
        _row(
            Step.REUSE, {_S.QUEUED}, _S.DECIDED, Can.REUSE_VERDICTS, EventKind.VERDICT_REUSED,
            "the public verdict on a claim that says the same is taken for this one",
        ),
    ]
)  # fmt: skip


# At most one of these a claim (a database constraint says so too).
OPEN_STATES = frozenset(State) - {State.CLOSED, State.RETRACTED}
# While in these, nobody in the round may see, count, time or infer another's work.
BLIND_STATES = frozenset({State.QUEUED, State.IN_REVIEW, State.ON_HOLD, State.CLOSED})


def steps_from(state: State) -> list[Step]:
    """Steps that the table allows from a state, in its order."""
    return [step for step, row in TRANSITIONS.items() if state in row.sources]


def allows(step: Step, state: State) -> bool:
    """Whether the table has `step` from `state`."""
    return state in TRANSITIONS[step].sources
