"""A topic is restricted to named members."""

from collections.abc import Sequence

from django.db import transaction

from claims.models import Topic
from factcheck.core.audit import record
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.actions._members import members_called
from reviews.actions._out_of_sight import settle
from reviews.actions._topic import joined, locked_topic, names_of

REASON = "the topic was restricted"


@transaction.atomic
def restrict_topic(slug: str, *, by: User, members: Sequence[str] = ()) -> Topic:
    """Restrict a topic to people named by username; whoever restricts it is one of them.

    For others it does not exist from now on. Unfinished parts that they hold there go back, their drafts are kept,
    and they are told so without a word of the topic. What was published stays public as it is. Raises NotFound,
    NotAllowed, WrongState for one that is restricted, Invalid for somebody who is not here.
    """
    topic = locked_topic(slug, by=by)
    if topic.is_restricted:
        raise WrongState(f"The topic {topic} is restricted already. Change its members instead.")
    people = {by, *members_called(members)}
    topic.is_restricted = True
    topic.save(update_fields=["is_restricted"])
    topic.members.set(people)
    freed = settle(topic, reason=REASON)
    data = {
        "members": names_of(people),
        "returned": sorted(review.pk for reviews in freed.values() for review in reviews),
        "tell": [person.pk for person in freed],
    }
    record(EventKind.TOPIC_RESTRICTED, by=by, about=topic, data=data)
    for person in sorted(people - {by}, key=lambda one: one.username):
        joined(topic, person, by=by)
    return topic
