"""Claims that say the same, and claims that were checked before, as what a call is made on."""

from typing import Any

from claims.actions.decide_claim import decide_claim
from claims.actions.dismiss_match import dismiss_match
from claims.actions.merge_claim import merge_claim
from claims.models import Claim, ClaimState
from tests.factories import make_claim, make_publication, make_review
from tests.ids import Cast, Growth, Ids, Situation


def twins(cast: Cast) -> Ids:
    """Two claims under no review that say the same."""
    one = make_claim(cast["erin"], "Over 1,500 people were killed in the protests")
    return {"pk": one.pk, "other": make_claim(cast["erin"], "More than 1,500 were killed in the protests").pk}


def merged(cast: Cast) -> Ids:
    """A claim that is merged into another one."""
    ids = twins(cast)
    merge_claim(int(str(ids["pk"])), into=int(str(ids["other"])), by=cast["erin"])
    return ids


def no_match(cast: Cast) -> Ids:
    """A claim that another one is said not to be."""
    ids = twins(cast)
    made = dismiss_match(int(str(ids["pk"])), other=int(str(ids["other"])), by=cast["erin"])
    return {**ids, "match": made.pk}


def twin_reviewed(cast: Cast) -> Ids:
    """A claim under review, and another one that says the same."""
    return {"pk": make_review(cast["erin"]).claim_id, "other": make_claim(cast["erin"]).pk}


def checked_before(cast: Cast) -> Ids:
    """A claim that is not decided on, and the public verdict on one that says the same."""
    verdict = make_publication(cast).review_id
    claim = make_claim(cast["erin"], "1,500 people had been killed, the next report")
    decide_claim(claim.pk, ClaimState.UNDECIDED, by=cast["erin"])
    return {"pk": claim.pk, "verdict": verdict}


def merged_ones(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """`size` claims merged into one that is under review and into one of a document."""
    in_document = Claim.objects.filter(document=found["document"]).exclude(state="merged").earliest("pk")
    for number in range(size):
        for into in (found["claim"], in_document.pk):
            merge_claim(make_claim(cast["erin"], f"Said again {size} {number} {into}").pk, into=into, by=cast["erin"])
    return {}


SITUATIONS: dict[str, Situation] = {
    "twins": twins,
    "merged": merged,
    "twin-reviewed": twin_reviewed,
    "checked-before": checked_before,
    "no-match": no_match,
}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {}
GROWTH: list[Growth] = [merged_ones]
