"""Every errand of a review, and why a person may not do it now.

Inside a blind round a reason follows from the person's role, their own part and the state alone: it must not tell what
somebody else did.
"""

from dataclasses import dataclass

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.eligibility import require_outside
from reviews.models import Part, Review
from reviews.queries.doings import Doings, doings
from reviews.queries.rounds import Standing, standings
from reviews.workflow import TRANSITIONS, State, Step

_NO_PART = "You hold no part in this round."
_IS_IN = "Your part of this round is in."


@dataclass(frozen=True)
class Errand:
    """What could be done with a review: its name in the API, its words on a page, and "" or why not."""

    name: str
    words: str
    why_not: str


@dataclass(frozen=True)
class _Row:
    name: str
    words: str
    right: Can
    states: frozenset[State]


def _of(name: str, words: str, *steps: Step) -> _Row:
    return _Row(
        name, words, TRANSITIONS[steps[0]].right, frozenset().union(*(TRANSITIONS[step].sources for step in steps))
    )


_AT_WORK = frozenset({State.IN_REVIEW, State.SPLIT})
_ERRANDS = (
    _Row("gather", "Add evidence", Can.GATHER, _AT_WORK),
    _of("assess", "Submit an assessment", Step.SUBMIT),
    _Row("hand_back", "Hand back", Can.TAKE, _AT_WORK),
    _of("assign", "Give somebody a part", Step.ASSIGN, Step.ASSIGN_ADJUDICATOR),
    _of("hold", "Put on hold", Step.HOLD),
    _of("resume", "Go on now", Step.RESUME, Step.RESUME_WORK),
    _of("decide", "Decide between the two", Step.ADJUDICATE),
    _of("send_back", "Send back", Step.SEND_BACK),
    _of("publish", "Publish", Step.PUBLISH),
    _of("correct", "Correct", Step.CORRECT),
    _of("retract", "Withdraw", Step.RETRACT),
    _of("reopen", "Look at it again", Step.REOPEN),
    _of("let_stand", "Let the public verdict stand", Step.LET_STAND),
    _of("set_review_by", "When to look again", Step.CORRECT),
    _of("close", "Close without a verdict", Step.CLOSE),
)


def errands(person: User, review: Review, standing: Standing, allowed: Doings) -> list[Errand]:
    """Each errand with why not, in the order in which a review meets them. The verbs check again."""
    return [Errand(row.name, row.words, _why_not(row, person, review, standing, allowed)) for row in _ERRANDS]


def errands_for(person: User, review: Review, standing: Standing | None = None) -> list[Errand]:
    """`errands` of one review; how the person stands in it is looked up where the caller has not."""
    standing = standing or standings(person, [review])[review.pk]
    return errands(person, review, standing, doings(person, review, standing))


def _why_not(row: _Row, person: User, review: Review, standing: Standing, allowed: Doings) -> str:
    state = State(review.state)
    if row.name == "send_back" and state == State.SPLIT:
        return _why_not_undo(person, review, allowed)
    if getattr(allowed, row.name):
        return ""
    if not may(person, row.right):
        return f"As a {person.role} you may not {row.right}."
    if state not in row.states:
        where = " or ".join(word for each in State if each in row.states for word in [each.value.replace("_", " ")])
        return f"It is {state.value.replace('_', ' ')} now; this is possible while it is {where}."
    if row.name in ("assess", "gather", "hand_back"):
        return _own_part(row, standing)
    given = {
        "decide": allowed.why_not_decide,
        "publish": allowed.why_not_publish,
        "correct": allowed.why_not_correct,
        "close": allowed.why_not_close,
        "send_back": "A verdict stands: an editor sends it back.",
        "assign": _why_not_assign(standing),
        "let_stand": _why_not_let_stand(standing, allowed),
    }
    return given.get(row.name) or "This is not possible now."


def _why_not_undo(person: User, review: Review, allowed: Doings) -> str:
    """Why a split review is not sent back by a person: an editor outside it may, whoever is to decide."""
    if not allowed.why_not_decide or not may(person, Can.ASSIGN):
        return allowed.why_not_decide
    try:
        require_outside(person, review)
    except NotAllowed as refusal:
        return refusal.detail
    return ""


def _own_part(row: _Row, standing: Standing) -> str:
    mine = standing.mine
    if mine is None:
        return _NO_PART
    if mine.done_at is not None:
        return _IS_IN
    if row.name == "assess" and mine.part == Part.ADJUDICATOR:
        return "You decide between the assessments of others."
    return "Your part is not at work in this state."


def _why_not_assign(standing: Standing) -> str:
    if not standing.sees:
        return "You hold a part in this round: an editor outside it gives the other."
    return "Every part is taken."


def _why_not_let_stand(standing: Standing, allowed: Doings) -> str:
    if not allowed.why_not_close:
        return "Nothing of it is public."
    if standing.mine is not None:
        return "You have a part in this round: an editor who has none lets the verdict stand."
    return ""
