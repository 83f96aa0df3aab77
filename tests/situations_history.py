"""What happened, as what a call is made on."""

from typing import Any

from factcheck.core.models import Head
from tests.ids import Cast, Growth, Ids, Situation


def make_heads(size: int) -> None:
    """Heads that are shown. Written here as they are: sealing needs transactions of its own (tests/core)."""
    last = Head.objects.count()
    for number in range(last + 1, last + 1 + size):
        Head.objects.create(
            number=number, at="2026-01-01T00:00:00Z", seals=0, root=bytes(32), snapshot="1:1:", is_shown=True, key="",
            signature=b"",
        )  # fmt: skip


def sealed(cast: Cast) -> Ids:
    """A head that is shown."""
    make_heads(1)
    return {}


def heads(cast: Cast, size: int, things: dict[str, Any]) -> dict[str, Any]:
    """More heads."""
    make_heads(size)
    return {}


SITUATIONS: dict[str, Situation] = {"sealed": sealed}
OF_NO_TOPIC: set[str] = {"sealed"}
NOWHERE: Ids = {}
GROWTH: list[Growth] = [heads]
