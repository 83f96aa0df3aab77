"""Claims that are like others, as what a call is made on."""

from typing import Any

from tests.factories import make_claim
from tests.ids import Cast, Growth, Ids, Situation


def more_alike(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """`size` claims that are like one, in words that no other claim has."""
    claims = [
        make_claim(cast["erin"], text=f"The weir at Quennell{size} broke in the flood of {1900 + number}")
        for number in range(size + 1)
    ]
    return {"matched": claims[-1].pk}


SITUATIONS: dict[str, Situation] = {}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {}
GROWTH: list[Growth] = [more_alike]
