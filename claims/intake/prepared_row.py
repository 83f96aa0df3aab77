"""A row of a claim file made ready for writing: all of it that needs no database."""

from typing import NamedTuple

from claims.extraction.candidate import PRECISION, Bound, Kind, Stance
from claims.extraction.natures import nature_of
from claims.intake.claim_row import ClaimRow
from claims.intake.row_key import digest, key_of_external_id
from factcheck.core.copy_text import NULL, array_cell, cell
from factcheck.core.words import print_of, searched, words_of

# Cells of a claim's line, in this order, then those of its figure and of each of its links.
CLAIM_CELLS = (
    "text", "quote", "language", "kind", "said_on", "fingerprint", "words", "url", "place", "as_of", "tags", "priority",
    "due_on", "reach", "external_id", "row_number", "row_key",
)  # fmt: skip
FIGURE_CELLS = ("value", "value_max", "bound", "unit", "place", "as_of", "precision", "nature")
LINK_CELLS = ("position", "name", "stance", "cue")


class PreparedRow(NamedTuple):
    """What is asked of a row when it is told apart, and its lines for COPY.

    ``key`` is by what it is known when it comes again, ``fingerprint`` that of its words. ``links`` are names as
    written with their cells, outermost first. A flat tuple of texts, because millions go from one process to another.
    """

    number: int
    line: int
    key: str
    fingerprint: str
    external_id: str
    topic: str
    links: tuple[tuple[str, str], ...]
    claim_cells: str
    figure_cells: str
    joined: str

    def said(self) -> dict[str, str]:
        """What the row says, by field, without what it leaves out; a chain is joined by ">" and tags by commas."""
        parts = self.joined.split("\0")
        return dict(zip(parts[::2], parts[1::2], strict=True))


def prepare_row(row: ClaimRow) -> PreparedRow:
    """Make a row ready. Its key is a digest of its external id or, without one, of all it says but its reach."""
    # No cell holds a NUL, which PostgreSQL cannot store.
    joined = "\0".join([f"{name}\0{value}" for name, value in _said(row) if value])
    key = key_of_external_id(row.external_id) if row.external_id else digest(joined)
    if row.reach is not None:
        # It grows from day to day, and so is no part of the key.
        joined += f"\0reach\0{row.reach}"
    words = words_of(row.text)
    same = print_of(words)
    has_figure = row.value is not None
    claim = (
        f"{cell(row.text)}\t{cell(row.quote)}\t{row.language}\t{Kind.NUMERIC if has_figure else Kind.OTHER}\t"
        f"{row.said_on}\t{same}\t{cell(searched(words))}\t{cell(row.url)}\t"
        f"{'' if has_figure else cell(row.place)}\t{'' if has_figure else row.as_of}\t"
        f"{array_cell(row.tags) if row.tags else '{}'}\t{row.priority or NULL}\t"
        f"{row.due or NULL}\t{NULL if row.reach is None else row.reach}\t{cell(row.external_id)}\t{row.number}\t{key}"
    )
    return PreparedRow(
        row.number, row.line, key, same, row.external_id, row.topic, _links(row), claim,
        _figure(row) if has_figure else "", joined,
    )  # fmt: skip


def _said(row: ClaimRow) -> tuple[tuple[str, str], ...]:
    return (
        ("text", row.text),
        ("quote", row.quote),
        ("claimant", " > ".join(row.claimants)),
        ("stance", "" if row.stance is Stance.ASSERTS else row.stance.value),
        ("value", "" if row.value is None else f"{row.value:f}"),
        ("value_max", "" if row.value_max is None else f"{row.value_max:f}"),
        ("bound", "" if row.bound is Bound.EXACT else row.bound.value),
        ("unit", row.unit),
        ("place", row.place),
        ("as_of", row.as_of),
        ("said_on", row.said_on),
        ("language", row.language),
        ("url", row.url),
        ("topic", row.topic),
        ("priority", "" if row.priority is None else str(row.priority)),
        ("due", "" if row.due is None else row.due.isoformat()),
        ("tags", ", ".join(row.tags)),
        ("external_id", row.external_id),
    )


def _links(row: ClaimRow) -> tuple[tuple[str, str], ...]:
    last = len(row.claimants) - 1
    return tuple([
        (name, f"{position}\t{cell(name)}\t{row.stance.value if position == last else Stance.ASSERTS.value}\t")
        for position, name in enumerate(row.claimants)
    ])  # fmt: skip


def _figure(row: ClaimRow) -> str:
    return (
        f"{row.value:f}\t{NULL if row.value_max is None else format(row.value_max, 'f')}\t{row.bound}\t"
        f"{cell(row.unit)}\t{cell(row.place)}\t{row.as_of}\t{PRECISION[len(row.as_of)] if row.as_of else ''}\t"
        f"{nature_of(row.unit)}"
    )
