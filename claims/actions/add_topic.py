"""An editor names a story."""

from django.db import transaction

from claims.models import Topic
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import slug as slug_of


@transaction.atomic
def add_topic(title: str, *, by: User, is_restricted: bool = False) -> Topic:
    """A new topic; its slug is made from the title. A restricted one has its maker as first member.

    Raises Invalid without a title, Conflict when the slug is taken.
    """
    require(by, Can.TRIAGE)
    words = " ".join(title.split())
    if not words:
        raise Invalid(Fault("Give the topic a title.", "/title"))
    topic, is_new = Topic.objects.get_or_create(
        slug=slug_of(words), defaults={"title": words[:200], "is_restricted": is_restricted}
    )
    if not is_new:
        raise Conflict(f"There is a topic {topic.slug} already.")
    if is_restricted:
        topic.members.add(by)
    record(EventKind.TOPIC_ADDED, by=by, about=topic, data={"title": topic.title})
    return topic
