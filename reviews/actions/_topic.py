"""What the verbs share that change who sees a topic."""

from collections.abc import Iterable

from claims.access import topic_for, visible_topics
from claims.models import Topic
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require


def locked_topic(slug: str, *, by: User) -> Topic:
    """A topic that exists for somebody who may manage topics, its row locked so that such verbs follow each other.

    Rows that refer to it are written meanwhile. Raises NotAllowed and NotFound.
    """
    require(by, Can.MANAGE_TOPICS)
    found = topic_for(by, slug)
    Topic.objects.select_for_update(no_key=True).get(pk=found.pk)
    # Whether it exists for them is asked again: whoever held the lock may just have taken it from them.
    topic = visible_topics(by).filter(pk=found.pk).first()
    if topic is None:
        raise NotFound(f"There is no topic {slug}.")
    return topic


def names_of(people: Iterable[User]) -> list[str]:
    """Usernames, as the history keeps them."""
    return sorted(person.username for person in people)


def joined(topic: Topic, person: User, *, by: User) -> None:
    """Record that somebody became a member. The notice names no topic: it is kept when they are one no longer."""
    data = {"user": person.pk, "did": "added", "words": "You are a member of a restricted topic now."}
    record(EventKind.TOPIC_MEMBERS_CHANGED, by=by, about=topic, data=data)
