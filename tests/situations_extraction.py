"""What extractors said and people made of it, as what a call is made on."""

from claims.actions.extract_document import extract_document
from tests.factories import make_document
from tests.ids import Cast, Growth, Ids, Situation


def extracted(cast: Cast) -> Ids:
    """A document whose claims were found, with none decided on."""
    made = make_document(cast["erin"])
    extract_document(made.imports.get().pk)
    return {"pk": made.pk, "claim": made.claims.order_by("id")[0].pk}


SITUATIONS: dict[str, Situation] = {"extracted": extracted}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {}
GROWTH: list[Growth] = []
