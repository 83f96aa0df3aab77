"""New claims and repetitions as lines for COPY."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from claims.intake.prepared_row import CLAIM_CELLS, FIGURE_CELLS, LINK_CELLS, PreparedRow
from claims.models import Attribution, Claim, ClaimState, Figure, Import, ImportRow, RowOutcome
from factcheck.core.copy_text import NULL, cell
from factcheck.core.copying import copy_lines

_CLAIM = (
    "id", "topic_id", *CLAIM_CELLS, "imported_in_id", "added_at", "state", "prefix", "suffix", "worth", "reasons",
    "extractor", "version",
)  # fmt: skip
_LINK = ("claim_id", "party_id", *LINK_CELLS)
_FIGURE = ("claim_id", "position", *FIGURE_CELLS)
_REPETITION = ("number", "line", "outcome", "reason", "cells", "claim_id", "row_key", "work_id", "column")


@dataclass(slots=True)
class Repetition:
    """A row that repeats a claim, and what is said of it. When `claim_id` is 0 it repeats a row, in a dry run."""

    prepared: PreparedRow
    outcome: RowOutcome
    reason: str
    claim_id: int
    key: str


class Lines:
    """What a batch writes, by table."""

    def __init__(self, work: Import) -> None:
        self._work = work
        now = timezone.now().isoformat()
        self._claim_end = f"{work.pk}\t{now}\t{ClaimState.UNDECIDED}\t\t\t0\t{{}}\t\t1"
        self._claims: list[tuple[int, PreparedRow, int | None]] = []
        self._parties: dict[str, int] = {}
        self._links: list[str] = []
        self._figures: list[str] = []
        self._repetitions: list[str] = []

    def add_claims(self, claims: list[tuple[int, PreparedRow, int | None]], parties: dict[str, int]) -> None:
        """Claims with their ids and the ids of their topics. `parties` are ids by name as written.

        That they came in is told by the events of their import, which each names, with its row.
        """
        self._claims, self._parties = claims, parties

    def add_repetition(self, repetition: Repetition) -> None:
        """A row that made no claim, kept with all it says."""
        row = repetition.prepared
        said = cell(json.dumps(row.said(), ensure_ascii=False))
        self._repetitions.append(
            f"{row.number}\t{row.line}\t{repetition.outcome}\t{cell(repetition.reason)}\t{said}\t"
            f"{repetition.claim_id or NULL}\t{repetition.key}\t{self._work.pk}\t"
        )

    def copy(self) -> None:
        """Write all of it, in the caller's transaction."""
        copy_lines(Claim._meta.db_table, _CLAIM, self._claim_lines())
        copy_lines(Attribution._meta.db_table, _LINK, self._links)
        copy_lines(Figure._meta.db_table, _FIGURE, self._figures)
        copy_lines(ImportRow._meta.db_table, _REPETITION, self._repetitions)

    def _claim_lines(self) -> Iterator[str]:
        """The lines of claims, each made as it is taken, and with it those of its links and its figure."""
        parties = self._parties
        for pk, prepared, topic_id in self._claims:
            for name, cells in prepared.links:
                self._links.append(f"{pk}\t{parties.get(name, NULL)}\t{cells}")
            if prepared.figure_cells:
                self._figures.append(f"{pk}\t0\t{prepared.figure_cells}")
            yield f"{pk}\t{topic_id or NULL}\t{prepared.claim_cells}\t{self._claim_end}"
