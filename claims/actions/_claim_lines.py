"""New claims and repetitions as lines for COPY."""

import json
from dataclasses import dataclass

from django.utils import timezone

from claims.actions.claim_parts import PRECISION
from claims.extraction.candidate import Bound, Kind, Stance
from claims.intake.claim_row import ClaimRow
from claims.models import Attribution, Claim, ClaimState, Figure, Import, ImportRow, RowOutcome
from factcheck.core.copying import NULL, array_cell, cell, copy_lines
from factcheck.core.events import EventKind
from factcheck.core.models import Event

_CLAIM = (
    "id", "text", "quote", "language", "kind", "topic_id", "said_on", "fingerprint", "url", "place", "as_of", "tags",
    "priority", "due_on", "external_id", "row_number", "row_key", "imported_in_id", "added_at", "state", "prefix",
    "suffix", "worth", "reasons", "extractor", "version",
)  # fmt: skip
_LINK = ("claim_id", "position", "party_id", "name", "stance", "cue")
_FIGURE = ("claim_id", "position", "value", "value_max", "bound", "unit", "place", "as_of", "precision")
_EVENT = ("about_id", "claim_id", "data", "kind", "at", "by_id", "about_kind")
_REPETITION = ("number", "line", "outcome", "reason", "cells", "claim_id", "row_key", "work_id", "column")


@dataclass(slots=True)
class NewClaim:
    """A row that becomes a claim, with the key that the claim will have (None in a dry run)."""

    row: ClaimRow
    key: str
    fingerprint: str
    claim_id: int | None


@dataclass(slots=True)
class Repetition:
    """A row that repeats a claim, and what is said of it. Without `claim_id` it repeats a row, in a dry run."""

    row: ClaimRow
    outcome: RowOutcome
    reason: str
    claim_id: int | None
    key: str


class Lines:
    """What a batch writes, by table."""

    def __init__(self, work: Import) -> None:
        self._work = work
        now = timezone.now().isoformat()
        self._claim_end = f"{work.pk}\t{now}\t{ClaimState.UNDECIDED}\t\t\t0\t{{}}\t\t1"
        self._event_end = f"{EventKind.CLAIM_IMPORTED}\t{now}\t{work.created_by_id}\t{Claim._meta.model_name}"
        self._claims: list[str] = []
        self._links: list[str] = []
        self._figures: list[str] = []
        self._events: list[str] = []
        self._repetitions: list[str] = []

    def add_claim(self, claim: NewClaim, topic_id: int | None, parties: dict[str, int]) -> None:
        """A claim with its links, its figure and the event of its coming in. `parties` are ids by name as written."""
        row, pk = claim.row, claim.claim_id
        has_figure = row.value is not None
        self._claims.append(
            f"{pk}\t{cell(row.text)}\t{cell(row.quote)}\t{row.language}\t{Kind.NUMERIC if has_figure else Kind.OTHER}\t"
            f"{topic_id or NULL}\t{row.said_on}\t{claim.fingerprint}\t{cell(row.url)}\t"
            f"{'' if has_figure else cell(row.place)}\t{'' if has_figure else row.as_of}\t"
            f"{array_cell(row.tags) if row.tags else '{}'}\t{row.priority or NULL}\t{row.due or NULL}\t"
            f"{cell(row.external_id)}\t{row.number}\t{claim.key}\t{self._claim_end}"
        )
        last = len(row.claimants) - 1
        for position, name in enumerate(row.claimants):
            stance = row.stance if position == last else Stance.ASSERTS
            self._links.append(f"{pk}\t{position}\t{parties.get(name, NULL)}\t{cell(name)}\t{stance}\t")
        if has_figure:
            self._figures.append(
                f"{pk}\t0\t{row.value:f}\t{NULL if row.value_max is None else format(row.value_max, 'f')}\t"
                f"{row.bound}\t{cell(row.unit)}\t{cell(row.place)}\t{row.as_of}\t"
                f"{PRECISION[len(row.as_of)] if row.as_of else ''}"
            )
        data = f'{{"import": {self._work.pk}, "row": {row.number}}}'
        self._events.append(f"{pk}\t{pk}\t{data}\t{self._event_end}")

    def add_repetition(self, repetition: Repetition) -> None:
        """A row that made no claim, kept with all it says."""
        row = repetition.row
        said = cell(json.dumps(said_in(row), ensure_ascii=False))
        self._repetitions.append(
            f"{row.number}\t{row.line}\t{repetition.outcome}\t{cell(repetition.reason)}\t{said}\t"
            f"{repetition.claim_id or NULL}\t{repetition.key}\t{self._work.pk}\t"
        )

    def copy(self) -> None:
        """Write all of it, in the caller's transaction."""
        copy_lines(Claim._meta.db_table, _CLAIM, self._claims)
        copy_lines(Attribution._meta.db_table, _LINK, self._links)
        copy_lines(Figure._meta.db_table, _FIGURE, self._figures)
        copy_lines(Event._meta.db_table, _EVENT, self._events)
        copy_lines(ImportRow._meta.db_table, _REPETITION, self._repetitions)


def said_in(row: ClaimRow) -> dict[str, str]:
    """What a row says, by field, without what it leaves out; a chain is joined by ">" and tags by commas."""
    said = {
        "text": row.text,
        "quote": row.quote,
        "claimant": " > ".join(row.claimants),
        "stance": "" if row.stance is Stance.ASSERTS else row.stance.value,
        "value": "" if row.value is None else f"{row.value:f}",
        "value_max": "" if row.value_max is None else f"{row.value_max:f}",
        "bound": "" if row.bound is Bound.EXACT else row.bound.value,
        "unit": row.unit,
        "place": row.place,
        "as_of": row.as_of,
        "said_on": row.said_on,
        "language": row.language,
        "url": row.url,
        "topic": row.topic,
        "priority": "" if row.priority is None else str(row.priority),
        "due": "" if row.due is None else row.due.isoformat(),
        "tags": ", ".join(row.tags),
        "external_id": row.external_id,
    }
    return {name: value for name, value in said.items() if value}
