"""After publication, and scales, as what a call is made on."""

from typing import Any

from reviews.actions.reopen import reopen
from reviews.models import Review
from tests.factories import assigned, make_publication
from tests.ids import Cast, Growth, Ids, Situation


def reopened(cast: Cast) -> Ids:
    """A published review in a new round that nobody has joined; its verdict is still public."""
    return {"pk": _reopened(cast).pk}


def rejoined(cast: Cast) -> Ids:
    """A published review in a new round of which Noor holds the first part; its verdict is still public."""
    return {"pk": assigned(_reopened(cast), cast["erin"], cast["noor"]).pk}


def _reopened(cast: Cast) -> Review:
    return reopen(make_publication(cast).review_id, by=cast["erin"], reason="A newer figure is out.")


def looked_at_again(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """Another review as `reopened`."""
    return {"reopened": _reopened(cast).pk}


SITUATIONS: dict[str, Situation] = {"reopened": reopened, "rejoined": rejoined}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {"slug": "x", "form": "json"}
GROWTH: list[Growth] = [looked_at_again]
