"""A restricted topic is opened to the whole desk."""

from django.db import transaction

from claims.models import Topic
from factcheck.core.audit import record
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.actions._out_of_sight import settle
from reviews.actions._topic import locked_topic, names_of

REASON = "the topic was opened"


@transaction.atomic
def open_topic(slug: str, *, by: User) -> Topic:
    """Open a restricted topic: everybody at the desk sees it, and it has no members any more.

    Raises NotFound for whom it does not exist, NotAllowed, WrongState for one that is open.
    """
    topic = locked_topic(slug, by=by)
    if not topic.is_restricted:
        raise WrongState(f"The topic {topic} is open already.")
    members = names_of(topic.members.all())
    topic.is_restricted = False
    topic.save(update_fields=["is_restricted"])
    topic.members.clear()
    settle(topic, reason=REASON)
    record(EventKind.TOPIC_OPENED, by=by, about=topic, data={"members": members})
    return topic
