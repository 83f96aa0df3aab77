"""Reviews in the queue and in hands, as what a call is made on."""

from tests.factories import assigned, held_until, make_evidence, make_review
from tests.ids import Cast, Growth, Ids, Situation


def held(cast: Cast) -> Ids:
    """A review of which Ada holds the first part, with two pieces of her evidence."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    evidence = make_evidence(review, cast["ada"])
    other = make_evidence(review, cast["ada"])
    return {"pk": review.pk, "evidence_id": evidence.pk, "other": str(other.pk)}


def waiting(cast: Cast) -> Ids:
    """A review on hold of which Ada holds the first part."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    return {"pk": held_until(review, cast["erin"]).pk}


SITUATIONS: dict[str, Situation] = {
    "held": held,
    "waiting": waiting,
}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {}
GROWTH: list[Growth] = []
