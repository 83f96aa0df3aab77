"""Questions to the queue that were saved: one's own, and those that others share."""

from dataclasses import dataclass

from django.db.models import Q

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
    rows = SavedFilter.objects.filter(Q(person=person) | Q(is_shared=True)).select_related("person")
    topics: set[str] | None = None
    found = []
    for row in sorted(rows[:MOST], key=lambda row: (row.person_id != person.pk, row.position, row.name, row.pk)):
        ask, faults = asked(person, row.asked)
        is_mine = row.person_id == person.pk
        if not is_mine and ask.topic:
            if topics is None:
                topics = set(visible_topics(person).values_list("slug", flat=True))
            if ask.topic not in topics:
                continue
        if is_mine or not faults:
            found.append(Saved(row, ask, is_mine))
    return found
