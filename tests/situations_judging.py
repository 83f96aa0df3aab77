"""Rounds that are nearly or wholly in, as what a call is made on."""

from typing import Any

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


def _draft_grows(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    save_draft(found["in_review"], by=cast["ada"], rationale="Words " * size)
    return {}


def _standing(state: State) -> Situation:
    return lambda cast: {"pk": in_state(state, cast).pk}


SITUATIONS: dict[str, Situation] = {
    "last": last,
    "named": named,
    "drafted": drafted,
    "adjudicated": adjudicated,
    "round": _standing(State.IN_REVIEW),
    **{state.value: _standing(state) for state in State if state is not State.IN_REVIEW},
}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {}
GROWTH: list[Growth] = [_draft_grows]
