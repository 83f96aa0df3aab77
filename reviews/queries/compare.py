"""Two assessments of a round side by side."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.safestring import SafeString

from claims.models import DerivationState
from factcheck.core.errors import WrongState
from factcheck.core.markdown import render
from factcheck.core.models import User
from reviews.access import is_blind, review_for, sees_round, visible_assessments
from reviews.citations import lettered
from reviews.models import Assessment, Evidence, Rating, Review, Verdict, VerdictBasis
from reviews.queries.board import current_evidence
from reviews.queries.citable import citing, keys_on_board
from reviews.queries.derivations import seen_among
from reviews.queries.independence import ELSEWHERE, Independence, independence, source_key
from reviews.workflow import State


@dataclass(frozen=True)
class Piece:
    """One piece of evidence of a side, under the `key` that cites it.

    It is `only` here, or `differs` in some way from the other side's.
    """

    item: Evidence
    key: str
    only: bool
    differs: str
    derives: str

    @property
    def id(self) -> str:
        return f"evidence-{self.item.pk}"

    @property
    def number(self) -> int:
        return self.item.number

    @property
    def by(self) -> int:
        return self.item.added_by_id


@dataclass(frozen=True)
class Side:
    """One assessment; `name` is a letter until the review is decided."""

    letter: str
    name: str
    assessment: Assessment
    pieces: list[Piece]
    origins: Independence

    @property
    def rationale_html(self) -> str:
        return SafeString(render(self.assessment.rationale, cite=citing(self.pieces, self.assessment.by_id)))

    @property
    def words(self) -> str:
        """The rationale for a decision: its citations say whose evidence they name."""
        return lettered(self.assessment.rationale, self.letter)

    @property
    def took(self) -> timedelta:
        return self.assessment.submitted_at - self.assessment.assignment.assigned_at


@dataclass(frozen=True)
class Comparison:
    """The round's assessments, what in them is the same, and what was decided; `own` is evidence of who decides."""

    review: Review
    sides: list[Side]
    own: list[Piece]
    ratings: list[Rating]
    verdict: Verdict | None

    @property
    def is_open(self) -> bool:
        return self.review.state == State.SPLIT

    @property
    def has_gate(self) -> bool:
        """Whether some rating of the scale asks for evidence."""
        return any(rating.needed_origins for rating in self.ratings)

    @property
    def reason_html(self) -> str:
        """What decided it."""
        pieces = [piece for side in self.sides for piece in side.pieces] + self.own
        return SafeString(render(self.verdict.reason, cite=citing(pieces))) if self.verdict else ""

    def side(self, letter: str) -> Side | None:
        """The side of a letter, A or B."""
        return next((side for side in self.sides if side.letter == letter), None)

    @property
    def notes(self) -> dict[str, str]:
        """Who chose which rating, by its slug."""
        found: dict[str, list[str]] = {}
        for side in self.sides:
            found.setdefault(side.assessment.rating.slug, []).append(side.name)
        return {slug: ", ".join(names) for slug, names in found.items()}

    def _same(self, values: list[object]) -> bool:
        return all(value == values[0] for value in values)

    @property
    def same_rating(self) -> bool:
        return self._same([side.assessment.rating_id for side in self.sides])

    @property
    def same_attribution(self) -> bool:
        return self._same([side.assessment.attribution for side in self.sides])

    @property
    def same_as_of(self) -> bool:
        return self._same([side.assessment.as_of for side in self.sides])

    @property
    def same_confidence(self) -> bool:
        return self._same([side.assessment.confidence for side in self.sides])

    @property
    def same_rationale(self) -> bool:
        return self._same([side.assessment.rationale for side in self.sides])

    @property
    def same_origins(self) -> bool:
        return self._same([(_range(side.origins)) for side in self.sides])

    @property
    def gave_reasons(self) -> bool:
        """Whether somebody submitted below the evidence gate."""
        return any(side.assessment.override_reason for side in self.sides)

    @property
    def evidence_words(self) -> str:
        """ "2 only in A, 1 read differently", or "" when both brought the same."""
        words = [
            f"{only} only in {side.letter}" for side in self.sides if (only := sum(piece.only for piece in side.pieces))
        ]
        differing = max(sum(bool(piece.differs) for piece in side.pieces) for side in self.sides)
        return ", ".join([*words, *([f"{differing} read differently"] if differing else [])])


def comparison(person: User, review_id: int) -> Comparison:
    """The assessments of the current round before a person who sees it.

    Raises NotFound when the review is not there for them, WrongState unless the round is in. Whether they may
    decide is asked in `access.require_may_decide`.
    """
    review = review_for(person, review_id)
    found = list(
        visible_assessments(person, review)
        .filter(round=review.round)
        .select_related("rating", "by", "assignment")
        .order_by("assignment__part")
    )
    # The same words whoever has done what, and for those outside too: a blind round gives no sign.
    if is_blind(review) or not sees_round(person, review) or len(found) < 2:
        raise WrongState(f"R-{review.pk} has no two assessments to compare now.")
    by_person: dict[int, list[Evidence]] = {assessment.by_id: [] for assessment in found}
    evidence = list(current_evidence(person, review))
    keys = keys_on_board(person, review, evidence)
    for item in evidence:
        if item.added_by_id in by_person:
            by_person[item.added_by_id].append(item)
    seen = _seen_origins(person, evidence)
    sides = []
    for number, assessment in enumerate(found):
        letter = "AB"[number]
        own = by_person[assessment.by_id]
        others = [item for by, items in by_person.items() if by != assessment.by_id for item in items]
        hidden = review.state == State.SPLIT and assessment.by_id != person.pk
        sides.append(
            Side(
                letter=letter,
                name=f"Reviewer {letter}" if hidden else str(assessment.by),
                assessment=assessment,
                pieces=[_piece(item, others, str(keys[item.pk]), seen) for item in own],
                origins=independence(review.claim, own, person=person),
            )
        )
    return Comparison(
        review=review,
        sides=sides,
        own=[_piece(item, [], str(keys[item.pk]), seen) for item in evidence if not keys[item.pk].letter],
        ratings=list(review.scale.ratings.all()),
        verdict=review.verdicts.filter(round=review.round)
        .exclude(basis=VerdictBasis.CORRECTION)
        .select_related("rating", "decided_by")
        .last(),
    )


def _range(found: Independence) -> tuple[int, int, int, int]:
    return found.corroborating.least, found.corroborating.most, found.disputing.least, found.disputing.most


def _piece(item: Evidence, others: list[Evidence], key: str, seen: set[UUID]) -> Piece:
    same = [other for other in others if source_key(other.source) == source_key(item.source)]
    derives = _derives_from(item, seen)
    differs = ""
    if same and all(other.stance != item.stance for other in same):
        differs = f"{same[0].stance} in the other"
    elif same and all(_derives_from(other, seen) != derives for other in same):
        differs = "counted as its own origin" if not derives else ""
    return Piece(item, key, only=not same, differs=differs, derives=derives)


def _seen_origins(person: User, items: list[Evidence]) -> set[UUID]:
    """The sources that these derive from and a person may see."""
    ends = {each.from_source_id for item in items for each in item.source.derivations.all()}
    return seen_among(person, {end for end in ends if end is not None})


def _derives_from(item: Evidence, seen: set[UUID]) -> str:
    """What the source was said to derive from, in the order of the words."""
    names = []
    for derivation in item.source.derivations.all():
        if derivation.state in (DerivationState.DISMISSED, DerivationState.PROPOSED):
            continue
        if derivation.from_party:
            names.append(derivation.from_party.name)
        elif derivation.from_source:
            names.append(derivation.from_source.title if derivation.from_source_id in seen else ELSEWHERE)
    return ", ".join(sorted(names))
