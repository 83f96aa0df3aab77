"""What a person may do with a review now, and why not what they might expect to."""

from dataclasses import dataclass

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.eligibility import may_publish, require_may_decide, stands_in_public
from reviews.models import Part, Review
from reviews.queries.rounds import Standing
from reviews.workflow import State, Step, allows


@dataclass(frozen=True)
class Doings:
    """Each errand that the page of a review offers; the verbs check again."""

    assess: bool
    gather: bool
    hand_back: bool
    assign: bool
    release: bool
    hold: bool
    resume: bool
    close: bool
    decide: bool
    send_back: bool
    publish: bool
    correct: bool
    retract: bool
    reopen: bool
    let_stand: bool
    set_review_by: bool
    why_not_decide: str = ""
    why_not_publish: str = ""
    why_not_close: str = ""
    why_not_correct: str = ""

    @property
    def any_errand(self) -> bool:
        steps = (self.hold, self.resume, self.close, self.send_back, self.correct, self.retract, self.reopen)
        return any((*steps, self.let_stand, self.set_review_by))


def doings(person: User, review: Review, standing: Standing) -> Doings:
    """What the table of the workflow, the table of rights and the round allow a person."""
    state = State(review.state)
    mine = standing.mine
    unfinished = mine is not None and mine.done_at is None
    reviews_now = unfinished and mine is not None and mine.part != Part.ADJUDICATOR and state == State.IN_REVIEW
    decides_now = unfinished and mine is not None and mine.part == Part.ADJUDICATOR and state == State.SPLIT
    assigns = may(person, Can.ASSIGN) and standing.sees
    why_not_decide = _why_not_decide(person, review) if state == State.SPLIT else "-"
    publishes = may(person, Can.PUBLISH) and state == State.DECIDED
    is_another = publishes and may_publish(person, review)
    closes = may(person, Can.HOLD) and allows(Step.CLOSE, state)
    stands = closes and stands_in_public(review)
    corrects = may(person, Can.PUBLISH) and allows(Step.CORRECT, state)
    corrects_another = corrects and may_publish(person, review)

    def can(step: Step, right: Can) -> bool:
        return may(person, right) and allows(step, state)

    return Doings(
        assess=reviews_now,
        gather=reviews_now or decides_now,
        hand_back=reviews_now or decides_now,
        assign=assigns and _has_free_part(review, standing),
        release=assigns and mine is None and state in (State.IN_REVIEW, State.SPLIT),
        hold=can(Step.HOLD, Can.HOLD),
        resume=can(Step.RESUME, Can.HOLD),
        close=closes and not stands,
        decide=not why_not_decide,
        send_back=can(Step.SEND_BACK, Can.ASSIGN) and state == State.DECIDED,
        publish=is_another,
        correct=corrects_another,
        retract=can(Step.RETRACT, Can.PUBLISH),
        reopen=can(Step.REOPEN, Can.PUBLISH),
        let_stand=stands and mine is None and can(Step.LET_STAND, Can.PUBLISH),
        set_review_by=can(Step.CORRECT, Can.PUBLISH),
        why_not_decide=why_not_decide if state == State.SPLIT else "",
        why_not_publish=(
            "You are this verdict’s only reviewer: another editor publishes it." if publishes and not is_another else ""
        ),
        why_not_close="A verdict of it is public: let that one stand instead." if stands else "",
        why_not_correct=(
            "You are this verdict’s only reviewer: another editor corrects it."
            if corrects and not corrects_another
            else ""
        ),
    )


def _has_free_part(review: Review, standing: Standing) -> bool:
    if review.state == State.SPLIT:
        return all(seat.part != Part.ADJUDICATOR for seat in standing.seats)
    if review.state not in (State.QUEUED, State.IN_REVIEW):
        return False
    return any(seat.person is None for seat in standing.seats)


def _why_not_decide(person: User, review: Review) -> str:
    """Why a person may not decide a split review; "" when they may."""
    if not may(person, Can.ADJUDICATE):
        return f"As a {person.role} you may not {Can.ADJUDICATE}."
    try:
        require_may_decide(person, review)
    except NotAllowed as refusal:
        return refusal.detail
    return ""
