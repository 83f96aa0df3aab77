"""Rounds that are nearly or wholly in, as what a call is made on."""

from typing import Any
from uuid import UUID

from reviews.actions.add_comment import add_comment
from reviews.actions.adjudicate import adjudicate
from reviews.actions.save_draft import save_draft
from reviews.models import AttributionFinding
from reviews.workflow import State
from tests.factories import AS_OF, assess, assigned, in_state, make_review
from tests.ids import Cast, Growth, Ids, Situation


def last(cast: Cast) -> Ids:
    """A review whose round lacks only Ada's assessment."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    assess(review, cast["ben"])
    return {"pk": review.pk}


def named(cast: Cast) -> Ids:
    """A split review that Noor is to decide."""
    review = in_state(State.SPLIT, cast)
    return {"pk": assigned(review, cast["erin"], cast["noor"]).pk}


def adjudicated(cast: Cast) -> Ids:
    """A split review that Noor has decided."""
    ids = named(cast)
    adjudicate(
        int(str(ids["pk"])), by=cast["noor"], rating="unproven", attribution=AttributionFinding.CONFIRMED, as_of=AS_OF,
        reason="The officials are unnamed.",
    )  # fmt: skip
    return ids


def drafted(cast: Cast) -> Ids:
    """A review in which Ada has typed something and not submitted it."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    save_draft(review.pk, by=cast["ada"], rating="half-true", rationale="The ministry")
    return {"pk": review.pk}


def commented(cast: Cast) -> Ids:
    """A review on which Ada, who holds a part, said something."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    return {"pk": review.pk, "comment_id": add_comment(review.pk, by=cast["ada"], body="Who counted, @cleo?").pk}


def _words_grow(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    save_draft(found["in_review"], by=cast["ada"], rationale="Words " * size)
    for number in range(size):
        for state in ("in_review", "split"):
            for name in ("ada", "erin"):
                add_comment(found[state], by=cast[name], body=f"Number {number}, @ben @cleo")
    return {}


def _standing(state: State) -> Situation:
    return lambda cast: {"pk": in_state(state, cast).pk}


SITUATIONS: dict[str, Situation] = {
    "last": last,
    "named": named,
    "drafted": drafted,
    "commented": commented,
    "adjudicated": adjudicated,
    "round": _standing(State.IN_REVIEW),
    **{state.value: _standing(state) for state in State if state is not State.IN_REVIEW},
}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {"comment_id": UUID(int=0)}
GROWTH: list[Growth] = [_words_grow]
