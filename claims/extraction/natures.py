"""What sort of number a unit speaks for."""

from claims.extraction.candidate import FigureNature
from claims.extraction.money import is_money

_SHARES = frozenset({"percent", "%", "per cent", "percentage", "pct"})


def nature_of(unit: str) -> FigureNature:
    """The nature of a figure of which no more than its unit is known: "percent" is of a share, "euros" of money."""
    plain = unit.strip().lower()
    if plain in _SHARES:
        return FigureNature.SHARE
    if is_money(unit):
        return FigureNature.MONEY
    return FigureNature.COUNT
