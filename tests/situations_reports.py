"""After publication, and scales, as what a call is made on."""

from typing import Any

from claims.actions.add_topic import add_topic
from reviews.actions.add_scale import Place, add_scale
from reviews.actions.reopen import reopen
from reviews.actions.set_policy import set_policy
from reviews.models import Review, Scale
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


def scale(cast: Cast) -> Ids:
    """A second scale, that nothing is rated on."""
    return {"pk": _scale(cast, "Three-point").pk}


def _scale(cast: Cast, name: str) -> Scale:
    places = [Place("Right", "It is so.", 2), Place("Partly", "Some is so.", 1), Place("Wrong", "It is not.", 0)]
    return add_scale(by=cast["erin"], name=name, ratings=places)


def scales_and_policies(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """`size` more scales and policies of topics; gives the last scale."""
    for number in range(size):
        made = _scale(cast, f"Scale {size} {number}")
        topic = add_topic(f"Ruled {size} {number}", by=cast["erin"])
        set_policy(by=cast["erin"], topic=topic.slug, scale=made.pk, numbers={"due_days": number + 1})
    return {"scale": made.pk}


SITUATIONS: dict[str, Situation] = {"reopened": reopened, "rejoined": rejoined, "scale": scale}
OF_NO_TOPIC: set[str] = {"scale"}
NOWHERE: Ids = {"slug": "x", "form": "json"}
GROWTH: list[Growth] = [looked_at_again, scales_and_policies]
