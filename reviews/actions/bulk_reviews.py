"""The same errand for several reviews at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, VerbError
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._limits import lock_people
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.hold_review import hold_review
from reviews.actions.move_to_desk import move_to_desk
from reviews.actions.reassign_review import reassign_review
from reviews.actions.return_review import return_review
from reviews.actions.set_due import set_due
from reviews.actions.set_priority import set_priority

MOST_AT_ONCE = 200
_MOST_PEOPLE = 2


class BulkReview(StrEnum):
    """What can be done with several reviews at once."""

    ASSIGN = "assign"
    REASSIGN = "reassign"
    RELEASE = "release"
    CLOSE = "close"
    PRIORITISE = "prioritise"
    DUE = "due"
    HOLD = "hold"
    DESK = "desk"


@dataclass(frozen=True)
class Terms:
    """What is to hold for each of the reviews; every errand reads those that it needs.

    `people` are usernames, `holder` whose part goes to somebody else, `level` 1 to 3, `desk` a slug or "" for none.
    """

    people: tuple[str, ...] = ()
    holder: str = ""
    level: int | None = None
    due_at: datetime | None = None
    until: date | None = None
    desk: str | None = None
    close_reason: CloseReason | None = None
    duplicate_of: int | None = None
    reason: str = ""


@dataclass
class Bulked:
    """The reviews it was done with, and of each of the others the refusal of the verb."""

    done: list[int] = field(default_factory=list)
    refused: dict[int, VerbError] = field(default_factory=dict)


def bulk_reviews(review_ids: Iterable[int], what: BulkReview, *, by: User, terms: Terms) -> Bulked:
    """Do the same with each of these reviews, as its own verb does.

    Each goes by itself, wholly or not at all: one that is refused stays as it was and holds back none of the others.
    Nobody waits for more than one of them at a time, because each is a transaction of its own. Raises NotAllowed
    without the right, Invalid for more than `MOST_AT_ONCE` and where the terms lack what the errand needs.
    """
    require(by, _RIGHTS[what])
    wanted = sorted(set(review_ids))
    if len(wanted) > MOST_AT_ONCE:
        raise Invalid(Fault(f"Choose at most {MOST_AT_ONCE} reviews at once, not {len(wanted)}.", "/reviews"))
    faults = _lacking(what, terms)
    if faults:
        raise Invalid(*faults)
    result = Bulked()
    for review_id in wanted:
        try:
            with transaction.atomic():
                _DO[what](review_id, by, terms)
        except VerbError as refusal:
            result.refused[review_id] = refusal
        else:
            result.done.append(review_id)
    return result


def _lacking(what: BulkReview, terms: Terms) -> list[Fault]:
    found = []
    if what is BulkReview.ASSIGN and not 1 <= len(terms.people) <= _MOST_PEOPLE:
        found.append(Fault(f"Name one or two people, not {len(terms.people)}.", "/people"))
    if what is BulkReview.ASSIGN and len(set(terms.people)) < len(terms.people):
        found.append(Fault("No one may hold both parts of a review. Name two people.", "/people"))
    if what is BulkReview.REASSIGN and len(terms.people) != 1:
        found.append(Fault(f"Name the one person who goes on, not {len(terms.people)}.", "/people"))
    if what is BulkReview.PRIORITISE and terms.level is None:
        found.append(Fault("Give the level: 1 (urgent), 2 (normal) or 3 (low).", "/level"))
    if what is BulkReview.DUE and terms.due_at is None:
        found.append(Fault("Give the moment at which they are due.", "/due_at"))
    if what is BulkReview.HOLD and terms.until is None:
        found.append(Fault("Give the day on which to go on.", "/until"))
    if what is BulkReview.DESK and terms.desk is None:
        found.append(Fault("Name the desk, or give none as an empty word.", "/desk"))
    if what is BulkReview.CLOSE and terms.close_reason is None:
        found.append(Fault(f"Say why: {', '.join(CloseReason)}.", "/close_reason"))
    if what in _WITH_REASON and not terms.reason.strip():
        found.append(Fault("Say why, for the history.", "/reason"))
    return found


def _assign(review_id: int, by: User, terms: Terms) -> None:
    lock_people(terms.people)
    for username in terms.people:
        assign_review(review_id, by=by, username=username)
    if terms.due_at is not None:
        set_due(review_id, by=by, due_at=terms.due_at, reason=terms.reason or "Set when it was assigned.")


def _reassign(review_id: int, by: User, terms: Terms) -> None:
    reassign_review(review_id, by=by, username=terms.people[0], holder=terms.holder, reason=terms.reason)


def _release(review_id: int, by: User, terms: Terms) -> None:
    return_review(review_id, by=by, reason=terms.reason)


def _close(review_id: int, by: User, terms: Terms) -> None:
    reason, note = terms.close_reason or CloseReason.ABANDONED, terms.reason
    close_review(review_id, by=by, reason=reason, note=note, duplicate_of=terms.duplicate_of)


def _prioritise(review_id: int, by: User, terms: Terms) -> None:
    set_priority(review_id, by=by, level=terms.level or 0, reason=terms.reason)


def _due(review_id: int, by: User, terms: Terms) -> None:
    if terms.due_at is not None:
        set_due(review_id, by=by, due_at=terms.due_at, reason=terms.reason)


def _hold(review_id: int, by: User, terms: Terms) -> None:
    if terms.until is not None:
        hold_review(review_id, by=by, reason=terms.reason, until=terms.until)


def _desk(review_id: int, by: User, terms: Terms) -> None:
    move_to_desk(review_id, by=by, desk=terms.desk or "", reason=terms.reason)


_WITH_REASON = frozenset(BulkReview) - {BulkReview.ASSIGN, BulkReview.CLOSE}
_RIGHTS = {
    BulkReview.ASSIGN: Can.ASSIGN,
    BulkReview.REASSIGN: Can.ASSIGN,
    BulkReview.RELEASE: Can.ASSIGN,
    BulkReview.CLOSE: Can.HOLD,
    BulkReview.PRIORITISE: Can.RUN_QUEUE,
    BulkReview.DUE: Can.RUN_QUEUE,
    BulkReview.HOLD: Can.HOLD,
    BulkReview.DESK: Can.RUN_QUEUE,
}
_DO: dict[BulkReview, Callable[[int, User, Terms], None]] = {
    BulkReview.ASSIGN: _assign,
    BulkReview.REASSIGN: _reassign,
    BulkReview.RELEASE: _release,
    BulkReview.CLOSE: _close,
    BulkReview.PRIORITISE: _prioritise,
    BulkReview.DUE: _due,
    BulkReview.HOLD: _hold,
    BulkReview.DESK: _desk,
}
