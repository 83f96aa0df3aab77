"""Which acts can be undone for a while: with what right, and what else may not have happened since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from factcheck.core.capabilities import Can
from factcheck.core.events import EventKind

# Undoing is for slips; what has stood for longer others have built on.
FOR = timedelta(hours=1)


@dataclass(frozen=True)
class Undoable:
    """`right` is asked again. An event of the kinds `unless` that came later tells that things moved on.

    With `of_part` only what befell the same part of the round counts.
    """

    right: Can
    unless: frozenset[EventKind]
    of_part: bool = False


_PARTS = frozenset({EventKind.REVIEW_ASSIGNED, EventKind.REVIEW_TAKEN, EventKind.REVIEW_RELEASED})
_TRIAGE = frozenset(
    {
        EventKind.CLAIM_KEPT,
        EventKind.CLAIM_DROPPED,
        EventKind.CLAIM_UNDECIDED,
        EventKind.CLAIM_MERGED,
        EventKind.CLAIM_UNMERGED,
    }
)
OF_REVIEWS: Mapping[EventKind, Undoable] = MappingProxyType(
    {
        EventKind.REVIEW_ASSIGNED: Undoable(Can.ASSIGN, _PARTS, of_part=True),
        EventKind.REVIEW_RELEASED: Undoable(Can.ASSIGN, _PARTS, of_part=True),
        EventKind.REVIEW_PRIORITISED: Undoable(Can.RUN_QUEUE, frozenset({EventKind.REVIEW_PRIORITISED})),
        EventKind.REVIEW_DUE_CHANGED: Undoable(Can.RUN_QUEUE, frozenset({EventKind.REVIEW_DUE_CHANGED})),
        EventKind.REVIEW_MOVED: Undoable(Can.RUN_QUEUE, frozenset({EventKind.REVIEW_MOVED})),
        EventKind.REVIEW_HELD: Undoable(Can.HOLD, frozenset({EventKind.REVIEW_RESUMED, EventKind.REVIEW_HELD})),
        EventKind.REVIEW_CLOSED: Undoable(Can.HOLD, frozenset({EventKind.REVIEW_REOPENED, EventKind.REVIEW_CLOSED})),
    }
)
OF_CLAIMS: Mapping[EventKind, Undoable] = MappingProxyType(
    {
        **{kind: Undoable(Can.TRIAGE, _TRIAGE) for kind in _TRIAGE},
        # Of several dismissals each is undone by itself, once: then it is not there any more.
        EventKind.MATCH_DISMISSED: Undoable(Can.TRIAGE, frozenset()),
    }
)
UNDOABLE: Mapping[EventKind, Undoable] = MappingProxyType({**OF_REVIEWS, **OF_CLAIMS})
