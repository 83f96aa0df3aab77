"""What a file of rows holds, in batches to be written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from claims.intake.check_row import CheckRow, as_claim
from claims.intake.errors_csv import as_text
from claims.intake.formats.claimreview import read_claimreviews
from claims.intake.kinds import Format, Makes
from claims.intake.members import Counted, members
from claims.intake.prepared_row import PreparedRow, prepare_row
from claims.intake.reading import Reading, table_of
from claims.intake.rows import CELL_KEPT, BadRow, Row
from claims.intake.shape import ClaimShape

# A batch holds its import's lock while it is written, some tenths of a second. It ends at whichever comes first:
# rows, or bytes of the file, so that long rows do not fill the memory.
BATCH = 8_000
BATCH_BYTES = 8 * 2**20
_ENTRIES = 200

Item = Row | CheckRow | BadRow


@dataclass
class Batch:
    """Rows that follow each other in the file, those that cannot be taken apart.

    `position` is how many bytes of the file were read so far, `notes` what the reader remarked. `sent` keeps rows as
    they came by number, where a claim of theirs can still be refused.
    """

    claims: list[PreparedRow] = field(default_factory=list)
    checks: list[CheckRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    sent: dict[int, dict[str, str]] = field(default_factory=dict)
    position: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.claims) + len(self.checks) + len(self.bad)

    @property
    def place(self) -> tuple[int, int]:
        """Number and line of the first row."""
        first = self.claims[0] if self.claims else self.checks[0]
        return first.number, first.line

    def singly(self) -> Iterator["Batch"]:
        """Each row that can be taken in a batch of its own."""
        yield from (Batch(claims=[claim]) for claim in self.claims)
        yield from (Batch(checks=[check]) for check in self.checks)


def batches(reading: Reading, file: Counted) -> Iterator[Batch]:
    """What is left to be read of a file, from the row after those that were taken on, shaped.

    Raises BadFile where the file breaks, after the rows before it.
    """
    batch, began = Batch(), 0
    try:
        for shape, items, notes in _pieces(reading, file):
            _take(batch, reading, shape, items)
            batch.notes = list(notes)
            batch.position = file.position
            if batch.size >= BATCH or file.position - began >= BATCH_BYTES:
                yield batch
                batch, began = Batch(), file.position
    except BadRow:
        if batch.size:
            yield batch
        raise
    if batch.size:
        yield batch


def _pieces(reading: Reading, file: Counted) -> Iterator[tuple[ClaimShape | None, list[Item], list[str]]]:
    """Rows not taken yet, numbered through all members of an archive, what makes claims of them, and remarks."""
    before = 0
    for member in members(file, reading.name, reading.packing):
        shape: ClaimShape | None = None
        pieces: Iterator[Sequence[Item]]
        notes: list[str] = []
        if reading.format is Format.CLAIMREVIEW:
            pieces = _listed(read_claimreviews(member.stream, encoding=reading.encoding))
        else:
            table = table_of(reading, member)
            shape = ClaimShape(table.columns, reading.mapping, language=reading.language)
            pieces, notes = table.batches(), table.guess.notes
        last = 0
        for piece in pieces:
            last = piece[-1].number
            if before + last > reading.after:
                yield shape, [_numbered(item, before) for item in piece if before + item.number > reading.after], notes
        before += last


def _listed(entries: Iterator[CheckRow | BadRow]) -> Iterator[list[CheckRow | BadRow]]:
    while piece := list(islice(entries, _ENTRIES)):
        yield piece


def _numbered(item: Item, before: int) -> Item:
    if not before:
        return item
    if isinstance(item, Row):
        return item._replace(number=item.number + before)
    if isinstance(item, CheckRow):
        return replace(item, number=item.number + before)
    item.number += before
    return item


def _take(batch: Batch, reading: Reading, shape: ClaimShape | None, items: Sequence[Item]) -> None:
    names_topics = shape is not None and "topic" in reading.mapping.values()
    for item in items:
        if isinstance(item, BadRow):
            batch.bad.append(item)
        elif isinstance(item, CheckRow):
            if reading.makes is Makes.CHECKS:
                batch.checks.append(item)
            else:
                batch.claims.append(prepare_row(as_claim(item, language=reading.language)))
        elif shape is not None:
            try:
                batch.claims.append(prepare_row(shape.shape(item)))
            except BadRow as refusal:
                batch.bad.append(_alone(refusal))
            else:
                if names_topics:
                    batch.sent[item.number] = {
                        header: as_text(cell)[:CELL_KEPT]
                        for header, cell in zip(shape.columns, item.cells, strict=False)
                    }


def _alone(refusal: BadRow) -> BadRow:
    """A refusal without the calls that led to it, which would hold its whole batch in a circle."""
    refusal.__traceback__ = refusal.__cause__ = refusal.__context__ = None
    return refusal
