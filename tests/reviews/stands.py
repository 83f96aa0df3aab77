"""A review in every stand, in which Ada has every part that a person can have in it, by the product's own verbs.

Beside Ada: Erin opens, gives and publishes, Ben and Noor review, Cleo decides, Mira is free. Where Ada opens or
publishes she is an editor then; what she is when she tries something is for the caller to say.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from factcheck.core.capabilities import Role
from factcheck.core.models import User
from reviews.actions.adjudicate import adjudicate
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.declare_interest import declare_interest
from reviews.actions.publish import publish
from reviews.actions.release_review import release_review
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.actions.return_review import return_review
from reviews.actions.send_back import send_back
from reviews.actions.set_leave import set_leave
from reviews.models import AttributionFinding, Review
from tests.factories import AS_OF, assess, assigned, held_until, make_evidence, make_review
from tests.situations import restrict

# Parts that Ada can have while she does nothing in the review.
ASIDE = ("none", "opener", "interest", "leave", "out")
# The state of a review in each stand.
STATES = {
    "queued": "queued", "in_review": "in_review", "split": "split", "decided": "decided", "published": "published",
    "on_hold": "on_hold", "closed": "closed", "retracted": "retracted",
    "reopened": "queued",  # a verdict of an earlier round is public
    "rejoined": "in_review",  # the same
}  # fmt: skip


@dataclass
class Stage:
    """A review being brought to a stand, with Ada in a part of it."""

    cast: dict[str, User]
    part: str
    review: Review

    def give(self, *people: str) -> None:
        assigned(self.review, self.cast["erin"], *(self.cast[name] for name in people))

    def hands_in(self, *people: str, rating: str = "unproven") -> None:
        for name in people:
            assess(self.review, self.cast[name], rating)

    def begins(self, *people: str) -> None:
        """Somebody holds a part and has evidence in it, so that editors, who see it, can join no more."""
        self.give(*people)
        make_evidence(self.review, self.cast[people[0]])

    def hands_back(self) -> None:
        release_review(self.review.pk, by=self.cast["ada"])

    def round_before(self) -> None:
        """A round in which Ada was first and Ben second, sent back."""
        self.give("ada", "ben")
        self.hands_in("ada")
        self.hands_in("ben", rating="half-true")
        send_back(self.review.pk, by=self.cast["erin"], question="Which figure?")


def queued(stage: Stage) -> None:
    if stage.part == "in":
        stage.give("ada", "ben")
        stage.hands_in("ada")
        return_review(stage.review.pk, by=stage.cast["erin"], reason="Nobody goes on with it.")
    elif stage.part == "back":
        stage.give("ada")
        stage.hands_back()
    elif stage.part == "past":
        stage.round_before()


def in_review(stage: Stage) -> None:
    if stage.part in ("holds", "early"):
        stage.give("ada" if stage.part == "holds" else "ben")
    elif stage.part in ("last", "in"):
        stage.give("ada", "ben")
        stage.hands_in("ben" if stage.part == "last" else "ada")
    elif stage.part == "back":
        stage.begins("ben", "ada")
        stage.hands_back()
    elif stage.part == "past":
        stage.round_before()
        stage.begins("ben")
    else:
        stage.begins("ben")


def split(stage: Stage) -> None:
    if stage.part == "back":
        stage.give("ada")
        stage.hands_back()
    if stage.part == "past":
        stage.round_before()
    pair = ("ada", "ben") if stage.part == "in" else ("ben", "noor")
    stage.give(*pair)
    stage.hands_in(pair[0])
    stage.hands_in(pair[1], rating="half-true")
    if stage.part in ("named", "other"):
        stage.give("ada" if stage.part == "named" else "cleo")


def decided(stage: Stage) -> None:
    if stage.part == "named":
        split(stage)
        adjudicate(
            stage.review.pk, by=stage.cast["ada"], rating="unproven", attribution=AttributionFinding.CONFIRMED,
            as_of=AS_OF, reason="The officials are unnamed.",
        )  # fmt: skip
        return
    if stage.part == "only":
        stage.give("ada")
        stage.hands_in("ada")
        return
    if stage.part == "back":
        stage.give("ada")
        stage.hands_back()
    if stage.part == "past":
        stage.round_before()
    pair = ("ada", "ben") if stage.part == "in" else ("ben", "noor")
    stage.give(*pair)
    stage.hands_in(*pair)


def published(stage: Stage) -> None:
    decided(stage)
    publish(stage.review.pk, by=stage.cast["ada" if stage.part == "publisher" else "erin"])


def on_hold(stage: Stage) -> None:
    if stage.part != "unheld":
        in_review(stage)
    held_until(stage.review, stage.cast["erin"])


def closed(stage: Stage) -> None:
    if stage.part != "unheld":
        in_review(stage)
    close_review(stage.review.pk, by=stage.cast["erin"], reason=CloseReason.ABANDONED)


def retracted(stage: Stage) -> None:
    published(stage)
    retract(stage.review.pk, by=stage.cast["erin"], why="The source withdrew the figure.")


def reopened(stage: Stage) -> None:
    # Who is "past" here judged what is public; who is "back" had no part in that and one of the new round.
    part = stage.part
    stage.part = {"past": "in", "back": "none", "holds": "none", "in": "none"}.get(part, part)
    published(stage)
    stage.part = part
    reopen(stage.review.pk, by=stage.cast["erin"], reason="A newer figure is out.")
    if part == "back":
        stage.give("ada")
        stage.hands_back()


def rejoined(stage: Stage) -> None:
    reopened(stage)
    if stage.part in ("holds", "in"):
        stage.give("ada")
        if stage.part == "in":
            stage.hands_in("ada")
    else:
        stage.begins("ben")


STANDS: dict[str, Callable[[Stage], None]] = {
    "queued": queued,
    "in_review": in_review,
    "split": split,
    "decided": decided,
    "published": published,
    "on_hold": on_hold,
    "closed": closed,
    "retracted": retracted,
    "reopened": reopened,
    "rejoined": rejoined,
}


def review_where(stand: str, part: str, cast: dict[str, User]) -> Review:
    """A review of a stand in which Ada has a part."""
    ada, erin = cast["ada"], cast["erin"]
    become(ada, Role.EDITOR if part in ("opener", "publisher") else Role.REVIEWER)
    opener = ada if part == "opener" else erin
    stage = Stage(cast, part, make_review(opener, assessments_needed=1 if part == "only" else 2))
    STANDS[stand](stage)
    if part == "interest":
        declare_interest("ada", "Reuters", by=ada)
    elif part == "leave":
        today = timezone.localdate()
        set_leave("ada", by=ada, from_on=today, until_on=today)
    elif part == "out":
        restrict(erin)
    become(ada, Role.REVIEWER)
    stage.review.refresh_from_db()
    assert stage.review.state == STATES[stand], (stand, part, stage.review.state)
    return stage.review


def become(person: User, role: Role) -> None:
    """Change a role, past the verb that hands back what the new one may not hold."""
    person.role = role
    person.save(update_fields=["role"])
