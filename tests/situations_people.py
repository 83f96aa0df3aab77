"""People and desks, as what a call is made on."""

from tests.ids import Growth, Ids, Situation

SITUATIONS: dict[str, Situation] = {}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {}
GROWTH: list[Growth] = []
