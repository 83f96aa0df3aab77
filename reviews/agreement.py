"""Whether the findings of a round agree, and which of them becomes the verdict's."""

from collections.abc import Sequence
from dataclasses import dataclass

# Places such as 0.1 and 0.3 lie 0.19999999999999998 apart; a tolerance of 0.2 is meant to hold them.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Opinion:
    """What one assessment says: its rating, and its attribution finding.

    ``place`` is the rating's number on the axis of the scale, higher being truer; None lies off the axis.
    """

    rating: str
    place: float | None
    attribution: str


def agreed(opinions: Sequence[Opinion], *, tolerance: float = 0) -> bool:
    """Say whether all opinions agree: one attribution finding, and one rating or places within ``tolerance``.

    All of them must lie within it, not only neighbours. A rating off the axis agrees with itself alone.
    Raises ValueError without opinions and for a negative tolerance.
    """
    if not opinions:
        raise ValueError("There is no opinion to compare.")
    if not tolerance >= 0:
        raise ValueError(f"The tolerance must be 0 or more, received {tolerance}.")
    if len({opinion.attribution for opinion in opinions}) > 1:
        return False
    if len({opinion.rating for opinion in opinions}) == 1:
        return True
    places = [opinion.place for opinion in opinions if opinion.place is not None]
    if tolerance == 0 or len(places) < len(opinions):
        return False
    return max(places) - min(places) <= tolerance + _ROUNDING


def settle(opinions: Sequence[Opinion], tolerance: float = 0) -> int | None:
    """Give the index of the opinion whose rating becomes the verdict's, or None when they differ.

    With one rating it is the first. Within the tolerance it is the lowest on the axis: the desk says of
    a claim no more than every reviewer was ready to say, and the choice does not depend on who came
    first. No rating between them is made up, since nobody gave it. Raises as ``agreed`` does.
    """
    if not agreed(opinions, tolerance=tolerance):
        return None
    if len({opinion.rating for opinion in opinions}) == 1:
        return 0

    def order(index: int) -> tuple[float, str]:
        place = opinions[index].place
        return (0.0 if place is None else place, opinions[index].rating)

    return min(range(len(opinions)), key=order)
