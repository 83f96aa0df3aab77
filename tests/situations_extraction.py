"""What extractors said and people made of it, as what a call is made on."""

from claims.actions.decide_claim import decide_claim
from claims.actions.extract_document import extract_document
from claims.models import ClaimState
from tests.factories import make_document
from tests.ids import Cast, Growth, Ids, Situation


def extracted(cast: Cast) -> Ids:
    """A document whose claims were found, with none decided on."""
    made = make_document(cast["erin"])
    extract_document(made.imports.get().pk)
    return {"pk": made.pk, "claim": made.claims.order_by("id")[0].pk}


def corrected(cast: Cast) -> Ids:
    """A document with a claim that was found and kept."""
    ids = extracted(cast)
    decide_claim(int(str(ids["claim"])), ClaimState.KEPT, by=cast["erin"])
    return ids


SITUATIONS: dict[str, Situation] = {"extracted": extracted, "corrected": corrected}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {}
GROWTH: list[Growth] = []
