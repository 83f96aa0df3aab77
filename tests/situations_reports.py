"""After publication, and scales, as what a call is made on."""

from reviews.actions.reopen import reopen
from tests.factories import make_publication
from tests.ids import Cast, Growth, Ids, Situation


def reopened(cast: Cast) -> Ids:
    """A published review in a new round that nobody has joined; its verdict is still public."""
    published = make_publication(cast)
    return {"pk": reopen(published.review_id, by=cast["erin"], reason="A newer figure is out.").pk}


SITUATIONS: dict[str, Situation] = {"reopened": reopened}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {"slug": "x", "form": "json"}
GROWTH: list[Growth] = []
