"""What the verbs that run the queue ask alike."""

from factcheck.core.errors import Fault, Invalid, WrongState
from factcheck.core.text import UnstorableText, refuse_unstorable
from reviews.models import Review
from reviews.workflow import State

_LONGEST = 500
_WORKING = (State.QUEUED, State.IN_REVIEW, State.SPLIT, State.DECIDED, State.ON_HOLD)


def reason_of(given: str, missing: str) -> str:
    """A reason as it is kept. Raises Invalid, with the words `missing`, for none, and for what cannot be stored."""
    words = " ".join(given.split())
    if not words:
        raise Invalid(Fault(missing, "/reason"))
    try:
        refuse_unstorable(words)
    except UnstorableText as error:
        raise Invalid(Fault(f"The reason holds {error.what}. Remove it.", "/reason")) from error
    return words[:_LONGEST]


def require_open(review: Review) -> None:
    """Raise WrongState for a review on which no work is to come."""
    if review.state not in _WORKING:
        raise WrongState(f"R-{review.pk} is {review.state}: nothing of it waits. Reopen it first.")
