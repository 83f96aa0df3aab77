"""A row of a claim file as a claim. The hottest path of an import: what repeats is read once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from claims.extraction.candidate import Bound, Stance
from claims.intake.amounts import Amount, amount, bound, number
from claims.intake.claim_row import ClaimRow
from claims.intake.days import full_day, partial_day
from claims.intake.rows import CELL_KEPT, BadRow, Cell, Row
from claims.intake.values import (
    PLACE_LIMIT,
    TOPIC_LIMIT,
    UNIT_LIMIT,
    address,
    chain,
    claim_text,
    external_id,
    language,
    one,
    priority,
    reach,
    short,
    stance,
    tags,
)
from factcheck.core.text import UnstorableText, refuse_unstorable

# So many different cells of a column are remembered; then all are forgotten.
_REMEMBERED = 4096
_UNSTORABLE = {0: "\N{REPLACEMENT CHARACTER}", **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")}


def _single(read: Callable[[str], Any]) -> Callable[[Cell], Any]:
    return lambda cell: read(text) if (text := one(cell)) else None


def _limited(limit: int, what: str) -> Callable[[Cell], str | None]:
    return _single(lambda text: short(text, limit, what))


# A reader gives None for a cell with nothing in it.
_READERS: dict[str, Callable[[Cell], Any]] = {
    "text": _single(claim_text),
    "quote": _single(claim_text),
    "claimant": chain,
    "stance": _single(stance),
    "value": _single(amount),
    "value_max": _single(number),
    "bound": _single(bound),
    "unit": _limited(UNIT_LIMIT, "The unit"),
    "place": _limited(PLACE_LIMIT, "The place"),
    "as_of": _single(partial_day),
    "said_on": _single(partial_day),
    "language": _single(language),
    "url": _single(address),
    "topic": _limited(TOPIC_LIMIT, "The topic"),
    "priority": _single(priority),
    "reach": _single(reach),
    "due": _single(full_day),
    "tags": tags,
    "external_id": _single(external_id),
}
_ATTRIBUTES = {"claimant": "claimants"}
# Cells of these are nearly all different: remembering them costs more than reading them.
_UNLIKE = frozenset({"text", "quote", "url", "external_id"})


class ClaimShape:
    """Makes claims of rows. ``mapping`` is from header, in any letter case, to field; other columns are left out.

    ``columns`` is the table's own list, which may grow while it is read. ``language`` is for rows that name none.
    A mapping that `mapping_problems` finds nothing in is taken for granted.
    """

    def __init__(self, columns: Sequence[str], mapping: Mapping[str, str], *, language: str = "en") -> None:
        self.columns = columns
        self.language = language
        self._exact = {header: name for header, name in mapping.items() if name}
        self._folded = {header.strip().casefold(): name for header, name in self._exact.items()}
        self._remembered: dict[str, dict[str, Any]] = {name: {} for name in _READERS}
        self._compile()

    def shape(self, row: Row) -> ClaimRow:
        """The claim that a row states; its text exactly as sent, but for space around it. Raises BadRow."""
        if len(self.columns) != self._compiled:
            self._compile()
        cells = row.cells
        try:
            whole = "".join(cells)  # type: ignore[arg-type]
            whole.encode()
        except (TypeError, UnicodeEncodeError):
            whole = self._checked(row)
        if "\0" in whole:
            self._checked(row)
        if len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        claim = ClaimRow(row.number, row.line, "", language=self.language)
        at = 0
        try:
            for at, attribute, read, known in self._setters:
                cell = cells[at]
                if not cell:
                    continue
                if known is None or cell.__class__ is not str:
                    value = read(cell)
                elif (value := known.get(cell)) is None:
                    value = read(cell)
                    if len(known) >= _REMEMBERED:
                        known.clear()
                    known[cell] = value
                if value is not None:
                    setattr(claim, attribute, value)
        except ValueError as error:
            raise self._bad(row, str(error), at) from error
        if not claim.text:
            if not claim.quote:
                raise self._empty(row)
            claim.text = claim.quote
        if self._has_figure or claim.stance is not Stance.ASSERTS:
            self._settle(claim, row)
        return claim

    def _compile(self) -> None:
        """Put down which column goes where. Of columns with one header, the first is meant."""
        self._compiled = len(self.columns)
        places: dict[str, int] = {}
        for at, column in enumerate(self.columns):
            name = self._exact.get(column) or self._folded.get(column.strip().casefold())
            if name and (
                name not in places or (column in self._exact and self.columns[places[name]] not in self._exact)
            ):
                places[name] = at
        self._places = places
        self._width = max(places.values(), default=-1) + 1
        self._has_figure = not places.keys().isdisjoint({"value", "value_max", "bound"})
        self._setters: list[tuple[int, str, Callable[[Cell], Any], dict[str, Any] | None]] = [
            (at, _ATTRIBUTES.get(name, name), _READERS[name], None if name in _UNLIKE else self._remembered[name])
            for name, at in places.items()
        ]

    def _settle(self, claim: ClaimRow, row: Row) -> None:
        """Bring together what several columns say of the figure, and of who said it how."""
        if claim.stance is not Stance.ASSERTS and not claim.claimants:
            raise self._bad(row, "There is a stance without a claimant. Say who takes it.", self._places["stance"])
        if "value" not in self._places or claim.value is None:
            for name in ("value_max", "bound"):
                if name in self._places and self._is_given(row, name):
                    raise self._bad(row, "There is no value that this goes with. Add the value.", self._places[name])
            return
        said: Amount = claim.value  # type: ignore[assignment]
        claim.value = said.value
        stated = claim.bound if self._is_given(row, "bound") else None
        if said.bound is not Bound.EXACT:
            if stated not in (None, said.bound):
                raise self._bad(
                    row, f"The value says {_plain(said.bound)}, the bound {_plain(stated)}.", self._places["bound"]
                )
            claim.bound = said.bound
        if said.value_max is not None:
            if claim.value_max not in (None, said.value_max):
                words = f"The value is a range up to {said.value_max}, the upper value {claim.value_max}. Keep one."
                raise self._bad(row, words, self._places["value_max"])
            claim.value_max = said.value_max
        if claim.value_max is not None and stated is None:
            if said.bound not in (Bound.EXACT, Bound.BETWEEN):
                words = f"There is an upper value, but the value says {_plain(said.bound)}. Keep one of them."
                raise self._bad(row, words, self._places["value_max"])
            claim.bound = Bound.BETWEEN
        self._refuse_bad_figure(claim, row, said)
        claim.unit = claim.unit or said.unit
        if not claim.unit:
            raise self._bad(
                row, "There is a value without a unit. Say what is counted, for example deaths.", self._places["value"]
            )

    def _refuse_bad_figure(self, claim: ClaimRow, row: Row, said: Amount) -> None:
        upper = self._places.get("value_max", self._places["value"])
        if (claim.bound is Bound.BETWEEN) != (claim.value_max is not None):
            words = "An upper value goes with the bound between, and only with it. Change the bound or the upper value."
            raise self._bad(row, words, self._places.get("bound", upper))
        if claim.value_max is not None and claim.value is not None and claim.value_max <= claim.value:
            raise self._bad(row, f"The upper value {claim.value_max} must be above {claim.value}.", upper)
        if len(said.unit) > UNIT_LIMIT:
            words = f"{said.unit[:40]} has {len(said.unit)} characters; {UNIT_LIMIT} are kept. Shorten what is counted."
            raise self._bad(row, words, self._places["value"])

    def _is_given(self, row: Row, name: str) -> bool:
        at = self._places.get(name, len(row.cells))
        return at < len(row.cells) and any(part.strip() for part in _parts(row.cells[at]))

    def _checked(self, row: Row) -> str:
        """ "", unless the row holds what cannot be stored, which BadRow says."""
        for at, cell in enumerate(row.cells):
            for part in _parts(cell):
                try:
                    refuse_unstorable(part)
                except UnstorableText as error:
                    words = f"The cell holds {error.what}, which cannot be stored. Remove that character."
                    raise self._bad(row, words, at) from error
        return ""

    def _empty(self, row: Row) -> BadRow:
        if not any(part.strip() for cell in row.cells for part in _parts(cell)):
            return self._bad(row, "The row is empty.", None)
        at = self._places.get("text", self._places.get("quote"))
        return self._bad(row, "There is no claim in this row. Add its text.", at)

    def _bad(self, row: Row, reason: str, at: int | None) -> BadRow:
        column = self.columns[at] if at is not None and at < len(self.columns) else ""
        cells = {
            header: ", ".join(_parts(cell))[:CELL_KEPT].translate(_UNSTORABLE)
            for header, cell in zip(self.columns, row.cells, strict=False)
        }
        return BadRow(row.number, row.line, reason.translate(_UNSTORABLE), column=column, cells=cells)


def _parts(cell: Cell) -> Sequence[str]:
    return (cell,) if isinstance(cell, str) else cell


def _plain(bound: Bound | None) -> str:
    return str(bound).replace("_", " ")
