"""What the sources of a board were taken from, as its cards and its list of proposals show it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from claims.models import Derivation, DerivationState, Source
from factcheck.core.models import User
from reviews.citations import Key
from reviews.models import Evidence, Review
from reviews.queries.derivations import seen_among
from reviews.queries.independence import ELSEWHERE

_WORDS = {
    DerivationState.SHOWN: "Derives from",
    DerivationState.ALLEGED: "Said to derive from",
    DerivationState.PROPOSED: "Proposed: derives from",
    DerivationState.DISMISSED: "Dismissed: derives from",
}
_STANDING = (DerivationState.SHOWN, DerivationState.ALLEGED)


@dataclass(frozen=True)
class Step:
    """That a card derives from something: `key` names that, `href` is its card where it lies on the board.

    `passage` is what a proposal rests on and `marked` the part that shows it; `judge` and `undo` are addresses for
    whom it is to judge. `goes_round`: with what else is said or proposed it makes a circle.
    """

    id: str
    card: str
    state: str
    words: str
    key: str
    href: str
    basis: str
    passage: str
    marked: str
    reason: str
    judge: str
    undo: str
    goes_round: bool


@dataclass(frozen=True)
class Steps:
    """The derivations of a board, by evidence."""

    by_evidence: Mapping[UUID, list[Step]]

    def standing(self, evidence: UUID) -> list[Step]:
        """What is shown or said of a piece of evidence."""
        return [step for step in self.by_evidence[evidence] if step.state in _STANDING]

    def of_state(self, state: DerivationState) -> list[Step]:
        """All of the board in one state, each derivation once."""
        found = {step.id: step for steps in self.by_evidence.values() for step in steps if step.state == state}
        return list(found.values())


def steps_of(
    person: User, review: Review, evidence: Collection[Evidence], keys: Mapping[UUID, Key], *, can_judge: bool
) -> Steps:
    """What the sources of evidence were taken from; derivations with both ends must be at hand.

    A proposal or a dismissed one is there where both of its ends lie on the board. What stands counts, and so is
    there always, but it names a source beyond the board only to whom that is there.
    """
    on_board: dict[UUID, Evidence] = {}
    for item in evidence:
        on_board.setdefault(item.source_id, item)
    every = [each for item in on_board.values() for each in item.source.derivations.all()]
    beyond = {each.from_source_id for each in every if each.from_source_id is not None} - on_board.keys()
    seen = seen_among(person, beyond)
    edges = {
        (each.source_id, each.from_source_id)
        for each in every
        if each.from_source_id is not None and each.state != DerivationState.DISMISSED
    }

    def step(item: Evidence, derivation: Derivation) -> Step | None:
        state = DerivationState(derivation.state)
        other = on_board.get(derivation.from_source_id) if derivation.from_source_id is not None else None
        if other is None and derivation.from_source_id is not None and state not in _STANDING:
            return None
        is_there = derivation.from_source_id is None or other is not None or derivation.from_source_id in seen
        may_judge = can_judge and is_there
        return Step(
            id=f"derivation-{derivation.key}",
            card=str(keys[item.pk]),
            state=state,
            words=_WORDS[state],
            key=str(keys[other.pk]) if other is not None else _name(derivation, seen),
            href=f"#evidence-{other.pk}" if other is not None else "",
            basis=derivation.basis if is_there else "",
            passage=derivation.words if is_there else "",
            marked=derivation.marked,
            reason=derivation.reason,
            judge=_address("derivation_judge", review, derivation) if may_judge else "",
            undo=_address("derivation_undo", review, derivation) if may_judge and derivation.proposed_by else "",
            goes_round=_reaches(derivation.from_source_id, derivation.source_id, edges),
        )

    found = {}
    for item in evidence:
        steps = (step(item, derivation) for derivation in item.source.derivations.all())
        found[item.pk] = [each for each in steps if each is not None]
    return Steps(found)


def _name(derivation: Derivation, seen: Collection[UUID]) -> str:
    if derivation.from_party is not None:
        return derivation.from_party.name
    origin: Source | None = derivation.from_source
    return origin.title if origin is not None and origin.pk in seen else ELSEWHERE


def _address(name: str, review: Review, derivation: Derivation) -> str:
    return reverse(name, args=[review.pk, derivation.key])


def _reaches(start: UUID | None, end: UUID, edges: Collection[tuple[UUID, UUID]]) -> bool:
    """Whether going from source to source, each to what it was taken from, leads from one to another."""
    reached: set[UUID] = set()
    waiting = [start] if start is not None else []
    while waiting:
        here = waiting.pop()
        fresh = {of for source, of in edges if source == here} - reached
        reached |= fresh
        waiting += fresh
    return end in reached
