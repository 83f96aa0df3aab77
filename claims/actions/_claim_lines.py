"""New claims and repetitions as lines for COPY."""

import json
from dataclasses import dataclass

from django.utils import timezone

from claims.actions._prepared_row import CLAIM_CELLS, FIGURE_CELLS, PreparedRow, said_in
from claims.extraction.candidate import Stance
from claims.models import Attribution, Claim, ClaimState, Figure, Import, ImportRow, RowOutcome
from factcheck.core.copying import NULL, cell, copy_lines

_CLAIM = (
    "id", "topic_id", *CLAIM_CELLS, "imported_in_id", "added_at", "state", "prefix", "suffix", "worth", "reasons",
    "extractor", "version",
)  # fmt: skip
_LINK = ("claim_id", "position", "party_id", "name", "stance", "cue")
_FIGURE = ("claim_id", "position", *FIGURE_CELLS)
_REPETITION = ("number", "line", "outcome", "reason", "cells", "claim_id", "row_key", "work_id", "column")


@dataclass(slots=True)
class Repetition:
    """A row that repeats a claim, and what is said of it. Without `claim_id` it repeats a row, in a dry run."""

    prepared: PreparedRow
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
        self._claims: list[str] = []
        self._links: list[str] = []
        self._figures: list[str] = []
        self._repetitions: list[str] = []

    def add_claim(self, pk: int, prepared: PreparedRow, topic_id: int | None, parties: dict[str, int]) -> None:
        """A claim with its links and its figure. `parties` are ids by name as written.

        That it came in is told by the events of its import, which the claim names, with its row.
        """
        row = prepared.row
        self._claims.append(f"{pk}\t{topic_id or NULL}\t{prepared.claim_cells}\t{self._claim_end}")
        last = len(row.claimants) - 1
        for position, name in enumerate(row.claimants):
            stance = row.stance if position == last else Stance.ASSERTS
            self._links.append(f"{pk}\t{position}\t{parties.get(name, NULL)}\t{cell(name)}\t{stance}\t")
        if prepared.figure_cells:
            self._figures.append(f"{pk}\t0\t{prepared.figure_cells}")

    def add_repetition(self, repetition: Repetition) -> None:
        """A row that made no claim, kept with all it says."""
        row = repetition.prepared.row
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
        copy_lines(ImportRow._meta.db_table, _REPETITION, self._repetitions)
