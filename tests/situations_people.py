"""People and desks, as what a call is made on."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from claims.actions.add_topic import add_topic
from claims.actions.affiliate_party import affiliate
from claims.actions.edit_claim import edit_claim
from claims.models import Party
from factcheck.core.capabilities import Role
from factcheck.core.people import add_person
from reviews.actions.add_desk import add_desk
from reviews.actions.declare_interest import declare_interest
from reviews.actions.restrict_topic import restrict_topic
from reviews.actions.set_leave import set_leave
from reviews.workflow import State
from tests.factories import assigned, in_state, make_review
from tests.ids import Cast, Growth, Ids, Situation

_PASSWORD = "a-quiet-lamp-in-the-hall"


def colleague(cast: Cast) -> Ids:
    """Ada, who holds a part."""
    assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    return {"username": "ada"}


def interested(cast: Cast) -> Ids:
    """Ada's interest."""
    return {"pk": declare_interest("ada", "The council", by=cast["ada"]).pk, "username": "ada"}


def onleave(cast: Cast) -> Ids:
    """Ada's leave, next month."""
    first = timezone.localdate() + timedelta(days=30)
    leave = set_leave("ada", by=cast["ada"], from_on=first, until_on=first + timedelta(days=6))
    return {"pk": leave.pk, "leave_id": leave.pk, "username": "ada"}


def desk(cast: Cast) -> Ids:
    """A desk at which Ada works."""
    return {"slug": add_desk("Middle East", by=cast["adam"], members=["ada"]).slug}


def story(cast: Cast) -> Ids:
    """A topic with a claim that Ada and Ben review."""
    review = in_state(State.IN_REVIEW, cast)
    edit_claim(review.claim_id, by=cast["erin"], topic=add_topic("The protests", by=cast["erin"]).slug)
    return {"slug": "the-protests"}


def restricted(cast: Cast) -> Ids:
    """The same, restricted to Erin and Ada."""
    return {"slug": restrict_topic(story(cast)["slug"], by=cast["erin"], members=["ada"]).slug, "username": "ada"}


def more_topics(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """`size` restricted topics, and one with as many members, claims, open reviews and changes."""
    erin = cast["erin"]
    for number in range(size):
        restrict_topic(add_topic(f"Secret {size} {number}", by=erin).slug, by=erin, members=["ada"])
    topic = add_topic(f"Told {size}", by=erin)
    people = [
        add_person(f"m{size}x{n}", name=f"Member {n}", by=cast["adam"], role=Role.READER, password=_PASSWORD)
        for n in range(size)
    ]
    for _ in range(size):
        review = in_state(State.IN_REVIEW, cast)
        edit_claim(review.claim_id, by=erin, topic=topic.slug)
    restrict_topic(topic.slug, by=erin, members=["ada", *(person.username for person in people)])
    story = add_topic(f"Open {size}", by=erin)
    return {"topic": topic.slug, "open_topic": story.slug}


def more_people(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """`size` desks, interests and leaves of Ada, each party of interest with as many friends."""
    first = timezone.localdate() + timedelta(days=20 * size)
    for number in range(size):
        add_desk(f"Desk {size} {number}", by=cast["adam"], members=["ada", "ben", "rita"])
        party = declare_interest("ada", f"Employer {size} {number}", by=cast["ada"]).party
        for friend in range(size):
            affiliate(
                Party.objects.create(name=f"Friend {size} {number} {friend}"), of=party, basis="So.", by=cast["erin"]
            )
        day = first + timedelta(days=number)
        set_leave("ada", by=cast["ada"], from_on=day, until_on=day)
    return {"person": "ada", "desk": f"desk-{size}-0"}


SITUATIONS: dict[str, Situation] = {
    "colleague": colleague,
    "interested": interested,
    "onleave": onleave,
    "desk": desk,
    "story": story,
    "restricted": restricted,
}
OF_NO_TOPIC: set[str] = set(SITUATIONS)
NOWHERE: Ids = {"username": "nobody", "leave_id": 999_999_999}
GROWTH: list[Growth] = [more_people, more_topics]
