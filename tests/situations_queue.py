"""Reviews in the queue and in hands, as what a call is made on."""

from typing import Any

from reviews.actions.save_filter import save_filter
from reviews.actions.set_priority import set_priority
from reviews.queries.undoable import acts_since, newest_event
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


def raised(cast: Cast) -> Ids:
    """A review whose level Erin has changed a moment ago."""
    review, mark = make_review(cast["erin"]), newest_event()
    set_priority(review.pk, by=cast["erin"], level=1, reason="Breaking news")
    return {"pk": review.pk, "act": acts_since(mark, cast["erin"], reviews=[review.pk])[0]}


def saved(cast: Cast) -> Ids:
    """A filter of the queue that Erin saved for herself."""
    return {"pk": save_filter(by=cast["erin"], name="Late ones", asked_for={"due": "late"}).pk}


def filters(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """As many saved filters, one's own and shared ones."""
    for number in range(size):
        asked_for = {"older_than": str(size + number + 1)}
        save_filter(by=cast["erin"], name=f"Old {size} {number}", asked_for=asked_for)
        save_filter(by=cast["cleo"], name=f"Shared {size} {number}", asked_for=asked_for, is_shared=True)
    return {}


SITUATIONS: dict[str, Situation] = {
    "held": held,
    "waiting": waiting,
    "raised": raised,
    "filter": saved,
}
OF_NO_TOPIC: set[str] = {"filter"}
NOWHERE: Ids = {}
GROWTH: list[Growth] = [filters]
