"""People become members of a restricted topic, or are members no longer."""

from collections.abc import Sequence

from django.db import transaction

from claims.models import Topic
from factcheck.core.audit import record
from factcheck.core.capabilities import Can, roles_that
from factcheck.core.errors import Fault, Invalid, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.actions._members import members_called
from reviews.actions._out_of_sight import settle
from reviews.actions._topic import joined, locked_topic
from reviews.models import Review

REASON = "the holder is no member of the topic any more"


@transaction.atomic
def change_members(slug: str, *, by: User, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Topic:
    """Add people to a restricted topic and take others out, by username; nothing is written for what is so already.

    For whoever is taken out it does not exist any more: unfinished parts that they hold there go back, their drafts
    are kept, and they are told so. Raises NotFound, NotAllowed, WrongState for an open topic and where nobody would
    be left who may manage it, Invalid for somebody who is not here, is no member, or is to be both.
    """
    topic = locked_topic(slug, by=by)
    if not topic.is_restricted:
        raise WrongState(f"The topic {topic} is open to the whole desk. Restrict it before naming members.")
    members = {person.username: person for person in topic.members.all()}
    coming = [person for person in members_called(add, at="/add") if person.username not in members]
    going = _going(members, add, remove)
    topic.members.add(*coming)
    topic.members.remove(*going)
    if not topic.members.filter(role__in=roles_that(Can.MANAGE_TOPICS), is_active=True).exists():
        raise WrongState("Nobody would be left to manage the topic. Make another editor a member first, or open it.")
    for person in sorted(coming, key=lambda one: one.username):
        joined(topic, person, by=by)
    freed = settle(topic, reason=REASON) if going else {}
    for person in going:
        _left(topic, person, freed.get(person, []), by=by)
    return topic


def _going(members: dict[str, User], add: Sequence[str], remove: Sequence[str]) -> list[User]:
    faults = []
    for at, name in enumerate(remove):
        if name not in members:
            faults.append(Fault(f"{name[:150]} is no member of this topic.", f"/remove/{at}"))
        elif name in add:
            faults.append(Fault(f"{name[:150]} is to be added and removed. Say one of them.", f"/remove/{at}"))
    if faults:
        raise Invalid(*faults)
    return [members[name] for name in sorted(set(remove))]


def _left(topic: Topic, person: User, freed: list[Review], *, by: User) -> None:
    back = " What you held there went back to the queue; your drafts are kept." if freed else ""
    data = {
        "user": person.pk,
        "did": "removed",
        "words": f"You are a member of a restricted topic no longer.{back}",
        "returned": sorted(review.pk for review in freed),
    }
    record(EventKind.TOPIC_MEMBERS_CHANGED, by=by, about=topic, data=data)
