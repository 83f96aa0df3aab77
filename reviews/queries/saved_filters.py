"""Questions to the queue that were saved: one's own, and those that others share."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform

from claims.access import visible_topics
from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.models import SavedFilter
from reviews.queries.queue_filters import Ask, asked

# As many as are looked through for a person; more than anybody can tell apart as tabs.
MOST = 100


@dataclass(frozen=True)
class Saved:
    """A saved filter with what it asks for."""

    filter: SavedFilter
    ask: Ask
    is_mine: bool


def saved_filters(person: User) -> list[Saved]:
    """A person's own filters and then those that are shared, each in its order.

    A shared one is left out where the person may not ask for what it asks: a colleague's work, or a topic that does
    not exist for them. Its name alone would say that it does.
    """
    if not may(person, Can.SEE_DESK):
        return []
    # In the same query, so that not even the number of queries says that there is such a filter.
    asks = SavedFilter.objects.annotate(topic=KeyTextTransform("topic", "asked"))
    there = Q(topic__isnull=True) | Q(topic="") | Exists(visible_topics(person).filter(slug=OuterRef("topic")))
    rows = asks.filter(Q(person=person) | Q(is_shared=True) & there).select_related("person")
    found = []
    for row in sorted(rows[:MOST], key=lambda row: (row.person_id != person.pk, row.position, row.name, row.pk)):
        ask, faults = asked(person, row.asked)
        is_mine = row.person_id == person.pk
        if is_mine or not faults:
            found.append(Saved(row, ask, is_mine))
    return found
