"""What happened, as what a call is made on."""

from factcheck.core.models import Head
from tests.ids import Cast, Growth, Ids, Situation


def sealed(cast: Cast) -> Ids:
    """A head that is shown. Written here as it is: sealing needs transactions of its own (tests/core)."""
    Head.objects.create(
        number=1, at="2026-01-01T00:00:00Z", seals=0, root=bytes(32), snapshot="1:1:", is_shown=True, key="",
        signature=b"",
    )  # fmt: skip
    return {}


SITUATIONS: dict[str, Situation] = {"sealed": sealed}
OF_NO_TOPIC: set[str] = {"sealed"}
NOWHERE: Ids = {}
GROWTH: list[Growth] = []
