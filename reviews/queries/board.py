"""The evidence board: cards by stance, and the origins behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse

from claims.independence import Count
from claims.models import Claim, CopyState, DerivationState, Snapshot, Source
from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.access import visible_evidence
from reviews.citations import Key
from reviews.models import Evidence, EvidenceStance, QuoteState, Review
from reviews.queries.board_steps import Step, Steps, steps_of
from reviews.queries.citable import keys_on_board
from reviews.queries.derivations import judges
from reviews.queries.independence import Independence, independence, source_key

# How a quotation stands to the kept copy: the look of the chip, and its words.
_QUOTES = {
    QuoteState.NONE: ("", "Quotation not checked: no copy with a text"),
    QuoteState.WAITING: ("ctx", "Quotation waits for the copy"),
    QuoteState.FOUND: ("yes", "Quotation is in the copy"),
    QuoteState.NEAR: ("warn", "Only nearly in the copy"),
    QuoteState.NOT_FOUND: ("danger", "Quotation is not in the copy"),
}


@dataclass(frozen=True)
class Card:
    """One piece of evidence as it lies on the board; `key` is what this reader cites it by."""

    pk: UUID
    key: str
    number: int
    stance: str
    title: str
    href: str
    on: object
    quote: str
    quote_look: str
    quote_words: str
    note: str
    phrase: str
    source: UUID
    copy: str
    copy_problem: str
    copy_href: str
    can_copy: bool
    is_near: bool
    can_upload: bool
    copied_at: datetime | None
    tags: list[str]
    derivations: list[Step]
    is_mine: bool
    by: int

    @property
    def id(self) -> str:
        return f"evidence-{self.pk}"


@dataclass(frozen=True)
class Column:
    """One stance of the board."""

    stance: str
    cards: list[Card]


@dataclass(frozen=True)
class Meter:
    """Origins for and against, as the part that draws them wants them."""

    corroborating: list[dict[str, Any]]
    disputing: list[dict[str, Any]]
    note: str


@dataclass(frozen=True)
class Board:
    """What a person may see of the evidence in a review's current round."""

    columns: list[Column]
    meter: Meter
    cards: list[Card] = field(default_factory=list)
    proposals: list[Step] = field(default_factory=list)
    dismissed: list[Step] = field(default_factory=list)
    judges: bool = False

    @property
    def mine(self) -> list[Card]:
        return [card for card in self.cards if card.is_mine]


def board(person: User, review: Review, *, letters: dict[int, str] | None = None) -> Board:
    """The evidence of the current round that a person may see; `letters` tag cards by who added them."""
    evidence = list(current_evidence(person, review))
    keys = keys_on_board(person, review, evidence)
    phrase = _figure_words(review.claim)
    found = independence(review.claim, evidence, person=person)
    own = _claimants_own(found)
    can_judge = bool(evidence) and judges(person, review)
    steps = steps_of(person, review, evidence, keys, can_judge=can_judge)
    cards = [
        _card(item, keys, steps, phrase=phrase, own=own, person=person, letters=letters or {}) for item in evidence
    ]
    return Board(
        columns=[Column(stance, [card for card in cards if card.stance == stance]) for stance in EvidenceStance],
        meter=meter(found, evidence, keys),
        cards=cards,
        proposals=steps.of_state(DerivationState.PROPOSED),
        dismissed=[step for step in steps.of_state(DerivationState.DISMISSED) if step.undo],
        judges=can_judge,
    )


def current_evidence(person: User, review: Review) -> Iterable[Evidence]:
    """Evidence of the current round that a person may see, with all that a card shows at hand."""
    return (
        visible_evidence(person, review)
        .filter(round=review.round)
        .select_related("source__publisher")
        .prefetch_related(
            Prefetch("source__snapshots", Snapshot.objects.defer("text", "headers")),
            "source__derivations__from_source",
            "source__derivations__from_party",
        )
        .order_by("added_at", "id")
    )


def meter(found: Independence, evidence: Sequence[Evidence], keys: dict[UUID, Key]) -> Meter:
    """The meter of a count; each origin names the cards that rest on it."""
    on_source: dict[tuple[str, str], list[dict[str, object]]] = {}
    for item in evidence:
        tag = {
            "key": str(keys[item.pk]),
            "href": f"#evidence-{item.pk}",
            "flagged": not item.source.snapshots.all(),
        }
        on_source.setdefault((item.stance, source_key(item.source)), []).append(tag)

    def side(stance: EvidenceStance, count: Count, *, claimant_counts: bool) -> list[dict[str, Any]]:
        return [
            {
                "name": origin.label,
                "anonymous": origin.anonymous,
                "doubtful": origin.doubtful,
                "counts": claimant_counts or not origin.claimant,
                "circle": ", ".join(origin.circle),
                "why": "" if claimant_counts or not origin.claimant else "The claimant’s own, not counted",
                "sources": [tag for key in origin.sources for tag in on_source.get((stance, key), [])],
            }
            for origin in count.origins
        ]

    return Meter(
        side(EvidenceStance.CORROBORATES, found.corroborating, claimant_counts=False),
        side(EvidenceStance.DISPUTES, found.disputing, claimant_counts=True),
        found.note,
    )


def _card(
    item: Evidence, keys: dict[UUID, Key], steps: Steps, *, phrase: str, own: set[str], person: User,
    letters: dict[int, str],
) -> Card:  # fmt: skip
    source = item.source
    last = max(source.snapshots.all(), key=lambda snapshot: snapshot.taken_at, default=None)
    tags = [letters[item.added_by_id]] if item.added_by_id in letters else []
    if source.publisher:
        tags.append(source.publisher.name)
    if source_key(source) in own:
        tags.append("claimant’s own")
    return Card(
        pk=item.pk,
        key=str(keys[item.pk]),
        number=item.number,
        stance=item.stance,
        title=source.title,
        href=source.url,
        on=source.published_on,
        quote=item.quote,
        quote_look=_QUOTES[QuoteState(item.quote_state)][0] if item.quote else "",
        quote_words=_QUOTES[QuoteState(item.quote_state)][1] if item.quote else "",
        note=item.note,
        phrase=phrase,
        source=source.pk,
        copy=_copy(source, last),
        copy_problem=source.copy_problem,
        copy_href=reverse("snapshot", args=[last.key]) if last else "",
        is_near=item.quote_state == QuoteState.NEAR,
        can_copy=bool(source.url) and source.copy_state != CopyState.ASKED and may(person, Can.GATHER),
        can_upload=may(person, Can.GATHER),
        copied_at=last.taken_at if last else None,
        tags=tags,
        derivations=steps.standing(item.pk),
        is_mine=item.added_by_id == person.pk,
        by=item.added_by_id,
    )


def _copy(source: Source, last: Snapshot | None) -> str:
    if source.copy_state == CopyState.ASKED:
        return "copying"
    return "kept" if last else "none"


def _claimants_own(found: Independence) -> set[str]:
    """The sources whose chain ends at the claimant, or at somebody affiliated with it."""
    origins = (*found.corroborating.origins, *found.disputing.origins)
    return {key for origin in origins if origin.claimant for key in origin.sources}


def _figure_words(claim: Claim) -> str:
    """The claim's number as quotations mostly print it, to be marked in them."""
    figures = list(claim.figures.all())
    if not figures:
        return ""
    value = figures[0].value
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value.normalize():f}"
