"""What a person did to reviews and claims a moment ago is undone, by the verbs that do the contrary."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.access import claim_for
from claims.actions.dismiss_match import restore_match
from claims.actions.merge_claim import merge_claim
from claims.actions.unmerge_claim import unmerge_claim
from claims.models import ClaimState
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid, NotAllowed, NotFound, VerbError
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from factcheck.core.permissions import require
from reviews.access import part_of, review_for
from reviews.actions.assign_review import assign_review
from reviews.actions.hold_review import resume_review
from reviews.actions.move_to_desk import move_to_desk
from reviews.actions.release_review import release_review
from reviews.actions.set_due import set_due
from reviews.actions.set_priority import set_priority
from reviews.actions.triage_claim import triage_claim
from reviews.actions.unclose_review import unclose_review
from reviews.models import Part
from reviews.queries.undoable import moved_on, own_acts
from reviews.undoing import FOR, UNDOABLE

MOST_AT_ONCE = 1000
_WHY = "Undone."


@dataclass
class Undone:
    """The reviews and claims, in words, that are as they were, and of each of the others why not."""

    done: list[str] = field(default_factory=list)
    refused: dict[str, VerbError] = field(default_factory=dict)


def undo_acts(numbers: Iterable[int], *, by: User) -> Undone:
    """Undo acts of one's own, known by the numbers of their events, for an hour after them.

    Nothing is rolled back: each act is answered by the verb that does the contrary, with its rights, and both stay in
    the history. What was done to one review or claim is undone together or not at all; each of several goes by itself.
    One is refused with Conflict where it changed meanwhile or was undone already, and else as the verb refuses. Raises
    NotFound where any of the events is no act of this person, Invalid for more than `MOST_AT_ONCE`.
    """
    require(by, Can.SEE_DESK)
    wanted = set(numbers)
    if len(wanted) > MOST_AT_ONCE:
        raise Invalid(Fault(f"Undo at most {MOST_AT_ONCE} acts at once, not {len(wanted)}.", "/acts"))
    acts = own_acts(by, wanted)
    if not acts or len(acts) < len(wanted):
        raise NotFound("There is no such act of yours to undo.")
    together: dict[str, list[Event]] = {}
    for event in acts:
        name = f"R-{event.review_id}" if event.review_id else f"Claim {event.claim_id}"
        together.setdefault(name, []).append(event)
    result = Undone()
    for name, events in sorted(together.items()):
        try:
            with transaction.atomic():
                _undo(name, events, by)
        except VerbError as refusal:
            result.refused[name] = refusal
        else:
            result.done.append(name)
    return result


def _undo(name: str, events: list[Event], by: User) -> None:
    """Undo what was done to one review or claim, the newest first."""
    for event in events:
        require(by, UNDOABLE[EventKind(event.kind)].right)
    first = events[0]
    if first.review_id:
        review = review_for(by, first.review_id, lock=True)
        mine = part_of(by, review)
        others = [event for event in events if "part" in event.data and event.data["user"] != by.pk]
        if mine is not None and others:
            # Before anything is looked at: what became of a colleague's part is not for who has the other.
            raise NotAllowed("You have a part in this round: an editor who has none gives its parts and frees them.")
    else:
        claim_for(by, first.claim_id or 0, lock=True)
    numbers = [event.pk for event in events]
    for event in events:
        if timezone.now() - event.at > FOR:
            raise Conflict(f"{name} was changed more than an hour ago. Change it again instead.")
        if moved_on(event, apart_from=numbers):
            raise Conflict(f"{name} was changed again since, or this is undone already. Nothing was undone.")
    for event in events:
        _CONTRARY[EventKind(event.kind)](event, event.review_id or event.claim_id or 0, by)


def _free(event: Event, review_id: int, by: User) -> None:
    release_review(review_id, by=by, part=Part(event.data["part"]))


def _give(event: Event, review_id: int, by: User) -> None:
    who = User.objects.get(pk=event.data["user"])
    assign_review(review_id, by=by, username=who.username, part=Part(event.data["part"]))


def _prioritise(event: Event, review_id: int, by: User) -> None:
    set_priority(review_id, by=by, level=event.data["from"], reason=_WHY)


def _due(event: Event, review_id: int, by: User) -> None:
    before = event.data["before"]
    due_at = datetime.fromisoformat(before) if before else None
    set_due(review_id, by=by, due_at=due_at, reason=_WHY, is_put_back=True)


def _move(event: Event, review_id: int, by: User) -> None:
    move_to_desk(review_id, by=by, desk=event.data["before"], reason=_WHY)


def _resume(event: Event, review_id: int, by: User) -> None:
    resume_review(review_id, by=by)


def _unclose(event: Event, review_id: int, by: User) -> None:
    unclose_review(review_id, by=by, reason=_WHY)


def _triage(event: Event, claim_id: int, by: User) -> None:
    triage_claim(claim_id, ClaimState(event.data["before"]), by=by)


def _unmerge(event: Event, claim_id: int, by: User) -> None:
    unmerge_claim(claim_id, by=by)


def _merge(event: Event, claim_id: int, by: User) -> None:
    merge_claim(claim_id, into=event.data["into"], by=by, reason=_WHY)


def _restore(event: Event, claim_id: int, by: User) -> None:
    restore_match(claim_id, by=by, match=event.data["match"])


_CONTRARY: dict[EventKind, Callable[[Event, int, User], Any]] = {
    EventKind.REVIEW_ASSIGNED: _free,
    EventKind.REVIEW_RELEASED: _give,
    EventKind.REVIEW_PRIORITISED: _prioritise,
    EventKind.REVIEW_DUE_CHANGED: _due,
    EventKind.REVIEW_MOVED: _move,
    EventKind.REVIEW_HELD: _resume,
    EventKind.REVIEW_CLOSED: _unclose,
    EventKind.CLAIM_KEPT: _triage,
    EventKind.CLAIM_DROPPED: _triage,
    EventKind.CLAIM_UNDECIDED: _triage,
    EventKind.CLAIM_MERGED: _unmerge,
    EventKind.CLAIM_UNMERGED: _merge,
    EventKind.MATCH_DISMISSED: _restore,
}
