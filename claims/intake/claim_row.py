"""What one row of a claim file says, once its columns are known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.extraction.candidate import Bound, Stance


@dataclass(slots=True)
class ClaimRow:
    """A claim as a row states it. Dates said in part are ISO years, months or days; "" and None mean not given.

    ``claimants`` stand outermost first, the last is the claimant; ``stance`` is the last link's. ``priority`` is 1
    (most urgent) to 3, ``reach`` counts people. ``topic`` is a slug or a title as written.
    """

    number: int
    line: int
    text: str
    quote: str = ""
    claimants: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTS
    value: Decimal | None = None
    value_max: Decimal | None = None
    bound: Bound = Bound.EXACT
    unit: str = ""
    place: str = ""
    as_of: str = ""
    said_on: str = ""
    language: str = ""
    url: str = ""
    topic: str = ""
    priority: int | None = None
    due: date | None = None
    reach: int | None = None
    tags: tuple[str, ...] = ()
    external_id: str = ""
