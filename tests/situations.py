"""What a call is made on: a thing of the desk, brought there by the product's own verbs. A file for each area.

Where a review has reviewers they are Ada and, from `round` on, Ben; Erin opened it. In an area's file stand

- SITUATIONS: by name, what brings it about;
- OF_NO_TOPIC: those of them whose things belong to no topic, so that nobody is shut out of them by one;
- NOWHERE: for each word in an address, what names nothing that is there;
- GROWTH: what makes more of the area's things, to count queries by (tests.growth).
"""

from claims.models import Claim, Document, Feed, Import, Topic
from factcheck.core.models import User
from reviews.models import Review
from tests import (
    situations_evidence,
    situations_extraction,
    situations_figures,
    situations_history,
    situations_intake,
    situations_judging,
    situations_matching,
    situations_merging,
    situations_parties,
    situations_people,
    situations_queue,
    situations_reports,
)
from tests.ids import Ids
from tests.joined import joined

__all__ = ["GROWTH", "NOWHERE", "OF_NO_TOPIC", "SITUATIONS", "Ids", "restrict", "review_of"]

_AREAS = (
    situations_intake,
    situations_queue,
    situations_judging,
    situations_matching,
    situations_evidence,
    situations_history,
    situations_reports,
    situations_people,
    situations_parties,
    situations_extraction,
    situations_merging,
    situations_figures,
)
SITUATIONS = joined(area.SITUATIONS for area in _AREAS)
OF_NO_TOPIC = {name for area in _AREAS for name in area.OF_NO_TOPIC}
NOWHERE: Ids = joined(area.NOWHERE for area in _AREAS)
GROWTH = [grow for area in _AREAS for grow in area.GROWTH]


def restrict(member: User) -> Topic:
    """Put every claim, document, feed and import that there is in a topic that exists for one member alone."""
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    topic.members.add(member)
    Claim.objects.update(topic=topic)
    Document.objects.update(topic=topic)
    Feed.objects.update(topic=topic)
    Import.objects.update(topic=topic)
    return topic


def review_of(ids: Ids) -> Review:
    return Review.objects.get(pk=ids["pk"])
